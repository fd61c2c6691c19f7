import type * as z from 'zod';
import type { EraRules } from '../../component/era.ts';
import { withScheme } from './otlpPush.ts';
import { type TelemetryConfig, telemetrySchema, validateTelemetry } from './telemetryConfig.ts';
import { telemetrySchema2023 } from './telemetryConfig2023.ts';

interface Telemetry {
  /** How service.telemetry is written; what it gives is the same for every release. */
  readonly schema: z.ZodType<TelemetryConfig>;
  readonly byDefault: TelemetryConfig;
  /** Lines with their path. */
  readonly validate: (config: TelemetryConfig) => readonly string[];
  /** Its printed fields with what the service fills in when it is not written. */
  readonly complete: (fields: Fields, config: TelemetryConfig, written: Readonly<Record<string, unknown>> | null | undefined) => unknown;
}
type Fields = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

const capital = (level: string): string => `${level.charAt(0).toUpperCase()}${level.slice(1)}`;
const defaultReader = { pull: { exporter: { prometheus: { host: 'localhost', port: 8888, without_scope_info: true, without_type_suffix: true, without_units: true } } } };

/** Endpoints of OTLP exporters have a scheme once they are read. */
function withSchemes(fields: Fields[string]): Fields[string] {
  return fields === undefined ? undefined : Object.fromEntries(Object.entries(fields).map(([key, inner]) => [key, walk(key, inner)]));
}

function walk(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => walk('', item));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(key, inner)]));
  const { endpoint, insecure } = fields;
  return name === 'otlp' && typeof endpoint === 'string' ? { ...fields, endpoint: withScheme(endpoint, insecure === true) } : fields;
}

export const telemetryOf: Readonly<Record<EraRules['telemetry'], Telemetry>> = {
  readers: {
    schema: telemetrySchema, byDefault: telemetrySchema.parse({}), validate: validateTelemetry,
    complete: ({ logs, metrics, traces, resource }, config, written) => ({
      logs: withSchemes(logs),
      metrics: { readers: [defaultReader], ...withSchemes(metrics), level: capital(config.metrics.level) },
      resource: { schema_url: 'https://opentelemetry.io/schemas/1.40.0', ...resource, ...(written?.['resource'] ?? {}) },
      ...(written !== null && written !== undefined && 'traces' in written ? { traces: { ...withSchemes(traces), level: capital(config.traces.level) } } : {}),
    }),
  },
  // v0.84 prints what it finds wrong on stdout, and goes on.
  address: {
    schema: telemetrySchema2023, byDefault: telemetrySchema2023.parse({}), validate: () => [],
    complete: ({ logs, metrics, traces, resource }, config) => ({ logs, metrics: { ...metrics, level: capital(config.metrics.level) }, traces, resource }),
  },
};
