import { defineExporter } from '../../../component/factory.ts';
import { OtlpGrpcExporterConfig, validateOtlpGrpc } from './config.ts';
import { createOtlpGrpcExporter } from './otlpGrpcExporter.ts';

/** Upstream otlpexporter v0.159. */
export const otlpGrpcExporter = defineExporter<OtlpGrpcExporterConfig>({
  type: 'otlp_grpc',
  deprecatedAliases: ['otlp'],
  summary: 'Sends OTLP over gRPC to another collector or a backend.',
  config: OtlpGrpcExporterConfig,
  validate: validateOtlpGrpc,
  stability: { traces: 'stable', metrics: 'stable', logs: 'stable' },
  create: {
    traces: (set, config) => createOtlpGrpcExporter('traces', set, config),
    metrics: (set, config) => createOtlpGrpcExporter('metrics', set, config),
    logs: (set, config) => createOtlpGrpcExporter('logs', set, config),
  },
});
