import { defineExporter } from '../../../component/factory.ts';
import { LoggingExporterConfig, validateLogging } from './config.ts';
import { createLoggingExporter } from './loggingExporter.ts';

/** Upstream loggingexporter v0.84; `debug` took its place with v0.86. */
export const loggingExporter = defineExporter<LoggingExporterConfig>({
  type: 'logging',
  summary: 'Prints what arrives into the collector\'s own log.',
  config: LoggingExporterConfig,
  validate: validateLogging,
  stability: { traces: 'development', metrics: 'development', logs: 'development' },
  create: {
    traces: (set, config) => createLoggingExporter('traces', set, config),
    metrics: (set, config) => createLoggingExporter('metrics', set, config),
    logs: (set, config) => createLoggingExporter('logs', set, config),
  },
});
