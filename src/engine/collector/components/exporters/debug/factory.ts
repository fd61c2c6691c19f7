import { defineExporter } from '../../../component/factory.ts';
import { DebugExporterConfig, validateDebug } from './config.ts';
import { createDebugExporter } from './debugExporter.ts';

/** Upstream debugexporter v0.159. */
export const debugExporter = defineExporter<DebugExporterConfig>({
  type: 'debug',
  summary: 'Prints what arrives.',
  config: DebugExporterConfig,
  validate: validateDebug,
  stability: { traces: 'alpha', metrics: 'alpha', logs: 'alpha' },
  create: {
    traces: (set, config) => createDebugExporter('traces', set, config),
    metrics: (set, config) => createDebugExporter('metrics', set, config),
    logs: (set, config) => createDebugExporter('logs', set, config),
  },
});
