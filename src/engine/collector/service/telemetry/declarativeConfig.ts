import * as z from 'zod';
import { type FieldMeta, section } from '../../component/fields.ts';

/**
 * The parts of OpenTelemetry's declarative configuration (file format 0.3) that `service.telemetry` takes. Their defaults are those of
 * whoever reads them: absent stays absent.
 */
const struct = <S extends z.ZodRawShape>(shape: S, goType: string) => z.strictObject(shape).nullish().meta({ goType } satisfies FieldMeta);
const text = () => z.string().nullish().meta({ goType: 'string' } satisfies FieldMeta);
const whole = () => z.number().transform(Math.trunc).nullish().meta({ goType: 'int' } satisfies FieldMeta);
const flag = () => z.boolean().nullish().meta({ goType: 'bool' } satisfies FieldMeta);
const texts = () => z.array(z.string()).nullish().meta({ goType: 'slice' } satisfies FieldMeta);
const anything = () => z.unknown().optional();

const includeExclude = () => struct({ included: texts(), excluded: texts() }, 'config.IncludeExclude');

const pair = z.strictObject({ name: z.string(), value: z.string().nullish().meta({ goType: 'string', opaque: true } satisfies FieldMeta) });
/** A list; in file format 0.2, which a section may be written in as a whole, a map. */
const headers = () => z.preprocess((written) => (isMap(written) ? Object.entries(written).map(([name, value]) => ({ name, value })) : written), z.array(pair).nullish());
const isMap = (written: unknown): written is Readonly<Record<string, unknown>> => typeof written === 'object' && written !== null && !Array.isArray(written);

const otlpShape = {
  protocol: text().describe('`grpc` or `http/protobuf`.'),
  endpoint: text().describe('Where to send to; over HTTP the whole URL.'),
  headers: headers().describe('Sent with every request: `[{name, value}]`.'),
  headers_list: text().describe('The same as `name=value,…`.'),
  compression: text().describe('`gzip` or `none`.'),
  timeout: whole().describe('Longest time one request may take. Milliseconds.'),
  insecure: flag().describe('Sends as plain text where the endpoint names no scheme.'),
  certificate: text(), client_certificate: text(), client_key: text(),
};
const console = () => z.record(z.string(), z.unknown()).nullish().meta({ goType: 'config.Console' } satisfies FieldMeta).describe('Prints on stdout.');

const prometheus = () => struct({
  host: text().describe('The interface to listen on.'),
  port: whole().describe('The port to listen on.'),
  without_scope_info: flag().meta({ default: true }).describe('Leaves out the otel_scope labels (default true).'),
  without_units: flag().meta({ default: true }).describe('Leaves units out of metric names (default true).'),
  without_type_suffix: flag().meta({ default: true }).describe('Leaves `_total` and the like out of metric names (default true).'),
  with_resource_constant_labels: includeExclude().describe('Which attributes of the resource are labels of every series.'),
}, 'config.Prometheus');

/** One of `service.telemetry.metrics.readers`. */
export const metricReader = section({
  pull: struct({ exporter: section({ prometheus: prometheus() }), producers: anything(), cardinality_limits: anything() }, 'config.PullMetricReader').describe('Waits to be asked: Prometheus.'),
  periodic: struct({
    exporter: section({
      otlp: struct({ ...otlpShape, temporality_preference: text().describe('`cumulative`, `delta` or `lowmemory`.'), default_histogram_aggregation: text() }, 'config.OTLPMetric'),
      console: console(),
    }),
    interval: whole().describe('Time between two pushes. Milliseconds; 60000 by default.'),
    timeout: whole().describe('Longest time one push may take. Milliseconds; 30000 by default.'),
    producers: anything(), cardinality_limits: anything(),
  }, 'config.PeriodicMetricReader').describe('Pushes at intervals.'),
}, { goType: 'config.MetricReader' });

