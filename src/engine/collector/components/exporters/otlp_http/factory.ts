import { defineExporter } from '../../../component/factory.ts';
import { OtlpHttpExporterConfig, validateOtlpHttp } from './config.ts';
import { createOtlpHttpExporter } from './otlpHttpExporter.ts';

/** Upstream otlphttpexporter v0.159. */
export const otlpHttpExporter = defineExporter<OtlpHttpExporterConfig>({
  type: 'otlp_http',
  deprecatedAliases: ['otlphttp'],
  summary: 'Sends OTLP over HTTP to another collector or a backend.',
  config: OtlpHttpExporterConfig,
  validate: validateOtlpHttp,
  stability: { traces: 'stable', metrics: 'stable', logs: 'stable' },
  create: {
    traces: (set, config) => createOtlpHttpExporter('traces', set, config),
    metrics: (set, config) => createOtlpHttpExporter('metrics', set, config),
    logs: (set, config) => createOtlpHttpExporter('logs', set, config),
  },
});
