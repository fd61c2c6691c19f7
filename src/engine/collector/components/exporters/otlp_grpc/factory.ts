import type { Signal } from '#engine/pdata/signal.ts';
import type { Settings } from '../../../component/component.ts';
import { defineExporter } from '../../../component/factory.ts';
import { OtlpGrpcExporterConfig, OtlpGrpcExporterConfig2023, validateOtlpGrpc, validateOtlpGrpc2023 } from './config.ts';
import { createOtlpGrpcExporter } from './otlpGrpcExporter.ts';
import { otlpGrpcRules, otlpGrpcRules2023 } from './rules.ts';

const create = <S extends Signal>(signal: S) => (set: Settings, config: OtlpGrpcExporterConfig) => createOtlpGrpcExporter(signal, set, { config, rules: otlpGrpcRules });

/** Upstream otlpexporter v0.159. */
export const otlpGrpcExporter = defineExporter<OtlpGrpcExporterConfig>({
  type: 'otlp_grpc',
  deprecatedAliases: ['otlp'],
  summary: 'Sends OTLP over gRPC to another collector or a backend.',
  config: OtlpGrpcExporterConfig,
  validate: validateOtlpGrpc,
  stability: { traces: 'stable', metrics: 'stable', logs: 'stable' },
  create: { traces: create('traces'), metrics: create('metrics'), logs: create('logs') },
});

const create2023 = <S extends Signal>(signal: S) => (set: Settings, config: OtlpGrpcExporterConfig) => {
  if (config.endpoint === '') throw new Error('OTLP exporter config requires an Endpoint');
  return createOtlpGrpcExporter(signal, set, { config, rules: otlpGrpcRules2023 });
};

/** Upstream otlpexporter v0.84. */
export const otlpExporter2023 = defineExporter<OtlpGrpcExporterConfig>({
  type: 'otlp',
  summary: 'Sends OTLP over gRPC to another collector or a backend.',
  config: OtlpGrpcExporterConfig2023,
  validate: validateOtlpGrpc2023,
  stability: { traces: 'stable', metrics: 'stable', logs: 'beta' },
  create: { traces: create2023('traces'), metrics: create2023('metrics'), logs: create2023('logs') },
});
