import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NodeChild } from './childProcess.ts';
import { type CollectorBench, collectorBenches, type Received } from './collectorCommand.ts';

const protocols = ['grpc', 'http/protobuf', 'http/json'] as const;
const compressions = ['none', 'gzip'] as const;
const senders = protocols.flatMap((protocol) => compressions.map((compression) => ({ protocol, compression, service: `${protocol} ${compression}` })));
const count = 250;
const sender = fileURLToPath(new URL('sender.mjs', import.meta.url));

let benches: Awaited<ReturnType<typeof collectorBenches>>;
let bench: CollectorBench;
let received: Received;
let exit: { readonly code: number | null; readonly err: string };

function send({ protocol, compression, service }: (typeof senders)[number]): Promise<number | null> {
  const endpoint = protocol === 'grpc' ? `http://127.0.0.1:${String(bench.grpcPort)}` : bench.httpUrl;
  const child = new NodeChild([sender], {
    COUNT: String(count), OTEL_SERVICE_NAME: service, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: protocol, OTEL_EXPORTER_OTLP_COMPRESSION: compression,
    OTEL_TRACES_EXPORTER: 'otlp', OTEL_METRICS_EXPORTER: 'otlp', OTEL_LOGS_EXPORTER: 'otlp', OTEL_NODE_RESOURCE_DETECTORS: 'env', OTEL_METRIC_EXPORT_INTERVAL: '60000',
  });
  return child.exit.then(({ code, err }) => {
    if (code !== 0 || err !== '') throw new Error(`the sender ended with ${String(code)}: ${err}`);
    return code;
  });
}

beforeAll(async () => {
  benches = await collectorBenches();
  bench = await benches.create();
  // The batch processor would hold everything for an hour: what arrives in the file arrived because SIGTERM drained the collector.
  await using collector = await bench.start('--config', await bench.write('config.yaml', bench.config({ batchTimeout: '1h' })));
  for (const one of senders) await send(one);
  collector.signal('SIGTERM');
  exit = await collector.exit;
  received = await bench.received();
});
afterAll(async () => {
  await bench.remove();
  await benches.remove();
});

describe('traceground collector takes OTLP from the real SDK', () => {
  describe.each(senders)('over $protocol, compression $compression', ({ service }) => {
    it('traces', () => {
      const spans = received.spans.get(service) ?? [];

      expect(spans.map(({ name }) => name)).toEqual(Array.from({ length: count }, (_, i) => `span ${String(i)}`));
      expect(spans[1]!.attributes).toEqual([
        { key: 'index', value: { intValue: '1' } }, { key: 'text', value: { stringValue: 'ünïcödé' } }, { key: 'ratio', value: { doubleValue: 1 / 7 } }, { key: 'yes', value: { boolValue: false } },
      ]);
    });

    it('metrics', () => {
      expect(received.sent.get(service)).toBe(count);
    });

    it('logs', () => {
      expect(received.logs.get(service)?.map(({ body }) => body?.stringValue)).toEqual(Array.from({ length: count }, (_, i) => `log ${String(i)}`));
    });
  });

  it('and drains on SIGTERM, with exit code 0', () => {
    expect(exit.code).toBe(0);
    expect(exit.err).toMatch(/Starting shutdown\.\.\..*\n(.*\n)*.*Shutdown complete\./);
  });
});
