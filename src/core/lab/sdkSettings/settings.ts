import { choice, count, flag, type Kind, list, pairs, ratio, text, url } from './kinds.ts';

/** One key of a settings file and the environment variable it stands for. */
export interface Setting {
  /** Where it stands in the file: `['exporter', 'endpoint']`. */
  readonly path: readonly string[];
  readonly variable: string;
  readonly kind: Kind;
  /** Begins a sentence; without the final period. */
  readonly meaning: string;
  /** The specification's default, as it is written in YAML. */
  readonly standard: string;
}

const setting = (...[key, variable, kind, meaning, standard]: readonly [key: string, variable: string, kind: Kind, meaning: string, standard: string]): Setting => ({ path: key.split('.'), variable, kind, meaning, standard });

export const signals = ['traces', 'metrics', 'logs'] as const;
const exporterOf = choice('otlp', 'console', 'none');

/** The OTLP exporter's settings for all signals, or for one of them, which then outdo those for all. */
function exporterSettings(signal: (typeof signals)[number] | null): readonly Setting[] {
  const key = signal === null ? 'exporter' : `exporter.${signal}`;
  const prefix = signal === null ? 'OTEL_EXPORTER_OTLP' : `OTEL_EXPORTER_OTLP_${signal.toUpperCase()}`;
  const what = signal === null ? '' : ` of ${signal}`;
  const standard = (own: string): string => (signal === null ? own : `exporter's own`);
  return [
    setting(`${key}.endpoint`, `${prefix}_ENDPOINT`, url, signal === null
      ? 'Where the OTLP exporter sends to; over HTTP the path /v1/traces, /v1/metrics or /v1/logs is added'
      : `Where the OTLP exporter sends ${signal} to; over HTTP this is the whole URL, nothing is added`, standard('http://localhost:4318')),
    setting(`${key}.protocol`, `${prefix}_PROTOCOL`, choice('grpc', 'http/protobuf', 'http/json'), `How the OTLP exporter speaks${what}; a collector listens for gRPC on port 4317 and for HTTP on 4318`, standard('http/protobuf')),
    setting(`${key}.headers`, `${prefix}_HEADERS`, pairs, `Headers that go with every request${what}, a map`, standard('none')),
    setting(`${key}.compression`, `${prefix}_COMPRESSION`, choice('gzip', 'none'), `How requests${what} are compressed`, standard('none')),
    setting(`${key}.timeout`, `${prefix}_TIMEOUT`, count(1), `How long the exporter waits for the answer to a request${what}, in milliseconds`, standard('10000')),
  ];
}

/**
 * Everything a settings file may say, in the order the first file says it. The schema, the variables and the list of what is in force all come from
 * this table. Variables that the JavaScript SDK (0.301) does not read are not in it.
 */
export const settings: readonly Setting[] = [
  setting('service_name', 'OTEL_SERVICE_NAME', text, 'The service that all its telemetry names (service.name)', 'unknown_service'),
  setting('resource_attributes', 'OTEL_RESOURCE_ATTRIBUTES', pairs, 'Attributes of the resource, which go with all its telemetry, a map', 'none'),
  setting('propagators', 'OTEL_PROPAGATORS', list('tracecontext', 'baggage', 'b3', 'b3multi', 'none'), 'Which headers carry the trace to the next service, and are looked for in a request', '[tracecontext, baggage]'),
  setting('sampler', 'OTEL_TRACES_SAMPLER', choice('always_on', 'always_off', 'traceidratio', 'parentbased_always_on', 'parentbased_always_off', 'parentbased_traceidratio'),
    'Which traces are recorded; the parentbased ones do as the caller did, and decide only where a trace begins', 'parentbased_always_on'),
  setting('sampler_arg', 'OTEL_TRACES_SAMPLER_ARG', ratio, 'The share of traces that a traceidratio sampler keeps, 0 to 1', '1.0'),
  setting('traces', 'OTEL_TRACES_EXPORTER', exporterOf, 'Where spans go: to a collector by OTLP, to the log, or nowhere', 'otlp'),
  setting('metrics', 'OTEL_METRICS_EXPORTER', exporterOf, 'Where metrics go', 'otlp'),
  setting('logs', 'OTEL_LOGS_EXPORTER', exporterOf, 'Where log records go', 'otlp'),
  ...exporterSettings(null),
  ...signals.flatMap(exporterSettings),
  setting('batch.schedule_delay', 'OTEL_BSP_SCHEDULE_DELAY', count(1), 'How long an ended span waits for others, in milliseconds', '5000'),
  setting('batch.export_timeout', 'OTEL_BSP_EXPORT_TIMEOUT', count(1), 'How long the export of one batch may take, in milliseconds', '30000'),
  setting('batch.max_queue_size', 'OTEL_BSP_MAX_QUEUE_SIZE', count(1), 'How many spans may wait; what comes on top is dropped', '2048'),
  setting('batch.max_export_batch_size', 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE', count(1), 'How many spans go in one request', '512'),
  setting('metric_export_interval', 'OTEL_METRIC_EXPORT_INTERVAL', count(1), 'How often metrics are sent, in milliseconds', '60000'),
  setting('span_limits.attribute_count', 'OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT', count(0), 'How many attributes a span may have', '128'),
  setting('span_limits.attribute_value_length', 'OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT', count(0), 'How many characters of an attribute are kept', 'no limit'),
  setting('span_limits.event_count', 'OTEL_SPAN_EVENT_COUNT_LIMIT', count(0), 'How many events a span may have', '128'),
  setting('span_limits.link_count', 'OTEL_SPAN_LINK_COUNT_LIMIT', count(0), 'How many links a span may have', '128'),
  setting('instrumentations.enabled', 'OTEL_NODE_ENABLED_INSTRUMENTATIONS', list(), 'The only instrumentations to load: http, undici, express, amqplib', 'all'),
  setting('instrumentations.disabled', 'OTEL_NODE_DISABLED_INSTRUMENTATIONS', list(), 'Instrumentations not to load', 'none'),
  setting('log_level', 'OTEL_LOG_LEVEL', choice('none', 'error', 'warn', 'info', 'debug', 'verbose', 'all'), 'What the SDK says of itself in the log of the service', 'info'),
  setting('disabled', 'OTEL_SDK_DISABLED', flag, 'True switches the whole SDK off', 'false'),
];

export const settingOf: ReadonlyMap<string, Setting> = new Map(settings.map((one) => [one.variable, one]));

/** What the sections of the file are for. */
export const sections: Readonly<Record<string, string>> = {
  exporter: 'How telemetry leaves the program by OTLP',
  'exporter.traces': 'What is different for traces',
  'exporter.metrics': 'What is different for metrics',
  'exporter.logs': 'What is different for logs',
  batch: 'How ended spans are gathered before they are sent',
  span_limits: 'How much a single span may carry',
  instrumentations: 'Which libraries make spans by themselves',
};
/** The key of a map for variables that have no key here. */
export const otherVariables = 'environment';
/** What the lab gives every program, whatever its settings say. */
export const labVariables: readonly string[] = ['PATH', 'SEED', 'PORT'];
