import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import type { ExtensionFactory } from '../../../component/factory.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { healthCheckExtension, healthCheckExtension2023 } from './factory.ts';
import { goDuration, rfc3339Nano } from './goTime.ts';

async function setUp(factory: ExtensionFactory, written: object = {}) {
  const host = fakeHost();
  const set = fakeSettings('health_check', host.clock);
  const extension = factory.create(set, factory.config.parse({ endpoint: '127.0.0.1:13133', ...written }));
  await extension.start(host);
  const get = async (path = '/'): Promise<string> => {
    const { body, headers, status } = await host.network.fetch({ method: 'GET', url: `http://127.0.0.1:13133${path}`, headers: {}, body: new Uint8Array() });
    return [String(status), headers['content-type']?.[0] ?? '-', new TextDecoder().decode(body)].join(' ');
  };
  return { extension, get, host, set };
}

describe('health_check', () => {
  it('is unavailable until all is ready, and again when it stops', async () => {
    const { extension, get, host, set } = await setUp(healthCheckExtension);

    const before = await get();
    extension.ready?.();
    await host.clock.advance(millis(62_500));
    const meanwhile = await get('/anything');
    extension.notReady?.();

    const unavailable = '503 application/json {"status":"Server not available","upSince":"0001-01-01T00:00:00Z","uptime":""}';
    expect([before, await get()]).toEqual([unavailable, unavailable]);
    expect(meanwhile).toMatch(/^200 application\/json \{"status":"Server available","upSince":"[-0-9T:.]+Z","uptime":"1m2\.5s"\}$/);
    expect(set.entries.map(({ caller, fields, message }) => [caller, message, fields['status']])).toEqual([
      ['healthcheckextension@v0.159.0/healthcheckextension.go:32', 'Starting health_check extension', undefined],
      ['healthcheck/handler.go:131', 'Health Check state change', 'ready'], ['healthcheck/handler.go:131', 'Health Check state change', 'unavailable'],
    ]);
  });

  it('keeps to its path, and says what it is told to say', async () => {
    const { extension, get } = await setUp(healthCheckExtension, { path: '/health', response_body: { healthy: 'fine', unhealthy: 'not yet' } });

    const before = await get('/health?x=1');
    extension.ready?.();

    expect([before, await get('/health'), await get('/health/deep')]).toEqual(['503 text/plain; charset=utf-8 not yet', '200 text/plain; charset=utf-8 fine', '404 text/plain; charset=utf-8 404 page not found\n']);
  });

  it('answers v0.84\'s check of the pipeline without a body', async () => {
    const { extension, get } = await setUp(healthCheckExtension2023, { check_collector_pipeline: { enabled: true } });

    const before = await get();
    extension.ready?.();

    expect([before, await get()]).toEqual(['500 - ', '200 - ']);
  });

  it('names the address it cannot have', async () => {
    const { host, set } = await setUp(healthCheckExtension);

    await expect(healthCheckExtension.create(set, healthCheckExtension.config.parse({ endpoint: '127.0.0.1:13133' })).start(host))
      .rejects.toThrow('failed to bind to address 127.0.0.1:13133: listen tcp 127.0.0.1:13133: bind: address already in use');
  });

  it('listens on this machine today, on every address in v0.84', () => {
    expect([healthCheckExtension, healthCheckExtension2023].map(({ config }) => (config.parse(null) as { readonly endpoint: string }).endpoint)).toEqual(['localhost:13133', '0.0.0.0:13133']);
  });
});

describe('times in Go\'s words', () => {
  it.each([[0n, '0s'], [1n, '1ns'], [1500n, '1.5µs'], [2_000_000n, '2ms'], [1_475_237_318n, '1.475237318s'], [60_000_000_000n, '1m0s'], [3_723_500_000_000n, '1h2m3.5s']])('%s ns last %s', (nanos, wanted) => {
    expect(goDuration(nanos)).toBe(wanted);
  });

  it.each([[1_700_000_000_000_000_000n, '2023-11-14T22:13:20Z'], [1_700_000_000_044_247_204n, '2023-11-14T22:13:20.044247204Z'], [1_700_000_000_500_000_000n, '2023-11-14T22:13:20.5Z']])('%s is %s', (nanos, wanted) => {
    expect(rfc3339Nano(nanos)).toBe(wanted);
  });
});
