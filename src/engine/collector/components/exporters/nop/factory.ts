import type { Signal } from '#engine/pdata/signal.ts';
import type { Exporter } from '../../../component/component.ts';
import { defineExporter } from '../../../component/factory.ts';
import { section } from '../../../component/fields.ts';

/** Upstream nopexporter v0.159. */
export const nopExporter = defineExporter({
  type: 'nop',
  summary: 'Accepts everything and keeps nothing.',
  config: section({}, { goType: 'struct {}' }),
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
  create: { traces: discard, metrics: discard, logs: discard },
});

function discard(): Exporter<Signal> {
  return { start: async () => {}, shutdown: async () => {}, consume: async () => {} };
}
