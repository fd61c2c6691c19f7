import type { Signal } from '#engine/pdata/signal.ts';
import type { Settings } from '../../../component/component.ts';
import { defineExporter } from '../../../component/factory.ts';
import type { OtlpExporterRules } from '../kit/otlpRules.ts';
import { OtlpHttpExporterConfig, OtlpHttpExporterConfig2023, validateOtlpHttp, validateOtlpHttp2023 } from './config.ts';
import { createOtlpHttpExporter } from './otlpHttpExporter.ts';
import { otlpHttpRules, otlpHttpRules2023 } from './rules.ts';

const summary = 'Sends OTLP over HTTP to another collector or a backend.';

function creators(rules: OtlpExporterRules) {
  const create = <S extends Signal>(signal: S) => (set: Settings, config: OtlpHttpExporterConfig) => createOtlpHttpExporter(signal, set, { config, rules });
  return { traces: create('traces'), metrics: create('metrics'), logs: create('logs') };
}

/** Upstream otlphttpexporter v0.159. */
export const otlpHttpExporter = defineExporter<OtlpHttpExporterConfig>({
  type: 'otlp_http', deprecatedAliases: ['otlphttp'], summary,
  config: OtlpHttpExporterConfig, validate: validateOtlpHttp,
  stability: { traces: 'stable', metrics: 'stable', logs: 'stable' },
  create: creators(otlpHttpRules),
});

/** Upstream otlphttpexporter v0.84. */
export const otlpHttpExporter2023 = defineExporter<OtlpHttpExporterConfig>({
  type: 'otlphttp', summary,
  config: OtlpHttpExporterConfig2023, validate: validateOtlpHttp2023,
  stability: { traces: 'stable', metrics: 'stable', logs: 'beta' },
  create: creators(otlpHttpRules2023),
});
