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

const includeExclude = () => struct({ included: texts().describe('Names that are taken; all when absent.'), excluded: texts().describe('Names that are left out of those.') }, 'config.IncludeExclude');

const pair = z.strictObject({
  name: z.string().describe('Name of the header.'),
  value: z.string().nullish().meta({ goType: 'string', opaque: true } satisfies FieldMeta).describe('Its value; printed as [REDACTED].'),
});
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
  certificate: text().describe('File of the CA that signed the receiver. Refused here.'),
  client_certificate: text().describe('File of the certificate to present. Refused here.'),
  client_key: text().describe('File of its private key. Refused here.'),
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

const noEffect = () => ({
  producers: anything().describe('Other sources of metrics. Has no effect here.'),
  cardinality_limits: anything().describe('Most series of one metric. Has no effect here.'),
});

/** One of `service.telemetry.metrics.readers`. */
export const metricReader = section({
  pull: struct({ exporter: section({ prometheus: prometheus().describe('A page for Prometheus.') }).describe('What answers.'), ...noEffect() }, 'config.PullMetricReader').describe('Waits to be asked: Prometheus.'),
  periodic: struct({
    exporter: section({
      otlp: struct({ ...otlpShape, temporality_preference: text().describe('`cumulative`, `delta` or `lowmemory`.'), default_histogram_aggregation: text().describe('Buckets of histograms. Has no effect here.') }, 'config.OTLPMetric').describe('Sends OTLP.'),
      console: console(),
    }).describe('Where it pushes to.'),
    interval: whole().describe('Time between two pushes. Milliseconds; 60000 by default.'),
    timeout: whole().describe('Longest time one push may take. Milliseconds; 30000 by default.'),
    ...noEffect(),
  }, 'config.PeriodicMetricReader').describe('Pushes at intervals.'),
}, { goType: 'config.MetricReader' });

/** One of `service.telemetry.metrics.views`. */
export const metricView = section({
  selector: struct({
    instrument_name: text().describe('`*` stands for any text.'), instrument_type: text().describe('`counter`, `histogram`, `observable_gauge` and so on.'),
    unit: text().describe('The unit, as it is written.'), meter_name: text().describe('Name of the scope.'),
    meter_version: text().describe('Version of the scope. Has no effect here.'), meter_schema_url: text().describe('Schema of the scope. Has no effect here.'),
  }, 'config.ViewSelector').describe('Which metrics the view is about.'),
  stream: struct({
    name: text().describe('Another name.'), description: text().describe('Another description.'), aggregation_cardinality_limit: whole().describe('Most series. Has no effect here.'),
    attribute_keys: includeExclude().describe('Which attributes are kept.'),
    aggregation: struct({
      default: anything().describe('The one of its kind of metric.'), drop: anything().describe('Leaves the metric out.'),
      last_value: anything().describe('Has no effect here.'), sum: anything().describe('Has no effect here.'), base2_exponential_bucket_histogram: anything().describe('Has no effect here.'),
      explicit_bucket_histogram: struct({
        boundaries: z.array(z.number()).nullish().describe('Upper ends of the buckets.'),
        record_min_max: flag().describe('Whether least and greatest are kept. Has no effect here.'),
      }, 'config.ViewStreamAggregationExplicitBucketHistogram').describe('A histogram with buckets of your own.'),
    }, 'config.ViewStreamAggregation').describe('How values become one: exactly one of these.'),
  }, 'config.ViewStream').describe('How they are shown.'),
}, { goType: 'config.View' });

const batchShape = {
  schedule_delay: whole().describe('Longest time one waits. Milliseconds; 1000 by default (spans: 5000).'),
  export_timeout: whole().describe('Longest time one push may take. Milliseconds; 30000 by default.'),
  max_queue_size: whole().describe('So many may wait; 2048 by default.'),
  max_export_batch_size: whole().describe('So many are sent at once; 512 by default.'),
};
const logExporter = section({ otlp: struct(otlpShape, 'config.OTLP').describe('Sends OTLP.'), console: console() }, { goType: 'config.LogRecordExporter' }).describe('Where they go.');

/** One of `service.telemetry.logs.processors`. */
export const logProcessor = section({
  batch: struct({ exporter: logExporter, ...batchShape }, 'config.BatchLogRecordProcessor').describe('Gathers lines.'),
  simple: struct({ exporter: logExporter }, 'config.SimpleLogRecordProcessor').describe('Sends each line at once.'),
}, { goType: 'config.LogRecordProcessor' });

const spanExporter = section({
  otlp: struct(otlpShape, 'config.OTLP').describe('Sends OTLP.'), console: console(),
  zipkin: struct({ endpoint: text().describe('URL of the server.'), timeout: whole().describe('Longest time one request may take. Milliseconds.') }, 'config.Zipkin').describe('Sends to Zipkin.'),
}, { goType: 'config.SpanExporter' }).describe('Where they would go: no spans are made here.');

/** One of `service.telemetry.traces.processors`. */
export const spanProcessor = section({
  batch: struct({ exporter: spanExporter, ...batchShape }, 'config.BatchSpanProcessor').describe('Gathers spans.'),
  simple: struct({ exporter: spanExporter }, 'config.SimpleSpanProcessor').describe('Sends each span at once.'),
}, { goType: 'config.SpanProcessor' });

/** `service.telemetry.traces.limits`. */
export const spanLimits = struct({
  attribute_count_limit: whole().describe('Attributes of a span.'), attribute_value_length_limit: whole().describe('Characters of a value.'),
  event_attribute_count_limit: whole().describe('Attributes of an event.'), event_count_limit: whole().describe('Events of a span.'),
  link_attribute_count_limit: whole().describe('Attributes of a link.'), link_count_limit: whole().describe('Links of a span.'),
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
