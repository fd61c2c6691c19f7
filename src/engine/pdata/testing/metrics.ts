import { unixNano } from '#common/base/units.ts';
import type {
  ExponentialHistogramDataPoint, HistogramDataPoint, Metric, MetricData, Metrics, NumberDataPoint, ResourceMetrics, SummaryDataPoint,
} from '../metrics.ts';
import { resource, scope, toAttributes, type AttributesInput, type Input } from './traces.ts';

type NumberValue = bigint | number | undefined;
/** Points, or the value of the only one. */
type Points = NumberValue | readonly NumberDataPoint[];

const startTimeUnixNano = unixNano(1_700_000_000_000_000_000n);
const timeUnixNano = unixNano(1_700_000_010_000_000_000n);
const isList = (points: Points): points is readonly NumberDataPoint[] => Array.isArray(points);
const toPoints = (points: Points): readonly NumberDataPoint[] => (isList(points) ? points : [numberDataPoint(points)]);

export const numberDataPoint = (value: NumberValue, fields: Input<NumberDataPoint> = {}): NumberDataPoint => ({
  startTimeUnixNano, timeUnixNano, flags: 0, value, exemplars: [], ...fields, attributes: toAttributes(fields.attributes),
});

export const metric = (name: string, data: MetricData, fields: Input<Metric> = {}): Metric => ({
  name, description: '', unit: '', data, ...fields, metadata: toAttributes(fields.metadata),
});

/** A whole number becomes as_int only when it is given as bigint. */
export const gauge = (name: string, points: Points, fields?: Input<Metric>): Metric => metric(name, { type: 'gauge', dataPoints: toPoints(points) }, fields);

/** Cumulative and monotonic. */
export const sum = (name: string, points: Points, fields?: Input<Metric>): Metric =>
  metric(name, { type: 'sum', dataPoints: toPoints(points), aggregationTemporality: 2, isMonotonic: true }, fields);

export const histogramDataPoint = (fields: Input<HistogramDataPoint> = {}): HistogramDataPoint => ({
  startTimeUnixNano, timeUnixNano, flags: 0, count: 3n, sum: 6, min: 1, max: 3, bucketCounts: [1n, 2n], explicitBounds: [1.5], exemplars: [],
  ...fields, attributes: toAttributes(fields.attributes),
});

export const histogram = (name: string, ...dataPoints: readonly HistogramDataPoint[]): Metric =>
  metric(name, { type: 'histogram', dataPoints, aggregationTemporality: 2 });

export const exponentialHistogramDataPoint = (fields: Input<ExponentialHistogramDataPoint> = {}): ExponentialHistogramDataPoint => ({
  startTimeUnixNano, timeUnixNano, flags: 0, count: 3n, sum: 6, min: 1, max: 3, scale: 2, zeroCount: 0n, zeroThreshold: 0,
  positive: { offset: -1, bucketCounts: [1n, 2n] }, negative: { offset: 0, bucketCounts: [] }, exemplars: [],
  ...fields, attributes: toAttributes(fields.attributes),
});

export const exponentialHistogram = (name: string, ...dataPoints: readonly ExponentialHistogramDataPoint[]): Metric =>
  metric(name, { type: 'exponentialHistogram', dataPoints, aggregationTemporality: 2 });

export const summary = (name: string, ...dataPoints: readonly SummaryDataPoint[]): Metric => metric(name, { type: 'summary', dataPoints });

export const resourceMetrics = (attributes: AttributesInput, ...list: readonly Metric[]): ResourceMetrics => ({
  resource: resource(attributes), scopeMetrics: [{ scope: scope(), metrics: list, schemaUrl: '' }], schemaUrl: '',
});

export const metrics = (...list: readonly Metric[]): Metrics => ({ resourceMetrics: [resourceMetrics({}, ...list)] });
