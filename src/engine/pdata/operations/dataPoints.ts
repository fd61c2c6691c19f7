import type { Metric, MetricData } from '../metrics.ts';
import { withMetric } from './withRecord.ts';

export type DataPointOf<D extends MetricData = MetricData> = D['dataPoints'][number];
/** Given a data point of any type, returns one of the same type, or null to drop it. */
export type DataPointMapper = <P extends DataPointOf>(point: P, index: number) => P | null;

/** Maps the data points of a metric; the same metric when none changed. The metric stays, even without points: dropping it is the caller's. */
export function mapDataPoints(metric: Metric, map: DataPointMapper): Metric {
  const { data } = metric;
  const changed = mapData(data, map);
  return changed === data ? metric : withMetric(metric, { data: changed });
}

function mapData(data: MetricData, map: DataPointMapper): MetricData {
  switch (data.type) {
    case 'empty':
      return data;
    case 'gauge':
      return withPoints(data, mapPoints(data.dataPoints, map));
    case 'sum':
      return withPoints(data, mapPoints(data.dataPoints, map));
    case 'histogram':
      return withPoints(data, mapPoints(data.dataPoints, map));
    case 'exponentialHistogram':
      return withPoints(data, mapPoints(data.dataPoints, map));
    case 'summary':
      return withPoints(data, mapPoints(data.dataPoints, map));
  }
}

function withPoints<D extends MetricData>(data: D, dataPoints: D['dataPoints']): D {
  return dataPoints === data.dataPoints ? data : { ...data, dataPoints };
}

function mapPoints<P extends DataPointOf>(points: readonly P[], map: DataPointMapper): readonly P[] {
  return mapShared(points, (point, index) => map(point, index));
}

/** Maps with null for "drop"; the same array when every element stayed as it was. */
export function mapShared<T>(list: readonly T[], map: (element: T, index: number) => T | null): readonly T[] {
  let changed: T[] | undefined;
  let index = -1;
  for (const element of list) {
    index++;
    const mapped = map(element, index);
    if (changed === undefined && mapped === element) continue;
    changed ??= list.slice(0, index);
    if (mapped !== null) changed.push(mapped);
  }
  return changed ?? list;
}
