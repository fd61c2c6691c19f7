import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { decodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import type { Era } from '../../component/era.ts';
import { fakeHost, type FakeHost } from '../../testing/fakeHost.ts';
import { MetricRegistry } from './metricRegistry.ts';
import { OwnTelemetry } from './ownTelemetry.ts';
import { telemetrySchema } from './telemetryConfig.ts';
import { telemetrySchema2023 } from './telemetryConfig2023.ts';

interface Given {
  readonly era?: Era;
  readonly host?: FakeHost;
  readonly registry?: MetricRegistry;
}

async function open(written: object, { era = 'current', host = fakeHost(), registry = new MetricRegistry() }: Given = {}) {
  const lines: string[] = [];
  const opened = await OwnTelemetry.open({
    telemetry: (era === 'current' ? telemetrySchema : telemetrySchema2023).parse(written), era, build: { command: 'otelcol', version: era === 'current' ? '0.159.0' : '0.84.0' }, instanceId: 'one', registry,
    counters: new Map([['traces/a/processor/attributes', { inItems: 3, outItems: 2, failedItems: 1 }], ['traces/processor/batch', { inItems: 3, outItems: 3, failedItems: 0 }]]),
    host, startedUnixNano: () => undefined, write: (_entry, line, streams) => { lines.push(`${streams.join()}: ${line.replace(/^[^\t]*Z\t/, '')}`); },
  });
  return { opened, host, registry, lines };
}

async function started(written: object, given: Given = {}) {
  const { host, lines, opened, registry } = await open(written, given);
  if (!opened.ok) throw new Error(opened.error);
  const served = await opened.value.serve(host.network);
  opened.value.takeOver();
  return { telemetry: opened.value, served, host, lines, registry };
}

async function scrape(host: FakeHost, url = 'http://localhost:8888/metrics'): Promise<string> {
  const { body } = await host.network.fetch({ method: 'GET', url, headers: {}, body: new Uint8Array() });
  return new TextDecoder().decode(body);
}

/** Hears OTLP over HTTP; gives the bodies by path. */
async function backend(host: FakeHost): Promise<[string, Uint8Array][]> {
  const heard: [string, Uint8Array][] = [];
  await host.network.listenHttp({ address: 'backend:4318', maxBodyBytes: 1e6 }, async ({ body, url }) => {
    if (body !== 'tooLarge') heard.push([url, body]);
    return { status: 200, headers: {}, body: new Uint8Array() };
  });
  return heard;
}
const otlp = { protocol: 'http/protobuf', endpoint: 'http://backend:4318' };

describe('the collector\'s own telemetry', () => {
  it('serves Prometheus at localhost:8888 unless told otherwise, until it shuts down', async () => {
    const { host, registry, telemetry } = await started({});
    registry.forComponent({ receiver: 'otlp' }).add('otelcol_receiver_accepted_spans', 1, { transport: 'http' });

    const text = await scrape(host);
    const other = await scrape(host, 'http://localhost:8888/other');
    await telemetry.shutdown();

    expect(text).toContain('otelcol_receiver_accepted_spans{receiver="otlp",transport="http"} 1\n');
    expect(text).toContain('otelcol_processor_incoming_items{otel_signal="traces",processor="attributes"} 3\n');
    expect(text).not.toContain('otelcol_processor_incoming_items{otel_signal="traces",processor="batch"}');
    expect(text).toContain('target_info{service_instance_id="one",service_name="otelcol",service_version="0.159.0"} 1\n');
    expect([other, host.network.addresses]).toEqual(['404 page not found\n', []]);
  });

  it('listens nowhere at level none', async () => {
    const { host, lines } = await started({ metrics: { level: 'none' } });

    expect(host.network.addresses).toEqual([]);
    expect(lines[0]).toMatch(/^stderr: info\totelconftelemetry\/metrics\.go:29\tInternal metrics telemetry disabled\t/);
  });

  it('pushes its metrics at intervals and once more at the end', async () => {
    const host = fakeHost();
    const heard = await backend(host);
    const { registry, telemetry } = await started({ metrics: { readers: [{ periodic: { interval: 1000, exporter: { otlp } } }] } }, { host });
    registry.forComponent({ receiver: 'otlp' }).add('otelcol_receiver_accepted_spans', 5);

    await host.clock.advance(millis(2500));
    await telemetry.shutdown();

    expect(heard.map(([path]) => path)).toEqual(['/v1/metrics', '/v1/metrics', '/v1/metrics']);
    const { resource, scopeMetrics } = decodeProtobuf('metrics', heard[0]![1]).resourceMetrics[0]!;
    expect(resource.attributes.get('service.name')).toBe('otelcol');
    expect(scopeMetrics.flatMap(({ metrics, scope }) => metrics.map(({ data, name }) => [scope.name, name, data])).find(([, name]) => name === 'otelcol_receiver_accepted_spans')).toMatchObject(
      ['go.opentelemetry.io/collector/receiver/receiverhelper', 'otelcol_receiver_accepted_spans', { type: 'sum', isMonotonic: true, aggregationTemporality: 2, dataPoints: [{ value: 5n }] }]);
  });

  it('says so when nobody takes them', async () => {
    const { host, lines } = await started({ metrics: { readers: [{ periodic: { interval: 1000, exporter: { otlp } } }] } });

    await host.clock.advance(millis(1000));

    expect(lines.at(-1)).toMatch(/^stderr: \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d failed to upload metrics: Post "http:\/\/backend:4318\/v1\/metrics": dial tcp backend:4318: connect: connection refused$/);
  });

  it('sends its log lines on', async () => {
    const host = fakeHost();
    const heard = await backend(host);
    const { telemetry } = await started({ metrics: { level: 'none' }, logs: { processors: [{ batch: { exporter: { otlp } } }] } }, { host });

    telemetry.logger.with({ 'otelcol.component.id': 'otlp' }).warn('careful', { tries: 2 }, 'a/b.go:7');
    await telemetry.shutdown();

    const { scopeLogs } = decodeProtobuf('logs', heard[0]![1]).resourceLogs[0]!;
    const { logRecords, scope } = scopeLogs.at(-1)!;
    expect([heard.map(([path]) => path), scope.attributes.get('otelcol.component.id'), logRecords.map(({ attributes, body, severityNumber }) => [body, severityNumber, [...attributes].map(({ key, value }) => [key, value])])])
      .toEqual([['/v1/logs'], 'otlp', [['careful', 13, [['code.file.path', 'a/b.go'], ['code.line.number', 7n], ['tries', 2n]]]]]);
  });

  it.each([
    [{ metrics: { readers: [{}] } }, 'failed to create meter provider: no valid metric reader'],
    [{ metrics: { readers: [{ pull: { exporter: {} } }] } }, 'failed to create meter provider: no valid metric exporter'],
    [{ metrics: { readers: [{ pull: { exporter: { prometheus: { host: 'localhost' } } } }] } }, 'failed to create meter provider: port must be specified'],
    [{ metrics: { readers: [{ pull: { exporter: { prometheus: { port: 1 } } } }] } }, 'failed to create meter provider: host must be specified'],
    [{ metrics: { readers: [{ periodic: { exporter: { otlp: { ...otlp, protocol: 'http/json' } } } }] } }, 'failed to create meter provider: unsupported protocol "http/json"'],
    [{ metrics: { readers: [1, 2].map(() => ({ pull: { exporter: { prometheus: { host: '::1', port: 8888 } } } })) } }, 'failed to create meter provider: binding address [::1]:8888 for Prometheus exporter: listen tcp [::1]:8888: bind: address already in use'],
  ])('does not start with %j', async (written, text) => {
    const { host, served } = await started(written);

    expect([served, host.network.addresses]).toEqual([{ ok: false, error: text }, []]);
  });

  it.each([
    [{ encoding: 'xml' }, 'failed to create logger: no encoder registered for name "xml"'], [{ output_paths: ['http://x/y'] }, 'failed to create logger: open sink "http://x/y": no sink found for scheme "http"'],
    [{ processors: [{}] }, 'failed to create logger: unsupported log processor type, must be one of simple or batch'],
  ])('has no log with %j', async (logs, text) => {
    expect((await open({ logs })).opened).toEqual({ ok: false, error: text });
  });

  it('writes lines to files and streams', async () => {
    const { host, lines, telemetry } = await started({ metrics: { level: 'none' }, logs: { output_paths: ['stdout', '/own.log'], disable_zap_resource: true, initial_fields: { b: { y: 1, x: [1, 2] }, a: 1 } } });

    telemetry.logger.info('hello', { list: [1, 2] });
    await telemetry.shutdown();

    expect(lines.at(-1)).toBe('stdout: info\thello\t{"a": 1, "b": {"x":[1,2],"y":1}, "list": [1, 2]}');
    expect(new TextDecoder().decode(await host.files.read('/own.log'))).toMatch(/\tinfo\thello\t\{"a": 1, .*\n$/);
  });

  it('speaks as v0.84, which notices late that it cannot serve', async () => {
    const host = fakeHost();
    await host.network.listenHttp({ address: ':8888', maxBodyBytes: 1 }, async () => ({ status: 200, headers: {}, body: new Uint8Array() }));
    const { lines, served, telemetry } = await started({}, { era: '2023', host });

    expect([served.ok, telemetry.lateFailure]).toEqual([true, 'listen tcp :8888: bind: address already in use']);
    expect(lines).toEqual(['stderr: info\tservice/telemetry.go:84\tSetting up own telemetry...', 'stderr: info\tservice/telemetry.go:201\tServing Prometheus metrics\t{"address": ":8888", "level": "Basic"}']);
  });

  it('puts the resource on every series of v0.84', async () => {
    const { host } = await started({ metrics: { address: 'localhost:8889' }, resource: { 'a.b': 'c', 'service.name': null } }, { era: '2023' });

    const text = await scrape(host, 'http://localhost:8889/metrics');

    expect(text).toMatch(/^otelcol_process_uptime\{a_b="c",service_instance_id="one",service_version="0\.84\.0"\} 0$/m);
    expect(text).not.toContain('target_info');
  });
});
