import type { Signal } from '#engine/pdata/signal.ts';

/** What a field of OTLP/JSON holds, as upstream's decoder reads it. */
export type Field = 'string' | 'bool' | 'traceId' | 'spanId' | 'bytes' | 'uint32' | 'uint64' | 'int32' | 'int64' | 'float' | { readonly enum: RegExp } | { readonly message: () => Message } | { readonly list: () => Field };
export type Message = Readonly<Record<string, Field>>;

const one = (message: () => Message): Field => ({ message });
const many = (message: () => Message): Field => ({ list: () => one(message) });
const manyOf = (field: Field): Field => ({ list: () => field });

const anyValue: Message = {
  stringValue: 'string', boolValue: 'bool', intValue: 'int64', doubleValue: 'float', bytesValue: 'bytes', arrayValue: one(() => ({ values: many(() => anyValue) })), kvlistValue: one(() => ({ values: many(() => keyValue) })),
};
const keyValue: Message = { key: 'string', value: one(() => anyValue) };
const attributes = many(() => keyValue);
const times = { startTimeUnixNano: 'uint64', timeUnixNano: 'uint64' } as const;

const spanEvent: Message = { timeUnixNano: 'uint64', name: 'string', attributes, droppedAttributesCount: 'uint32' };
const spanLink: Message = { traceId: 'traceId', spanId: 'spanId', traceState: 'string', attributes, droppedAttributesCount: 'uint32', flags: 'uint32' };
const span: Message = {
  traceId: 'traceId', spanId: 'spanId', traceState: 'string', parentSpanId: 'spanId', flags: 'uint32', name: 'string',
  kind: { enum: /^SPAN_KIND_(UNSPECIFIED|INTERNAL|SERVER|CLIENT|PRODUCER|CONSUMER)$/ }, startTimeUnixNano: 'uint64', endTimeUnixNano: 'uint64', attributes,
  droppedAttributesCount: 'uint32', events: many(() => spanEvent), droppedEventsCount: 'uint32', links: many(() => spanLink), droppedLinksCount: 'uint32',
  status: one(() => ({ message: 'string', code: { enum: /^STATUS_CODE_(UNSET|OK|ERROR)$/ } })),
};

const logRecord: Message = {
  timeUnixNano: 'uint64', observedTimeUnixNano: 'uint64', severityNumber: { enum: /^SEVERITY_NUMBER_(UNSPECIFIED|(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)[234]?)$/ }, severityText: 'string',
  body: one(() => anyValue), attributes, droppedAttributesCount: 'uint32', flags: 'uint32', traceId: 'traceId', spanId: 'spanId', eventName: 'string',
};

const exemplar: Message = { filteredAttributes: attributes, timeUnixNano: 'uint64', asDouble: 'float', asInt: 'int64', spanId: 'spanId', traceId: 'traceId' };
const point = { attributes, ...times, exemplars: many(() => exemplar), flags: 'uint32' } as const;
const temporality: Field = { enum: /^AGGREGATION_TEMPORALITY_(UNSPECIFIED|DELTA|CUMULATIVE)$/ };
const numberPoint: Message = { ...point, asDouble: 'float', asInt: 'int64' };
const summaries = { count: 'uint64', sum: 'float', min: 'float', max: 'float' } as const;
const histogramPoint: Message = { ...point, ...summaries, bucketCounts: manyOf('uint64'), explicitBounds: manyOf('float') };
const buckets = one(() => ({ offset: 'int32', bucketCounts: manyOf('uint64') }));
const exponentialPoint: Message = { ...point, ...summaries, scale: 'int32', zeroCount: 'uint64', positive: buckets, negative: buckets, zeroThreshold: 'float' };
const summaryPoint: Message = { attributes, ...times, flags: 'uint32', count: 'uint64', sum: 'float', quantileValues: many(() => ({ quantile: 'float', value: 'float' })) };
const metric: Message = {
  name: 'string', description: 'string', unit: 'string', metadata: attributes,
  gauge: one(() => ({ dataPoints: many(() => numberPoint) })),
  sum: one(() => ({ dataPoints: many(() => numberPoint), aggregationTemporality: temporality, isMonotonic: 'bool' })),
  histogram: one(() => ({ dataPoints: many(() => histogramPoint), aggregationTemporality: temporality })),
  exponentialHistogram: one(() => ({ dataPoints: many(() => exponentialPoint), aggregationTemporality: temporality })),
  summary: one(() => ({ dataPoints: many(() => summaryPoint) })),
};

const resource: Field = one(() => ({ attributes, droppedAttributesCount: 'uint32' }));
const scope: Field = one(() => ({ name: 'string', version: 'string', attributes, droppedAttributesCount: 'uint32' }));

const request = (groups: string, scopes: string, items: readonly [string, () => Message]): Message =>
  ({ [groups]: many(() => ({ resource, schemaUrl: 'string', [scopes]: many(() => ({ scope, schemaUrl: 'string', [items[0]]: many(items[1]) })) })) });

/** The Export…ServiceRequest of each signal. */
export const requests: Readonly<Record<Signal, Message>> = {
  traces: request('resourceSpans', 'scopeSpans', ['spans', () => span]),
  metrics: request('resourceMetrics', 'scopeMetrics', ['metrics', () => metric]),
  logs: request('resourceLogs', 'scopeLogs', ['logRecords', () => logRecord]),
};
