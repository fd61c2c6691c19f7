import type { UnixNano } from '#common/base/units.ts';
import type { HistogramDataPoint, MetricData, Metrics, NumberDataPoint, ScopeMetrics } from '#engine/pdata/metrics.ts';
import { type AnyValue, Attributes } from '#engine/pdata/value.ts';
import type { MetricFamily, MetricPoint } from './metricFamilies.ts';
import type { HistogramValue } from './metricRegistry.ts';

export interface PushedAs {
  readonly resource: Attributes;
  readonly schemaUrl: string;
  readonly startTimeUnixNano: UnixNano;
  readonly timeUnixNano: UnixNano;
}

const cumulative = 2;

/** The collector's own metrics as OTLP, one scope after the other. Upstream can push deltas. Here: always cumulative sums. */
export function familiesPdata(families: readonly MetricFamily[], as: PushedAs): Metrics {
  const scopes = new Map<MetricFamily['scope'], MetricFamily[]>();
  for (const family of families) scopes.set(family.scope, [...scopes.get(family.scope) ?? [], family]);
  const scopeMetrics = [...scopes].map(([scope, own]): ScopeMetrics => ({
    scope: { name: scope.name, version: scope.version ?? '', attributes: Attributes.empty, droppedAttributesCount: 0 }, schemaUrl: scope.schemaUrl ?? '',
    metrics: own.map(({ description, name, unit, ...family }) => ({ name, description, unit, metadata: Attributes.empty, data: dataOf(family, as) })),
  }));
  return { resourceMetrics: [{ resource: { attributes: as.resource, droppedAttributesCount: 0 }, schemaUrl: as.schemaUrl, scopeMetrics }] };
}

function dataOf({ kind, points }: Pick<MetricFamily, 'kind' | 'points'>, as: PushedAs): MetricData {
  if (kind === 'histogram') return { type: 'histogram', aggregationTemporality: cumulative, dataPoints: points.flatMap((point) => histogramPoint(point, as)) };
  const dataPoints = points.flatMap((point) => numberPoint(point, as));
  return kind === 'gauge' ? { type: 'gauge', dataPoints } : { type: 'sum', aggregationTemporality: cumulative, isMonotonic: kind === 'counter', dataPoints };
}

function common({ attributes }: MetricPoint, { startTimeUnixNano, timeUnixNano }: PushedAs): Pick<NumberDataPoint, 'attributes' | 'startTimeUnixNano' | 'timeUnixNano' | 'flags' | 'exemplars'> {
  return { attributes: new Attributes(attributes.map(([key, value]) => ({ key, value: valueOf(value) }))), startTimeUnixNano, timeUnixNano, flags: 0, exemplars: [] };
}

/** Whole numbers are Go's int64. */
export const valueOf = (value: string | number | boolean): AnyValue => (typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value);

function numberPoint(point: MetricPoint, as: PushedAs): readonly NumberDataPoint[] {
  const { value } = point;
  return typeof value === 'number' ? [{ ...common(point, as), value: Number.isSafeInteger(value) ? BigInt(value) : value }] : [];
}

function histogramPoint(point: MetricPoint, as: PushedAs): readonly HistogramDataPoint[] {
  const value: number | HistogramValue = point.value;
  if (typeof value === 'number') return [];
  return [{
    ...common(point, as), count: BigInt(value.count), sum: value.sum, min: value.min, max: value.max,
    bucketCounts: value.bucketCounts.map(BigInt), explicitBounds: value.boundaries,
  }];
}
