import { millis } from '#common/base/units.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Exporter, Settings } from '../../../component/component.ts';
import { createExporter } from '../../../helpers/exporterHelper.ts';
import { type BatchText, batchText } from '../kit/text/batchText.ts';
import { textStyle } from '../kit/text/textStyle.ts';
import type { DebugExporterConfig } from './config.ts';
import { normalLogs, normalMetrics, normalTraces } from './normal.ts';
import { Printer } from './printer.ts';

interface Words<S extends Signal> {
  readonly title: string;
  readonly normal: (data: Pdata<S>) => string;
}

const wordsOf: { readonly [S in Signal]: Words<S> } = {
  traces: { title: 'Traces', normal: normalTraces },
  metrics: { title: 'Metrics', normal: normalMetrics },
  logs: { title: 'Logs', normal: normalLogs },
};

/** Prints a line of counts for every batch and, unless basic, a text of all items. */
export function createDebugExporter<S extends Signal>(signal: S, set: Settings, config: DebugExporterConfig): Exporter<S> {
  const printer = new Printer(config, set.logger);
  const { normal, title }: Words<S> = wordsOf[signal];
  const { counts, detailed }: BatchText<S> = batchText[signal];
  return createExporter<S>({
    signal, set, timeout: millis(0),
    queue: { config: config.sending_queue },
    start: (host) => printer.start(host),
    shutdown: () => printer.shutdown(),
    async push(data) {
      await printer.print(title, counts(data));
      if (config.verbosity !== 'basic') await printer.print(config.verbosity === 'detailed' ? detailed(data, textStyle) : normal(data));
    },
  });
}