/** One of `service.telemetry.metrics.views`. */
export const metricView = section({
  selector: struct({
    instrument_name: text().describe('`*` stands for any text.'), instrument_type: text(), unit: text(), meter_name: text(), meter_version: text(), meter_schema_url: text(),
  }, 'config.ViewSelector').describe('Which metrics the view is about.'),
  stream: struct({
    name: text().describe('Another name.'), description: text(), aggregation_cardinality_limit: whole(),
    attribute_keys: includeExclude().describe('Which attributes are kept.'),
    aggregation: struct({
      default: anything(), drop: anything(), last_value: anything(), sum: anything(), base2_exponential_bucket_histogram: anything(),
      explicit_bucket_histogram: struct({ boundaries: z.array(z.number()).nullish(), record_min_max: flag() }, 'config.ViewStreamAggregationExplicitBucketHistogram'),
    }, 'config.ViewStreamAggregation'),
  }, 'config.ViewStream').describe('How they are shown.'),
}, { goType: 'config.View' });

const batchShape = {
  schedule_delay: whole().describe('Longest time one waits. Milliseconds; 1000 by default (spans: 5000).'),
  export_timeout: whole().describe('Longest time one push may take. Milliseconds; 30000 by default.'),
  max_queue_size: whole().describe('So many may wait; 2048 by default.'),
  max_export_batch_size: whole().describe('So many are sent at once; 512 by default.'),
};
const logExporter = section({ otlp: struct(otlpShape, 'config.OTLP'), console: console() }, { goType: 'config.LogRecordExporter' });

/** One of `service.telemetry.logs.processors`. */
export const logProcessor = section({
  batch: struct({ exporter: logExporter, ...batchShape }, 'config.BatchLogRecordProcessor').describe('Gathers lines.'),
  simple: struct({ exporter: logExporter }, 'config.SimpleLogRecordProcessor').describe('Sends each line at once.'),
}, { goType: 'config.LogRecordProcessor' });

const spanExporter = section({ otlp: struct(otlpShape, 'config.OTLP'), console: console(), zipkin: struct({ endpoint: text(), timeout: whole() }, 'config.Zipkin') }, { goType: 'config.SpanExporter' });

/** One of `service.telemetry.traces.processors`. */
export const spanProcessor = section({
  batch: struct({ exporter: spanExporter, ...batchShape }, 'config.BatchSpanProcessor').describe('Gathers spans.'),
  simple: struct({ exporter: spanExporter }, 'config.SimpleSpanProcessor').describe('Sends each span at once.'),
}, { goType: 'config.SpanProcessor' });

/** `service.telemetry.traces.limits`. */
export const spanLimits = struct({
  attribute_count_limit: whole(), attribute_value_length_limit: whole(), event_attribute_count_limit: whole(), event_count_limit: whole(), link_attribute_count_limit: whole(),
  link_count_limit: whole(),
}, 'config.SpanLimits');

/** Samplers hold samplers; read so many deep, anything further in. */
const samplerAt = (depth: number): z.ZodType => {
  if (depth === 0) return anything();
  const inner = samplerAt(depth - 1);
  return struct({
    always_off: always(), always_on: always(),
    jaeger_remote: struct({ endpoint: text(), interval: whole(), initial_sampler: inner }, 'config.SamplerJaegerRemote'),
    parent_based: struct({
      root: inner, local_parent_sampled: inner, local_parent_not_sampled: inner, remote_parent_sampled: inner, remote_parent_not_sampled: inner,
    }, 'config.SamplerParentBased'),
    trace_id_ratio_based: struct({ ratio: z.number().nullish().meta({ goType: 'float64' } satisfies FieldMeta) }, 'config.SamplerTraceIDRatioBased'),
  }, 'config.Sampler');
};
const always = () => z.record(z.string(), z.unknown()).nullish();
/** `service.telemetry.traces.sampler`. */
export const sampler = samplerAt(3);

/** `service.telemetry.resource.detection/development`. */
export const resourceDetection = struct({
  attributes: includeExclude().describe('Which of the attributes found are taken.'),
  detectors: z.array(z.looseObject({})).nullish().describe('Who looks for attributes: `host`, `process`, `container`, `service` and clouds.'),
}, 'xotelconf.ExperimentalResourceDetection');

export type MetricReaderConfig = z.output<typeof metricReader>;
export type MetricViewConfig = z.output<typeof metricView>;
export type LogProcessorConfig = z.output<typeof logProcessor>;
export type PrometheusConfig = NonNullable<NonNullable<MetricReaderConfig['pull']>['exporter']['prometheus']>;
/** Of metrics; of logs without what only metrics have. */
export type OtlpPushConfig = NonNullable<NonNullable<LogProcessorConfig['batch']>['exporter']['otlp']> & { readonly temporality_preference?: string | null | undefined };
