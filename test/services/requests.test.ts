import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodePlatform } from '#core/platform/node/createNodePlatform.ts';
import { buildServices, servicesDirectory } from '../support/buildServices.ts';
import { type RunningService, type ServiceName, serviceNames, startClinic, startService, stopClinic } from '../support/clinic.ts';
import { type OtlpCollector, startOtlpCollector } from '../support/otlpCollector.ts';

let collector: OtlpCollector;
beforeEach(async () => {
  await buildServices();
  collector = await startOtlpCollector();
});
afterEach(() => collector.close());

const environment = (extra: Readonly<Record<string, string>> = {}) => (service: ServiceName): Record<string, string> => ({
  OTEL_SERVICE_NAME: service, OTEL_EXPORTER_OTLP_ENDPOINT: collector.httpUrl, OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none', OTEL_NODE_RESOURCE_DETECTORS: 'env', ...extra,
});

async function bookAs(web: RunningService, number: number): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-clinic-request': String(number) };
  return (await fetch(`${web.url}/book`, { method: 'POST', headers, body: JSON.stringify({ pet: 'Rex', vetId: 1 }) })).status;
}

describe('the number of a request', () => {
  it('crosses every call and the queue, with the context each service was in, and every ended span is told by trace', async () => {
    const clinic = await startClinic(environment());

    expect(await Promise.all([7, 8, 9].map((number) => bookAs(clinic.web, number)))).toEqual([201, 201, 201]);
    await stopClinic(clinic);

    const parts = serviceNames.flatMap((name) => clinic[name].served.filter(({ method }) => method !== 'PUBLISH').map((part) => ({ name, ...part })));
    const of = (number: number) => parts.filter(({ request }) => request === number);
    for (const number of [7, 8, 9]) {
      expect(of(number).map(({ name }) => name)).toEqual(['web', 'visits', 'vets', 'billing', 'cardpay', 'notifier']);
      expect(new Set(of(number).flatMap(({ context }) => context?.traceId ?? [])).size).toBe(1);
      expect(of(number).map(({ context }) => context?.isSampled ?? null)).toEqual([true, true, true, true, null, true]);
    }
    expect(parts.length).toBe(18);
    expect(of(7).map(({ remotePort }) => remotePort !== null)).toEqual([true, true, true, true, true, false]);
    for (const { context } of parts) if (context !== null) expect(collector.spans.some(({ spanId }) => spanId === context.spanId)).toBe(true);
    const traced: Record<string, number> = {};
    for (const name of serviceNames) {
      for (const message of clinic[name].messages) if (message.type === 'traced') for (const [id, count] of Object.entries(message.spans)) traced[id] = (traced[id] ?? 0) + count;
    }
    expect(Object.values(traced)).toEqual([10, 10, 10]);
    expect(Object.keys(traced).sort()).toEqual([...new Set(collector.spans.map(({ traceId }) => traceId))].sort());
  });

  it('decides trace ids, sampling and faults, whatever the order in which requests arrive', async () => {
    const run = async (order: readonly number[]): Promise<readonly string[]> => {
      const vets = await startService(createNodePlatform({ servicesDirectory, storeDirectory: servicesDirectory }), 'vets', environment({
        CLINIC_SEEDED_IDS: 'true', SEED: '5', OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.5',
      })('vets'));
      vets.post({ type: 'faults', seed: 5, faults: [{ ratio: 0.4, status: 500 }] });
      await Promise.all(order.map((number) => fetch(`${vets.url}/vets`, { headers: { 'x-clinic-request': String(number) } })));
      vets.post({ type: 'stop' });
      await vets.exit;
      return vets.served.map(({ request, status, context }) => `${String(request)} ${String(status)} ${JSON.stringify(context)}`).sort();
    };
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1);

    const first = await run(numbers);

    expect(await run(numbers.toReversed())).toEqual(first);
    expect(new Set(first.map((line) => line.split(' ')[1]))).toEqual(new Set(['200', '500']));
    expect(first.filter((line) => line.includes('"isSampled":true')).length).toBeGreaterThan(2);
    expect(first.filter((line) => line.includes('"isSampled":false')).length).toBeGreaterThan(2);
  });

  it('leaves a request whose context is cut in several traces, also with seeded ids', async () => {
    const clinic = await startClinic((service) => environment({ CLINIC_SEEDED_IDS: 'true', ...(service === 'visits' ? { OTEL_PROPAGATORS: 'none' } : {}) })(service));

    await bookAs(clinic.web, 1);
    await stopClinic(clinic);

    expect(collector.spans.length).toBe(10);
    expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(5);
  });
});
