import { propagation } from '@opentelemetry/api';
import { toLab } from './labPort.ts';

type Answers = Record<string, string>;

/**
 * Tells the lab what the SDK that has started really does, by the variable that would say so. Nothing is taken from the environment: propagators
 * answer for themselves, the rest is read from the SDK's parts. Those are private, so each is looked at with care, and left out when it is not there.
 */
export function reportEffective(sdk: object): void {
  // The lab takes no longer ones.
  const settings = Object.entries(effectiveSettings(sdk)).map(([variable, answer]) => [variable, answer.slice(0, 4_000)] as const);
  toLab({ type: 'effective', settings: Object.fromEntries(settings) });
}

function effectiveSettings(sdk: object): Answers {
  const isDisabled = at(sdk, '_disabled') === true;
  const signals = isDisabled ? {} : {
    ...signal('METRICS', list(at(sdk, '_meterProvider', '_sharedState', 'metricCollectors')).map((one) => at(one, '_metricReader', '_exporter'))),
    ...signal('LOGS', at(sdk, '_loggerProvider') === undefined ? [] : list(at(sdk, '_loggerProviderConfig', 'logRecordProcessors')).map((one) => at(one, '_exporter'))),
    ...signal('TRACES', list(at(sdk, '_tracerProvider', '_activeSpanProcessor', '_spanProcessors')).map((one) => at(one, '_exporter'))),
  };
  const instrumentations = list(at(sdk, '_instrumentations')).flatMap((one) => text(at(one, 'instrumentationName')));
  return {
    OTEL_SDK_DISABLED: String(isDisabled),
    OTEL_PROPAGATORS: propagators(),
    ...(isDisabled ? {} : {
      OTEL_NODE_ENABLED_INSTRUMENTATIONS: instrumentations.map((name) => name.replace('@opentelemetry/instrumentation-', '')).join(',') || 'none',
      ...resource(at(sdk, '_resource', 'attributes')), ...tracing(at(sdk, '_tracerProvider')),
      ...signals, ...shared(signals),
      ...numbers({ OTEL_METRIC_EXPORT_INTERVAL: at(sdk, '_meterProvider', '_sharedState', 'metricCollectors', '0', '_metricReader', '_exportInterval') }),
    }),
  };
}

/** By the headers that the global propagator answers it reads and writes, in its order. */
function propagators(): string {
  const known: Readonly<Record<string, string>> = { traceparent: 'tracecontext', baggage: 'baggage', b3: 'b3', 'x-b3-traceid': 'b3multi' };
  return propagation.fields().flatMap((field) => known[field] ?? []).join(',') || 'none';
}

function resource(attributes: unknown): Answers {
  const { 'service.name': name, ...others } = Object.fromEntries(entries(attributes).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));
  // The SDK says its own name and version too: nobody writes those.
  const pairs = Object.entries(others).filter(([key]) => !key.startsWith('telemetry.sdk.')).map(([key, value]) => `${key}=${value}`).join(',');
  return { ...(name === undefined ? {} : { OTEL_SERVICE_NAME: name }), ...(pairs === '' ? {} : { OTEL_RESOURCE_ATTRIBUTES: pairs }) };
}

function tracing(provider: unknown): Answers {
  const processors = list(at(provider, '_activeSpanProcessor', '_spanProcessors'));
  const limits = at(provider, '_tracerOptions', 'spanLimits');
  const batch = processors.find((one) => at(one, '_scheduledDelayMillis') !== undefined);
  return {
    ...sampler(at(provider, '_tracerOptions', 'sampler')),
    ...numbers({
      OTEL_BSP_SCHEDULE_DELAY: at(batch, '_scheduledDelayMillis'), OTEL_BSP_EXPORT_TIMEOUT: at(batch, '_exportTimeoutMillis'),
      OTEL_BSP_MAX_QUEUE_SIZE: at(batch, '_maxQueueSize'), OTEL_BSP_MAX_EXPORT_BATCH_SIZE: at(batch, '_maxExportBatchSize'),
      OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: at(limits, 'attributeCountLimit'), OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: at(limits, 'attributeValueLengthLimit'),
      OTEL_SPAN_EVENT_COUNT_LIMIT: at(limits, 'eventCountLimit'), OTEL_SPAN_LINK_COUNT_LIMIT: at(limits, 'linkCountLimit'),
    }),
  };
}

