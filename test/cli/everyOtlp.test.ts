import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NodeChild } from './childProcess.ts';
import { type CollectorBench, collectorBenches, type Received } from './collectorCommand.ts';
import { freePort } from './freePort.ts';

const protocols = ['grpc', 'http/protobuf', 'http/json'] as const;
const plain = protocols.flatMap((protocol) => (['none', 'gzip'] as const).map((compression) => ({ protocol, compression, over: 'plain text' })));
const secure = protocols.map((protocol) => ({ protocol, compression: 'gzip', over: 'TLS with a password' }));
const senders = [...plain, ...secure].map((sender) => ({ ...sender, service: Object.values(sender).join(' ') }));
const count = 250;
const sender = fileURLToPath(new URL('sender.mjs', import.meta.url));
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));

let benches: Awaited<ReturnType<typeof collectorBenches>>;
let bench: CollectorBench;
let securePorts: { readonly grpc: number; readonly http: number };
let received: Received;
let exit: { readonly code: number | null; readonly err: string };

/** The bench's own configuration with a second receiver that speaks TLS and asks who calls. */
function config(): string {
  const server = `tls: { cert_file: "${fixture('server.crt')}", key_file: "${fixture('server.key')}" }, auth: { authenticator: basicauth }`;
  const more = `  otlp/secure:
    protocols:
      grpc: { endpoint: "127.0.0.1:${String(securePorts.grpc)}", ${server} }
      http: { endpoint: "127.0.0.1:${String(securePorts.http)}", ${server} }
extensions:
  basicauth: { htpasswd: { inline: "alice:secret" } }
`;
  return bench.config({ batchTimeout: '1h' }).replace('processors:\n', `${more}processors:\n`).replaceAll('receivers: [otlp]', 'receivers: [otlp, otlp/secure]').replace('service:\n', 'service:\n  extensions: [basicauth]\n');
}

function send({ compression, over, protocol, service }: (typeof senders)[number]): Promise<number | null> {
  const isSecure = over !== 'plain text';
  const ports = isSecure ? securePorts : { grpc: bench.grpcPort, http: bench.httpPort };
  const child = new NodeChild([sender], {
    COUNT: String(count), OTEL_SERVICE_NAME: service, OTEL_EXPORTER_OTLP_PROTOCOL: protocol, OTEL_EXPORTER_OTLP_COMPRESSION: compression,
    OTEL_EXPORTER_OTLP_ENDPOINT: `${isSecure ? 'https://localhost' : 'http://127.0.0.1'}:${String(protocol === 'grpc' ? ports.grpc : ports.http)}`,
    ...(isSecure ? { OTEL_EXPORTER_OTLP_CERTIFICATE: fixture('ca.crt'), OTEL_EXPORTER_OTLP_HEADERS: `authorization=Basic%20${encodeURIComponent(btoa('alice:secret'))}` } : {}),
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
  securePorts = { grpc: await freePort(), http: await freePort() };
  // The batch processor would hold everything for an hour: what arrives in the file arrived because SIGTERM drained the collector.
  await using collector = await bench.start('--config', await bench.write('config.yaml', config()));
  // Three at a time: starting a sender takes longer than sending.
  for (let i = 0; i < senders.length; i += 3) await Promise.all(senders.slice(i, i + 3).map(send));
  collector.signal('SIGTERM');
  exit = await collector.exit;
  received = await bench.received();
});
afterAll(async () => {
  await bench.remove();
  await benches.remove();
});

describe('traceground collector takes OTLP from the real SDK', () => {
  describe.each(senders)('over $protocol, compression $compression, $over', ({ service }) => {
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
