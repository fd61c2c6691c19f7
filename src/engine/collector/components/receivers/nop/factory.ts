import { defineReceiver } from '../../../component/factory.ts';
import { section } from '../../../component/fields.ts';

/** Upstream nopreceiver v0.159. */
export const nopReceiver = defineReceiver({
  type: 'nop',
  summary: 'Receives nothing: stands in where a pipeline needs a receiver.',
  config: section({}, { goType: 'struct {}' }),
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
  create: () => ({ start: async () => {}, shutdown: async () => {} }),
});
