import { type OtlpExporterRules, otlpRules, otlpRules2023 } from '../kit/otlpRules.ts';

/** Upstream otlphttpexporter v0.159. */
export const otlpHttpRules: OtlpExporterRules = otlpRules('HTTP client');

/** Upstream otlphttpexporter v0.84. */
export const otlpHttpRules2023: OtlpExporterRules = otlpRules2023((message, rejected) => `OTLP partial success: ${message} (${String(rejected)} rejected)`);
