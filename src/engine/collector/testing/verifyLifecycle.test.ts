import { expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { defineExtension } from '../component/factory.ts';
import { section } from '../component/fields.ts';
import { fakeFactories } from './fakeFactories.ts';
import { verifyLifecycle } from './verifyLifecycle.ts';

const extension = (start: Parameters<typeof defineExtension>[0]['create']) =>
  defineExtension({ type: 'x', summary: '', stability: 'beta', config: section({}), create: start });

it('finds nothing wrong with a good factory', async () => {
  const { receivers, processors, exporters, extensions } = fakeFactories();
  const written = (type: string): unknown => ({ otlp: { protocols: { http: null } }, otlp_grpc: { endpoint: 'a:1' } })[type] ?? {};

  const broken = await Promise.all([...receivers, ...processors, ...exporters, ...extensions].map((factory) => verifyLifecycle(factory, written(factory.type))));

  expect(broken.flat()).toEqual([]);
});

it('names what is left behind, and what throws', async () => {
  const leaky = extension(() => ({ start: async (host) => { host.clock.setTimeout(() => {}, millis(1)); }, shutdown: async () => {} }));
  const once = extension(() => {
    let stopped = false;
    return {
      start: async () => {},
      shutdown: async () => {
        if (stopped) throw new Error('twice');
        stopped = true;
      },
    };
  });

  expect([await verifyLifecycle(leaky), await verifyLifecycle(once), await verifyLifecycle(leaky, { zz: 1 })]).toEqual([
    ['extension: leaves 1 timer(s) behind'], ['extension: start, shutdown, shutdown: Error: twice'], [expect.stringContaining('its config does not parse')],
  ]);
});
