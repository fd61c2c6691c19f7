import { expect, it } from 'vitest';
import { eraRules } from '../component/era.ts';
import { resolve } from '../confmap/resolve.ts';
import { fakeFactories } from '../testing/fakeFactories.ts';
import { decodeConfig } from './decode/decodeConfig.ts';
import { printConfig } from './printConfig.ts';

it('prints defaults, sorted keys, four blanks, and no secret', async () => {
  const text = 'receivers: {otlp: {protocols: {grpc: }}}\nprocessors: {batch: {timeout: 90s}}\nexporters: {otlp_grpc: {endpoint: "a:1", headers: {k: hidden}, timeout: 1000000}}\nservice: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_grpc]}}}';
  const resolved = await resolve([{ text }], { environment: new Map(), readFile: async () => '', notice: () => {} }, eraRules.current.expansion);
  const config = resolved.ok ? decodeConfig(resolved.value, { factories: fakeFactories(), rules: eraRules.current }) : undefined;

  const printed = config?.ok === true ? printConfig(config.value, eraRules.current) : '';

  expect(printed.slice(0, printed.indexOf('    telemetry:'))).toBe(`connectors: {}
exporters:
    otlp_grpc:
        endpoint: a:1
        headers:
            - name: k
              value: '[REDACTED]'
        retry_on_failure:
            enabled: true
            initial_interval: 5s
        sending_queue:
            batch: null
            num_consumers: 10
            queue_size: 1000
            sizer: {}
            wait_for_result: false
        timeout: 1ms
extensions: {}
processors:
    batch:
        metadata_cardinality_limit: 1000
        metadata_keys: []
        send_batch_max_size: 0
        send_batch_size: 8192
        timeout: 1m30s
receivers:
    otlp:
        protocols:
            grpc:
                endpoint: 127.0.0.1:4317
            http: null
service:
    pipelines:
        traces:
            exporters:
                - otlp_grpc
            processors: []
            receivers:
                - otlp
`);
  expect(printed).toContain('            sampling:\n                enabled: true\n                initial: 10\n                thereafter: 100\n                tick: 10s\n');
  expect(printed).not.toContain('hidden');
});
