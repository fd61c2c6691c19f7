import * as z from 'zod';
import { bool, duration, int, list, section, string } from '../../component/fields.ts';
import { logProcessor, metricReader, metricView, resourceDetection, sampler, spanLimits, spanProcessor } from './declarativeConfig.ts';
import { metricsLevel } from './levels.ts';
import { lineFields, pathFields } from './logFields.ts';

const anything = z.unknown().optional();
const logs = section({
  ...lineFields(),
  sampling: section({
    enabled: bool(true).describe('Whether repeated lines are thinned out.'),
    tick: duration('10s').describe('Repetitions are counted anew after this time.'),
    initial: int(10).describe('So many equal lines are written in each tick.'),
    thereafter: int(100).describe('After these, only every so-manyth.'),
  }).describe('Thins out repeated lines.'),
  ...pathFields(),
  initial_fields: z.record(z.string(), anything).nullish().transform((value) => value ?? {}).meta({ goType: 'map[string]interface {}' }).describe('Fields on every line.'),
  processors: z.array(logProcessor).nullish().transform((value) => value ?? []).describe('Exports the Collector\'s own logs (declarative configuration).'),
  disable_zap_resource: bool(false).describe('Leaves the resource out of the lines.'),
}, { goType: 'migration.LogsConfigV030', decoders: 1, olderMaps: { named: 'headers', lacks: ['disable_zap_resource'] } }).describe('The Collector\'s own log.');

const metrics = section({
  level: metricsLevel('normal').describe('How much the Collector measures of itself.'),
  readers: z.array(metricReader).nullish().describe('Who reads the Collector\'s own metrics; by default Prometheus at localhost:8888.'),
  views: z.array(metricView).nullish().describe('Views; only with level `detailed`.'),
}, { goType: 'migration.MetricsConfigV030', decoders: 1, olderMaps: { named: 'headers', lacks: ['views'] } }).describe('The Collector\'s own metrics.');

const traces = section({
  level: metricsLevel('basic').describe('How much the Collector traces of itself.'),
  propagators: list(string()).describe('How trace context is carried on.'),
  processors: z.array(spanProcessor).nullish().transform((value) => value ?? []).describe('Exports the Collector\'s own spans (declarative configuration).'),
  sampler: sampler.describe('Which of its own spans are kept.'),
  limits: spanLimits.describe('How much one span may hold.'),
}, { goType: 'migration.TracesConfigV030', decoders: 1, olderMaps: { named: 'headers', lacks: ['limits', 'sampler'] } }).describe('The Collector\'s own traces.');

/** service.telemetry (upstream service/telemetry/otelconftelemetry, v0.159). Traces of the Collector itself are decoded, not made. */
export const telemetrySchema = section({
  logs, metrics, traces,
  resource: z.object({ attributes: z.array(anything).nullish(), attributes_list: z.string().nullish(), schema_url: z.string().nullish(), detectors: anything, 'detection/development': resourceDetection }).catchall(z.unknown())
    .nullish().transform((value): Readonly<Record<string, unknown>> => value ?? {}).meta({ goType: 'config.Resource' }).describe('Attributes of the Collector itself: `attributes: [{name, value}]`, or name: value. Null removes one.'),
});
export type TelemetryConfig = z.output<typeof telemetrySchema>;
export const defaultTelemetry: TelemetryConfig = telemetrySchema.parse({});

const declarative = new Set(['attributes', 'attributes_list', 'schema_url', 'detectors', 'detection/development']);

/** Attributes of the resource that are written beside the declarative keys, sorted. */
export function legacyResourceKeys({ resource }: Pick<TelemetryConfig, 'resource'>): readonly string[] {
  return Object.keys(resource).filter((key) => !declarative.has(key)).sort();
}

/** What Validate says of it: lines with their path. No readers written means the default one. */
export function validateTelemetry(config: TelemetryConfig): readonly string[] {
  return [...validateMetrics(config).map((message) => `service::telemetry: ${message}`), ...validateResource(config).map((message) => `service::telemetry::resource: ${message}`)];
}

function validateResource({ resource }: TelemetryConfig): readonly string[] {
  const { attributes, attributes_list: listed } = resource;
  if (listed !== undefined && listed !== null) return ['resource::attributes_list is not currently supported, please use resource::attributes'];
  const legacy = legacyResourceKeys({ resource });
  const odd = legacy.find((key) => resource[key] !== null && typeof resource[key] !== 'string');
  if (odd !== undefined) return [`legacy resource attribute ${JSON.stringify(odd)} must be string or null`];
  const both = Array.isArray(attributes) && attributes.length > 0 && legacy.length > 0;
  return both ? ['resource::attributes cannot be used together with legacy inline resource attributes'] : [];
}

function validateMetrics(config: TelemetryConfig): readonly string[] {
  const { level, readers, views } = config.metrics;
  if (level !== 'none' && readers?.length === 0) return ['collector telemetry metrics reader should exist when metric level is not none'];
  if (views !== null && views !== undefined && level !== 'detailed') return ['service::telemetry::metrics::views can only be set when service::telemetry::metrics::level is detailed'];
  return [];
}
