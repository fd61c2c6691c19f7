import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Metric } from '#engine/pdata/metrics.ts';

const counters: { readonly [S in Signal]: (data: Pdata<S>) => number } = {
  traces: (data) => sum(data.resourceSpans, (resource) => sum(resource.scopeSpans, (scope) => scope.spans.length)),
  metrics: (data) => sum(data.resourceMetrics, (resource) => sum(resource.scopeMetrics, (scope) => sum(scope.metrics, pointCount))),
  logs: (data) => sum(data.resourceLogs, (resource) => sum(resource.scopeLogs, (scope) => scope.logRecords.length)),
};
/** Spans, data points or log records in a batch. */
export function itemCount<S extends Signal>(signal: S, data: Pdata<S>): number {
  return counters[signal](data);
}

function pointCount(metric: Metric): number {
  return metric.data.dataPoints.length;
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += count(item);
  return total;
}
