import * as fc from 'fast-check';
import { unixNano } from '#common/base/units.ts';
import type { Resource, Scope } from '../common.ts';
import type { LogRecord } from '../logs.ts';
import type { Exemplar, ExponentialHistogramDataPoint, HistogramDataPoint, Metric, MetricData, NumberDataPoint, SummaryDataPoint } from '../metrics.ts';
import type { Pdata, Signal } from '../signal.ts';
import type { Span, SpanEvent, SpanLink } from '../traces.ts';
import { Attributes, type AnyValue } from '../value.ts';

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ maxLength: 80 }));
const hex = (size: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant(''),
    fc.uint8Array({ minLength: size, maxLength: size }).map((bytes) => {
      const id = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return /^0+$/.test(id) ? '' : id;
    }),
  );
const traceId = hex(16);
const spanId = hex(8);
const time = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(unixNano);
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const uint32 = fc.nat(0xffffffff);
const int32 = fc.integer();
/** A double whose zero is not sent; -0 is a zero, too. */
const double = fc.double().map((value) => (value === 0 ? 0 : value));
const optionalDouble = fc.option(fc.double(), { nil: undefined });
const numberValue = fc.oneof(fc.constant(undefined), int64, fc.double());
const list = <T>(element: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(element, { maxLength: 3 });

/** Every kind of value, nested a few levels. */
export const anyValueArbitrary: fc.Arbitrary<AnyValue> = fc.letrec<{ value: AnyValue; attributes: Attributes }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(undefined), text, fc.boolean(), int64, fc.double(), fc.uint8Array({ maxLength: 9 }),
    fc.array(tie('value'), { maxLength: 3 }), tie('attributes'),
  ),
  attributes: fc.array(fc.record({ key: text, value: tie('value') }), { maxLength: 3 }).map((entries) => new Attributes(entries)),
})).value;
const attributesArbitrary: fc.Arbitrary<Attributes> = list(fc.record({ key: text, value: anyValueArbitrary })).map((entries) => new Attributes(entries));
const attributes = attributesArbitrary;

const spanEvent: fc.Arbitrary<SpanEvent> = fc.record({ timeUnixNano: time, name: text, attributes, droppedAttributesCount: uint32 });
const spanLink: fc.Arbitrary<SpanLink> = fc.record({ traceId, spanId, traceState: text, flags: uint32, attributes, droppedAttributesCount: uint32 });
const span: fc.Arbitrary<Span> = fc.record({
  traceId, spanId, parentSpanId: spanId, traceState: text, flags: uint32, name: text, kind: int32, startTimeUnixNano: time, endTimeUnixNano: time,
  attributes, droppedAttributesCount: uint32, events: list(spanEvent), droppedEventsCount: uint32, links: list(spanLink), droppedLinksCount: uint32,
  status: fc.record({ code: int32, message: text }),
});
const logRecord: fc.Arbitrary<LogRecord> = fc.record({
  timeUnixNano: time, observedTimeUnixNano: time, severityNumber: int32, severityText: text, body: anyValueArbitrary, attributes,
  droppedAttributesCount: uint32, flags: uint32, traceId, spanId, eventName: text,
});

const exemplars = list<Exemplar>(fc.record({ filteredAttributes: attributes, timeUnixNano: time, value: numberValue, spanId, traceId }));
const point = { attributes, startTimeUnixNano: time, timeUnixNano: time, flags: uint32 };
const buckets = fc.record({ offset: int32, bucketCounts: list(uint64) });
const numberDataPoints = list<NumberDataPoint>(fc.record({ ...point, value: numberValue, exemplars }));
const histogramDataPoints = list<HistogramDataPoint>(fc.record({
  ...point, count: uint64, sum: optionalDouble, min: optionalDouble, max: optionalDouble, bucketCounts: list(uint64), explicitBounds: list(fc.double()), exemplars,
}));
const exponentialHistogramDataPoints = list<ExponentialHistogramDataPoint>(fc.record({
  ...point, count: uint64, sum: optionalDouble, min: optionalDouble, max: optionalDouble, scale: int32, zeroCount: uint64, zeroThreshold: double,
  positive: buckets, negative: buckets, exemplars,
}));
const summaryDataPoints = list<SummaryDataPoint>(fc.record({ ...point, count: uint64, sum: double, quantileValues: list(fc.record({ quantile: double, value: double })) }));
const aggregationTemporality = int32;
const metricData: fc.Arbitrary<MetricData> = fc.oneof(
  fc.constant<MetricData>({ type: 'empty', dataPoints: [] }),
  fc.record({ type: fc.constant('gauge' as const), dataPoints: numberDataPoints }),
  fc.record({ type: fc.constant('sum' as const), dataPoints: numberDataPoints, aggregationTemporality, isMonotonic: fc.boolean() }),
  fc.record({ type: fc.constant('histogram' as const), dataPoints: histogramDataPoints, aggregationTemporality }),
  fc.record({ type: fc.constant('exponentialHistogram' as const), dataPoints: exponentialHistogramDataPoints, aggregationTemporality }),
  fc.record({ type: fc.constant('summary' as const), dataPoints: summaryDataPoints }),
);
const metric: fc.Arbitrary<Metric> = fc.record({ name: text, description: text, unit: text, metadata: attributes, data: metricData });

const resource: fc.Arbitrary<Resource> = fc.record({ attributes, droppedAttributesCount: uint32 });
const scope: fc.Arbitrary<Scope> = fc.record({ name: text, version: text, attributes, droppedAttributesCount: uint32 });
const schemaUrl = text;

const pdata: { readonly [S in Signal]: fc.Arbitrary<Pdata<S>> } = {
  traces: list(fc.record({ resource, scopeSpans: list(fc.record({ scope, spans: list(span), schemaUrl })), schemaUrl })).map((resourceSpans) => ({ resourceSpans })),
  metrics: list(fc.record({ resource, scopeMetrics: list(fc.record({ scope, metrics: list(metric), schemaUrl })), schemaUrl })).map((resourceMetrics) => ({ resourceMetrics })),
  logs: list(fc.record({ resource, scopeLogs: list(fc.record({ scope, logRecords: list(logRecord), schemaUrl })), schemaUrl })).map((resourceLogs) => ({ resourceLogs })),
};

/** Random data of a signal: every field, every value kind, every metric type, also out-of-range enums and empty wrappers. */
export function pdataArbitrary<S extends Signal>(signal: S): fc.Arbitrary<Pdata<S>> {
  return pdata[signal];
}
