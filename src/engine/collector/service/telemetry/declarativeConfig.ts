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

const headers = () => z.array(z.strictObject({ name: z.string(), value: z.string().nullish().meta({ goType: 'string', opaque: true } satisfies FieldMeta) })).nullish();

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

const logExporter = section({ otlp: struct(otlpShape, 'config.OTLP'), console: console() }, { goType: 'config.LogRecordExporter' });

/** One of `service.telemetry.logs.processors`. */
export const logProcessor = section({
  batch: struct({
    exporter: logExporter,
    schedule_delay: whole().describe('Longest time a line waits. Milliseconds; 1000 by default.'),
    export_timeout: whole().describe('Longest time one push may take. Milliseconds; 30000 by default.'),
    max_queue_size: whole().describe('So many lines may wait; 2048 by default.'),
    max_export_batch_size: whole().describe('So many lines are sent at once; 512 by default.'),
  }, 'config.BatchLogRecordProcessor').describe('Gathers lines.'),
  simple: struct({ exporter: logExporter }, 'config.SimpleLogRecordProcessor').describe('Sends each line at once.'),
}, { goType: 'config.LogRecordProcessor' });

export type MetricReaderConfig = z.output<typeof metricReader>;
export type MetricViewConfig = z.output<typeof metricView>;
export type LogProcessorConfig = z.output<typeof logProcessor>;
export type PrometheusConfig = NonNullable<NonNullable<MetricReaderConfig['pull']>['exporter']['prometheus']>;
/** Of metrics; of logs without what only metrics have. */
export type OtlpPushConfig = NonNullable<NonNullable<LogProcessorConfig['batch']>['exporter']['otlp']> & { readonly temporality_preference?: string | null | undefined };
