import { itemCount, recordCounts } from '#engine/pdata/operations/itemCount.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { LogFields } from '../../../../component/logger.ts';
import { detailedLogs } from './detailedLogs.ts';
import { detailedMetrics } from './detailedMetrics.ts';
import { detailedTraces } from './detailedTraces.ts';
import type { TextStyle } from './textStyle.ts';

/** What is said about a batch. */
export interface BatchText<S extends Signal> {
  readonly counts: (data: Pdata<S>) => LogFields;
  readonly detailed: (data: Pdata<S>, style: TextStyle) => string;
}

export const batchText: { readonly [S in Signal]: BatchText<S> } = {
  traces: {
    detailed: detailedTraces,
    counts: (data) => ({ 'resource spans': data.resourceSpans.length, 'spans': itemCount('traces', data) }),
  },
  metrics: {
    detailed: detailedMetrics,
    counts: (data) => ({ 'resource metrics': data.resourceMetrics.length, 'metrics': recordCounts('metrics', data).records, 'data points': itemCount('metrics', data) }),
  },
  logs: {
    detailed: detailedLogs,
    counts: (data) => ({ 'resource logs': data.resourceLogs.length, 'log records': itemCount('logs', data) }),
  },
};
