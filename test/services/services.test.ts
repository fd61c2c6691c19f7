import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodePlatform } from '#core/platform/node/createNodePlatform.ts';
import { buildServices, servicesDirectory } from '../support/buildServices.ts';
import { book, browse, type ServiceName, serviceNames, startClinic, startService, stopClinic } from '../support/clinic.ts';
import { type OtlpCollector, type SeenSpan, startOtlpCollector } from '../support/otlpCollector.ts';

let collector: OtlpCollector;
beforeEach(async () => {
  await buildServices();
  collector = await startOtlpCollector();
});
afterEach(() => collector.close());

const environment = (extra: Readonly<Record<string, string>> = {}) => (service: ServiceName): Record<string, string> => ({
  OTEL_SERVICE_NAME: service, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none', OTEL_NODE_RESOURCE_DETECTORS: 'env', ...extra,
});
const hostOf = (url: string): string => new URL(url).host;
const routes = () => ({ 'collector:4318': hostOf(collector.httpUrl), 'collector:4317': hostOf(collector.grpcUrl) });
const traceIds = (spans: readonly SeenSpan[]): readonly string[] => [...new Set(spans.map(({ traceId }) => traceId))];
/** `parent > child` for each span, by service, kind and name. */
function edges(spans: readonly SeenSpan[]): readonly string[] {
  const shown = (span: SeenSpan | undefined): string => (span === undefined ? 'missing' : `${span.service} ${span.kind} ${span.name}`);
  return spans.map((span) => `${span.parentSpanId === '' ? '(root)' : shown(spans.find(({ spanId, traceId }) => spanId === span.parentSpanId && traceId === span.traceId))} > ${shown(span)}`).sort();
}