/** From what a sampler calls itself: `ParentBased{root=TraceIdRatioBased{0.5}, …}`. */
function sampler(found: unknown): Answers {
  const describe = at(found, 'toString');
  if (typeof describe !== 'function') return {};
  const said = String(Reflect.apply(describe, found, []));
  const [, parent, root, ratio] = /^(ParentBased\{root=)?(AlwaysOn|AlwaysOff|TraceIdRatioBased)(?:Sampler)?(?:\{([\d.e-]+)\})?/.exec(said) ?? [];
  const names: Readonly<Record<string, string>> = { AlwaysOn: 'always_on', AlwaysOff: 'always_off', TraceIdRatioBased: 'traceidratio' };
  return { OTEL_TRACES_SAMPLER: `${parent === undefined ? '' : 'parentbased_'}${names[root ?? ''] ?? said}`, ...(ratio === undefined ? {} : { OTEL_TRACES_SAMPLER_ARG: ratio }) };
}

/** Where a signal goes, and how: what its OTLP exporter was built with. */
function signal(name: string, exporters: readonly unknown[]): Answers {
  const otlp = exporters.find((one) => at(one, '_delegate') !== undefined);
  const kinds = exporters.map((one) => (at(one, '_delegate') === undefined ? 'console' : 'otlp'));
  return { [`OTEL_${name}_EXPORTER`]: kinds.join(',') || 'none', ...(otlp === undefined ? {} : transport(`OTEL_EXPORTER_OTLP_${name}`, at(otlp, '_delegate'))) };
}

/** What the exporters of all signals have in common answers for the variables of all signals. */
function shared(answers: Answers): Answers {
  return Object.fromEntries(['ENDPOINT', 'PROTOCOL', 'COMPRESSION', 'TIMEOUT'].flatMap((what) => {
    const said = ['TRACES', 'METRICS', 'LOGS'].flatMap((name) => text(answers[`OTEL_EXPORTER_OTLP_${name}_${what}`]));
    const [first, ...others] = new Set(what === 'ENDPOINT' ? said.map((one) => one.replace(/\/v1\/(traces|metrics|logs)$/, '')) : said);
    return first === undefined || others.length > 0 ? [] : [[`OTEL_EXPORTER_OTLP_${what}`, first]];
  }));
}

function transport(prefix: string, delegate: unknown): Answers {
  const outer = at(delegate, '_transport');
  // Over HTTP, something that tries again is around it.
  const parameters = at(outer, '_parameters') ?? at(outer, '_transport', '_parameters');
  const [address] = text(at(parameters, 'address'));
  const [url] = text(at(parameters, 'url'));
  const [compression] = text(at(parameters, 'compression'));
  const protocol = address === undefined ? httpProtocol(at(delegate, '_serializer')) : 'grpc';
  return {
    ...((address ?? url) === undefined ? {} : { [`${prefix}_ENDPOINT`]: address ?? url ?? '' }),
    ...(protocol === null ? {} : { [`${prefix}_PROTOCOL`]: protocol }),
    ...(compression === undefined ? {} : { [`${prefix}_COMPRESSION`]: compression }),
    ...numbers({ [`${prefix}_TIMEOUT`]: at(delegate, '_timeout') }),
  };
}

/** JSON begins with a brace; what it makes of no items at all tells. Null when it cannot be asked. */
function httpProtocol(serializer: unknown): string | null {
  const serialize = at(serializer, 'serializeRequest');
  if (typeof serialize !== 'function') return null;
  try {
    const bytes: unknown = Reflect.apply(serialize, serializer, [[]]);
    return bytes instanceof Uint8Array ? (bytes[0] === 0x7b ? 'http/json' : 'http/protobuf') : null;
  } catch {
    return null; // the serializer of metrics takes no list
  }
}

function numbers(found: Readonly<Record<string, unknown>>): Answers {
  return Object.fromEntries(Object.entries(found).flatMap(([variable, value]) => (typeof value === 'number' ? [[variable, String(value)]] : [])));
}

/** What stands at a path of keys; undefined where there is nothing. */
function at(from: unknown, ...keys: readonly string[]): unknown {
  let value = from;
  for (const key of keys) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : []);
const entries = (value: unknown): readonly (readonly [string, unknown])[] => (typeof value === 'object' && value !== null ? Object.entries(value) : []);
