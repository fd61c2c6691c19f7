import type { Signal } from '#engine/pdata/signal.ts';
import type { Connector, Settings } from '../../../component/component.ts';
import { type ConnectorNext, defineConnector } from '../../../component/factory.ts';
import { section } from '../../../component/fields.ts';

/** Upstream forwardconnector v0.159, the same in v0.84. */
export const forwardConnector = defineConnector({
  type: 'forward',
  summary: 'Passes data from the pipelines it ends to the pipelines it begins, unchanged.',
  config: section({}, { goType: 'forwardconnector.Config' }),
  mutatesData: false,
  stability: { traces: { traces: 'beta' }, metrics: { metrics: 'beta' }, logs: { logs: 'beta' } },
  create: { traces: { traces: forward }, metrics: { metrics: forward }, logs: { logs: forward } },
});

function forward<S extends Signal>(_set: Settings, _config: unknown, next: ConnectorNext<S>): Connector<S> {
  return { start: async () => {}, shutdown: async () => {}, consume: (data, context) => next.consume(data, context) };
}