describe('the clinic', () => {
  it.each([['http/json', '/v1/traces application/json'], ['http/protobuf', '/v1/traces application/x-protobuf'], ['grpc', '/opentelemetry.proto.collector.trace.v1.TraceService/Export application/grpc']])(
    'makes one whole trace of a booking over %s, and loses no span when stopped at once', async (protocol, request) => {
      const clinic = await startClinic(environment({ OTEL_EXPORTER_OTLP_PROTOCOL: protocol, ...(protocol === 'grpc' ? { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317' } : {}) }), routes());

      const booked = await book(clinic);
      const codes = await stopClinic(clinic);

      expect(booked).toEqual({ status: 201, body: { booked: { id: 1, pet: 'Rex', vetId: 1, slot: '09:00' } } });
      expect(codes).toEqual([0, 0, 0, 0, 0, 0, 0]);
      expect(new Set(collector.requests)).toEqual(new Set([request]));
      expect(traceIds(collector.spans).length).toBe(1);
      expect(edges(collector.spans)).toEqual([
        '(root) > web server POST /book',
        'billing server POST /charges > billing client POST',
        'visits client GET > vets server GET /vets/:id/slots',
        'visits client POST > billing server POST /charges',
        'visits producer publish <default> > notifier consumer visits.booked process',
        'visits server POST /visits > visits client GET',
        'visits server POST /visits > visits client POST',
        'visits server POST /visits > visits producer publish <default>',
        'web client POST > visits server POST /visits',
        'web server POST /book > web client POST',
      ]);
      expect([...new Set(collector.spans.filter(({ kind }) => kind === 'client').map(({ service, server }) => `${service} ${server}`))].sort()).toEqual([
        'billing cardpay:3005', 'visits billing:3004', 'visits vets:3003', 'web visits:3002',
      ]);
    });

  it('makes one trace of each request, and reports each to the lab whatever telemetry does', async () => {
    const clinic = await startClinic(environment({ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }), routes());

    await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? book(clinic) : browse(clinic))));
    await stopClinic(clinic);

    const traces = traceIds(collector.spans).map((id) => collector.spans.filter(({ traceId }) => traceId === id));
    expect(traces.map((spans) => spans.length).sort()).toEqual([...Array<number>(10).fill(10), ...Array<number>(10).fill(5)]);
    expect(edges(collector.spans).filter((edge) => edge.includes('missing'))).toEqual([]);
    const browsing = traces.find((spans) => spans.length === 5)!;
    expect(edges(browsing)).toEqual([
      '(root) > web server GET /', 'visits client GET > vets server GET /vets', 'visits server GET /visits > visits client GET', 'web client GET > visits server GET /visits', 'web server GET / > web client GET',
    ]);
    expect(clinic.web.served.length).toBe(20);
    expect(clinic.visits.served.every(({ caller }) => caller === 'web')).toBe(true);
    expect(clinic.billing.served.map(({ durationMillis: _, context: _c, remotePort: _p, ...rest }) => rest)).toEqual(Array(10).fill({ type: 'served', method: 'POST', route: '/charges', status: 201, caller: 'visits', request: null }));
    expect(clinic.web.served[0]!.durationMillis).toBeGreaterThan(10);
    expect(clinic.vets.lines.filter((line) => /^\d{4}-\d\d-\d\dT[\d:.]+Z INFO vets GET \/vets\/:id\/slots 200 \d+ms$/.test(line)).length).toBe(10);
  });

  it('sends nothing with OTEL_TRACES_EXPORTER=none, and splits the trace with OTEL_PROPAGATORS=none', async () => {
    const silent = await startClinic(environment({ OTEL_TRACES_EXPORTER: 'none' }), routes());
    expect((await book(silent)).status).toBe(201);
    await stopClinic(silent);
    expect(collector.requests).toEqual([]);

    const split = await startClinic((service) => environment(service === 'visits' ? { OTEL_PROPAGATORS: 'none' } : {})(service), routes());
    await book(split);
    await stopClinic(split);

    expect(collector.spans.length).toBe(10);
    // Where visits injects nothing a trace begins anew: three calls and a message.
    expect(traceIds(collector.spans).length).toBe(5);
  });

  it('answers with sensible statuses when something is wrong', async () => {
    const clinic = await startClinic(environment({ OTEL_TRACES_EXPORTER: 'none' }), routes());

    expect(await book(clinic, 99)).toEqual({ status: 404, body: { error: 'visits answered 404' } });
    clinic.billing.post({ type: 'faults', seed: 1, faults: [{ route: '/charges', ratio: 1, status: 503 }] });
    expect(await book(clinic)).toEqual({ status: 502, body: { error: 'visits answered 502' } });
    await clinic.vets.terminate();
    expect((await browse(clinic)).status).toBe(502);
    const garbage = await fetch(`${clinic.web.url}/book`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"pet":' });
    expect(garbage.status).toBe(400);

    expect(clinic.visits.lines.some((line) => line.endsWith('ERROR visits billing answered 503'))).toBe(true);
    await Promise.all(serviceNames.filter((name) => name !== 'vets').map((name) => clinic[name].terminate()));
  });

  it('draws the same faults from the same seed', async () => {
    const vets = await startService(createNodePlatform({ servicesDirectory, storeDirectory: servicesDirectory }), 'vets', environment({ OTEL_TRACES_EXPORTER: 'none' })('vets'), routes());
    const statuses = async (seed: number): Promise<string> => {
      vets.post({ type: 'faults', seed, faults: [{ route: '/vets', ratio: 0.5, status: 500 }] });
      let drawn = '';
      for (let i = 0; i < 16; i += 1) drawn += (await fetch(`${vets.url}/vets`)).ok ? '.' : 'x';
      return drawn;
    };

    const first = await statuses(1);
    expect(first).toMatch(/^(?=.*x)(?=.*\.)/);
    expect(await statuses(1)).toBe(first);
    expect(await statuses(2)).not.toBe(first);
    vets.post({ type: 'faults', seed: 1, faults: [{ ratio: 1, latencyMillis: 150 }] });
    const started = performance.now();
    expect((await fetch(`${vets.url}/vets`)).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(149);
    await vets.terminate();
  });

  it('comes back on the port it had, finishing what is in flight when it stops', async () => {
    const platform = createNodePlatform({ servicesDirectory, storeDirectory: servicesDirectory });
    const first = await startService(platform, 'vets', environment()('vets'), routes());
    first.post({ type: 'faults', seed: 1, faults: [{ route: '/vets', ratio: 1, latencyMillis: 300 }] });
    const slow = fetch(`${first.url}/vets`);
    await fetch(`${first.url}/vets/1/slots`);
    first.post({ type: 'stop' });

    expect((await slow).status).toBe(200);
    expect(await first.exit).toEqual({ code: 0, error: null });
    expect(first.messages.map(({ type }) => type).filter((type) => !['counted', 'effective', 'traced'].includes(type))).toEqual(['listening', 'served', 'served', 'stopped']);
    expect(first.messages.at(-2)).toEqual({ type: 'counted', ended: 2, exported: 2, failed: 0 });
    expect(collector.spans.filter(({ kind }) => kind === 'server').length).toBe(2);

    const second = await startService(platform, 'vets', environment({ PORT: String(first.port) })('vets'), routes());
    expect(second.port).toBe(first.port);
    await expect(startService(platform, 'vets', environment({ PORT: String(first.port) })('vets'), routes())).rejects.toThrow('address already in use');
    await second.terminate();
  });

  it('stops although no collector listens', async () => {
    const vets = await startService(createNodePlatform({ servicesDirectory, storeDirectory: servicesDirectory }), 'vets', environment({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' })('vets'), routes());
    await fetch(`${vets.url}/vets`);

    vets.post({ type: 'stop' });

    expect(await vets.exit).toEqual({ code: 0, error: null });
    expect(vets.lines.at(-1)).toMatch(/WARN vets (gave up on flush after 2000ms|flush failed: )/);
  });

  it('says by name what is wrong with an endpoint, as it would in Compose', async () => {
    const platform = createNodePlatform({ servicesDirectory, storeDirectory: servicesDirectory });
    const complaint = async (endpoint: string): Promise<string> => {
      const vets = await startService(platform, 'vets', environment({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_LOG_LEVEL: 'error', OTEL_EXPORTER_OTLP_TIMEOUT: '500' })('vets'), routes());
      await fetch(`${vets.url}/vets`);
      vets.post({ type: 'stop' });
      await vets.exit;
      return vets.lines.join('\n');
    };

    expect(await complaint('http://colector:4318')).toContain('getaddrinfo ENOTFOUND colector');
    expect(await complaint('http://collector:9999')).toContain('ECONNREFUSED collector:9999');
  });

  it('follows a service that moves, and loses no request', async () => {
    const clinic = await startClinic(environment({ OTEL_TRACES_EXPORTER: 'none' }), routes());
    const statuses: number[] = [];
    let isOver = false;
    const visitors = Array.from({ length: 4 }, async () => {
      while (!isOver) statuses.push((await browse(clinic)).status);
    });

    const platform = createNodePlatform({ servicesDirectory, storeDirectory: servicesDirectory });
    const moved = await startService(platform, 'vets', environment({ OTEL_TRACES_EXPORTER: 'none' })('vets'), routes());
    clinic.visits.post({ type: 'routes', routes: { 'vets:3003': `127.0.0.1:${String(moved.port)}` } });
    await browse(clinic);
    clinic.vets.post({ type: 'stop' });
    await clinic.vets.exit;
    for (let i = 0; i < 5; i += 1) await browse(clinic);
    isOver = true;
    await Promise.all(visitors);

    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(moved.served.length).toBeGreaterThan(5);
    await moved.terminate();
    await Promise.all(serviceNames.filter((name) => name !== 'vets').map((name) => clinic[name].terminate()));
  });

  it('leaves out the instrumentations the environment disables', async () => {
    const clinic = await startClinic(environment({ OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'express,undici,amqplib' }), routes());
    await book(clinic);
    await stopClinic(clinic);

    expect([...new Set(collector.spans.map(({ kind }) => kind))]).toEqual(['server']);
    expect(traceIds(collector.spans).length).toBe(4);
  });
});
