import { millis } from '#common/base/units.ts';
import { itemCount, recordCounts } from '#engine/pdata/operations/itemCount.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Exporter, Settings } from '../../../component/component.ts';
import type { LogFields } from '../../../component/logger.ts';
import { createExporter } from '../../../helpers/exporterHelper.ts';
import type { DebugExporterConfig } from './config.ts';
import { detailedLogs } from './detailedLogs.ts';
import { detailedMetrics } from './detailedMetrics.ts';
import { detailedTraces } from './detailedTraces.ts';
import { normalLogs, normalMetrics, normalTraces } from './normal.ts';
import { Printer } from './printer.ts';

interface Words<S extends Signal> {
  readonly title: string;
  readonly counts: (data: Pdata<S>) => LogFields;
  readonly normal: (data: Pdata<S>) => string;
  readonly detailed: (data: Pdata<S>) => string;
}

const wordsOf: { readonly [S in Signal]: Words<S> } = {
  traces: {
    title: 'Traces', normal: normalTraces, detailed: detailedTraces,
    counts: (data) => ({ 'resource spans': data.resourceSpans.length, 'spans': itemCount('traces', data) }),
  },
  metrics: {
    title: 'Metrics', normal: normalMetrics, detailed: detailedMetrics,
    counts: (data) => ({ 'resource metrics': data.resourceMetrics.length, 'metrics': recordCounts('metrics', data).records, 'data points': itemCount('metrics', data) }),
  },
  logs: {
    title: 'Logs', normal: normalLogs, detailed: detailedLogs,
    counts: (data) => ({ 'resource logs': data.resourceLogs.length, 'log records': itemCount('logs', data) }),
  },
};

/** Prints a line of counts for every batch and, unless basic, a text of all items. */
export function createDebugExporter<S extends Signal>(signal: S, set: Settings, config: DebugExporterConfig): Exporter<S> {
  const printer = new Printer(config, set.logger);
  const words: Words<S> = wordsOf[signal];
  return createExporter<S>({
    signal, set, timeout: millis(0),
    queue: { config: config.sending_queue },
    start: (host) => printer.start(host),
    shutdown: () => printer.shutdown(),
    async push(data) {
      await printer.print(words.title, words.counts(data));
      if (config.verbosity !== 'basic') await printer.print(config.verbosity === 'detailed' ? words.detailed(data) : words.normal(data));
    },
  });
}
