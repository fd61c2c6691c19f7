import type { UnixNano } from '#common/base/units.ts';
import type { Resource, Scope } from './common.ts';
import type { Attributes } from './value.ts';

export interface Metrics {
  readonly resourceMetrics: readonly ResourceMetrics[];
}
export interface ResourceMetrics {
  readonly resource: Resource;
  readonly scopeMetrics: readonly ScopeMetrics[];
  readonly schemaUrl: string;
}
export interface ScopeMetrics {
  readonly scope: Scope;
  readonly metrics: readonly Metric[];
  readonly schemaUrl: string;
}

/** opentelemetry-proto metrics.v1.Metric. Copy it with `withMetric`, never by spreading: a decoded one has getters. */
export interface Metric {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly metadata: Attributes;
  readonly data: MetricData;
}

/** Temporality is the wire's number: 0 unspecified, 1 delta, 2 cumulative. */
export type MetricData =
  | { readonly type: 'empty'; readonly dataPoints: readonly never[] }
  | { readonly type: 'gauge'; readonly dataPoints: readonly NumberDataPoint[] }
  | { readonly type: 'sum'; readonly dataPoints: readonly NumberDataPoint[]; readonly aggregationTemporality: number; readonly isMonotonic: boolean }
  | { readonly type: 'histogram'; readonly dataPoints: readonly HistogramDataPoint[]; readonly aggregationTemporality: number }
  | { readonly type: 'exponentialHistogram'; readonly dataPoints: readonly ExponentialHistogramDataPoint[]; readonly aggregationTemporality: number }
  | { readonly type: 'summary'; readonly dataPoints: readonly SummaryDataPoint[] };

interface DataPoint {
  readonly attributes: Attributes;
  readonly startTimeUnixNano: UnixNano;
  readonly timeUnixNano: UnixNano;
  /** Bit 0: no recorded value. */
  readonly flags: number;
}
/** `value`: undefined when the wire had none, bigint for as_int, number for as_double. */
export interface NumberDataPoint extends DataPoint {
  readonly value: bigint | number | undefined;
  readonly exemplars: readonly Exemplar[];
}
export interface HistogramDataPoint extends DataPoint {
  readonly count: bigint;
  readonly sum: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly bucketCounts: readonly bigint[];
  readonly explicitBounds: readonly number[];
  readonly exemplars: readonly Exemplar[];
}
export interface ExponentialBuckets {
  readonly offset: number;
  readonly bucketCounts: readonly bigint[];
}
export interface ExponentialHistogramDataPoint extends DataPoint {
  readonly count: bigint;
  readonly sum: number | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly scale: number;
  readonly zeroCount: bigint;
  readonly zeroThreshold: number;
  readonly positive: ExponentialBuckets;
  readonly negative: ExponentialBuckets;
  readonly exemplars: readonly Exemplar[];
}
export interface SummaryDataPoint extends DataPoint {
  readonly count: bigint;
  readonly sum: number;
  readonly quantileValues: readonly { readonly quantile: number; readonly value: number }[];
}
export interface Exemplar {
  readonly filteredAttributes: Attributes;
  readonly timeUnixNano: UnixNano;
  readonly value: bigint | number | undefined;
  readonly spanId: string;
  readonly traceId: string;
}
