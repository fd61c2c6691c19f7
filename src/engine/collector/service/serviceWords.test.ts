import { expect, it } from 'vitest';
import { fullRelease } from '../components/distributions.ts';
import type { Era } from '../component/era.ts';
import { fakeHost } from '../testing/fakeHost.ts';
import { createCollector } from './createCollector.ts';

const config = `
receivers: { otlp: { protocols: { http: { endpoint: "127.0.0.1:4318" } } } }
processors: { memory_limiter: { check_interval: 1s, limit_mib: 400 } }
exporters: { otlphttp: { endpoint: "http://127.0.0.1:1" } }
connectors: { forward: }
extensions: { health_check: { endpoint: "127.0.0.1:13133" } }
service:
  extensions: [health_check]
  telemetry: { logs: { level: debug, output_paths: [stderr] }, metrics: { level: none } }
  pipelines:
    traces/in: { receivers: [otlp], processors: [memory_limiter], exporters: [forward] }
    traces: { receivers: [forward], exporters: [otlphttp] }
`;

async function linesOf(era: Era): Promise<readonly string[]> {
  const lines: string[] = [];
  const collector = createCollector({
    release: fullRelease(era), host: fakeHost(), environment: new Map(), readFile: async () => '', build: { cpus: 2 },
    log: (_entry, line) => { lines.push(line.replace(/^\S+\t/, '').replace(/\{"resource": \{[^}]*\}(, )?/, '{').replace(/\t\{\}$/, '').replace(/"config": .*/, '…')); },
  });
  const applied = await collector.apply([{ name: 'config.yaml', text: config }]);
  if (!applied.ok) throw new Error(applied.error.text);
  collector.signalled('interrupt');
  await collector.shutdown();
  return lines.filter((line) => !/telemetry/.test(line));
}

/** As the real Collector v0.84 logs the same configuration, but for the order in which it creates components. */
it('speaks as v0.84', async () => {
  const lines = await linesOf('2023');

  expect(lines.filter((line) => line.startsWith('debug'))).toEqual(expect.arrayContaining([
    'debug\textension@v0.84.0/extension.go:143\tBeta component. May change in the future.\t{"kind": "extension", "name": "health_check"}',
    'debug\texporter@v0.84.0/exporter.go:273\tStable component.\t{"kind": "exporter", "data_type": "traces", "name": "otlphttp"}',
    'debug\tconnector@v0.84.0/connector.go:634\tBeta component. May change in the future.\t{"kind": "exporter", "name": "forward", "exporter_in_pipeline": "traces", "receiver_in_pipeline": "traces"}',
    'debug\tprocessor@v0.84.0/processor.go:287\tBeta component. May change in the future.\t{"kind": "processor", "name": "memory_limiter", "pipeline": "traces/in"}',
    'debug\treceiver@v0.84.0/receiver.go:294\tStable component.\t{"kind": "receiver", "name": "otlp", "data_type": "traces"}',
  ]));
  expect(lines.filter((line) => line.startsWith('info'))).toEqual([
    'info\tmemorylimiterprocessor@v0.84.0/memorylimiter.go:102\tMemory limiter configured\t{"kind": "processor", "name": "memory_limiter", "pipeline": "traces/in", "limit_mib": 400, "spike_limit_mib": 80, "check_interval": 1}',
    'info\tservice/service.go:138\tStarting otelcol-contrib...\t{"Version": "0.84.0", "NumCPU": 2}', 'info\textensions/extensions.go:31\tStarting extensions...',
    'info\textensions/extensions.go:34\tExtension is starting...\t{"kind": "extension", "name": "health_check"}',
    'info\thealthcheckextension@v0.84.0/healthcheckextension.go:35\tStarting health_check extension\t{"kind": "extension", "name": "health_check", …',
    'info\textensions/extensions.go:38\tExtension started.\t{"kind": "extension", "name": "health_check"}',
    'info\totlpreceiver@v0.84.0/otlp.go:101\tStarting HTTP server\t{"kind": "receiver", "name": "otlp", "data_type": "traces", "endpoint": "127.0.0.1:4318"}',
    'info\thealthcheck/handler.go:132\tHealth Check state change\t{"kind": "extension", "name": "health_check", "status": "ready"}',
    'info\tservice/service.go:161\tEverything is ready. Begin running and processing data.', 'info\totelcol/collector.go:250\tReceived signal from OS\t{"signal": "interrupt"}',
    'info\tservice/service.go:170\tStarting shutdown...', 'info\thealthcheck/handler.go:132\tHealth Check state change\t{"kind": "extension", "name": "health_check", "status": "unavailable"}',
    'info\textensions/extensions.go:45\tStopping extensions...', 'info\tservice/service.go:184\tShutdown complete.',
  ]);
});

it('speaks as v0.159', async () => {
  const lines = await linesOf('current');

  expect(lines).toEqual(expect.arrayContaining([
    'debug\tbuilders/builders.go:26\tBeta component. May change in the future.\t{"otelcol.component.id": "forward", "otelcol.component.kind": "connector", "otelcol.signal": "traces", "otelcol.signal.output": "traces"}',
    'debug\tbuilders/builders.go:26\tBeta component. May change in the future.\t{"otelcol.component.id": "memory_limiter", "otelcol.component.kind": "processor", "otelcol.pipeline.id": "traces/in", "otelcol.signal": "traces"}',
    'info\thealthcheck/handler.go:131\tHealth Check state change\t{"otelcol.component.id": "health_check", "otelcol.component.kind": "extension", "status": "unavailable"}',
    'info\tservice@v0.159.0/service.go:259\tStarting otelcol-contrib...\t{"Version": "0.159.0", "NumCPU": 2}',
  ]));
});
