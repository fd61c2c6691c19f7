import { type OtlpExporterRules, otlpRules, otlpRules2023 } from '../kit/otlpRules.ts';

/** Upstream otlpexporter v0.159. */
export const otlpGrpcRules: OtlpExporterRules = otlpRules('gRPC client');

/** Upstream otlpexporter v0.84. */
export const otlpGrpcRules2023: OtlpExporterRules = otlpRules2023((message, rejected) => `OTLP partial success: "${message}" (${String(rejected)} rejected)`);
