import type { Metric } from '../metrics.ts';
import { EncodedMetric } from '../otlp/messages/metrics.ts';
import { shapeOf, type RecordOf, type ScopeGroupOf } from '../shape.ts';
import type { Pdata, Signal } from '../signal.ts';

const countRecord: { readonly [S in Signal]: (record: RecordOf<S>) => number } = {
  traces: () => 1,
  metrics: (metric) => dataPointCount(metric),
  logs: () => 1,
};

/** Spans, data points or log records: what upstream counts in batches, queues and its own metrics. Decodes nothing. */
export function itemCount<S extends Signal>(signal: S, data: Pdata<S>): number {
  const shape = shapeOf(signal);
  let count = 0;
  for (const group of shape.resourceGroups(data)) for (const scopeGroup of shape.scopeGroups(group)) count += scopeItemCount(signal, scopeGroup);
  return count;
}

export function scopeItemCount<S extends Signal>(signal: S, scopeGroup: ScopeGroupOf<S>): number {
  const records = shapeOf(signal).records(scopeGroup);
  if (signal !== 'metrics') return records.length;
  let count = 0;
  for (const record of records) count += countRecord[signal](record);
  return count;
}

/** The items of one record: 1, or a metric's data points. */
export function recordItemCount<S extends Signal>(signal: S, record: RecordOf<S>): number {
  return countRecord[signal](record);
}

export function dataPointCount(metric: Metric): number {
  return metric instanceof EncodedMetric ? metric.dataPointCount : metric.data.dataPoints.length;
}

/** How many resources, and how many records (spans, metrics, log records): the numbers the debug exporter prints. */
export function recordCounts<S extends Signal>(signal: S, data: Pdata<S>): { readonly resources: number; readonly records: number } {
  const shape = shapeOf(signal);
  const groups = shape.resourceGroups(data);
  let records = 0;
  for (const group of groups) for (const scopeGroup of shape.scopeGroups(group)) records += shape.records(scopeGroup).length;
  return { resources: groups.length, records };
}

/** Whether there is no item in it, whatever empty wrappers there are. */
export function isEmpty<S extends Signal>(signal: S, data: Pdata<S>): boolean {
  return itemCount(signal, data) === 0;
}
