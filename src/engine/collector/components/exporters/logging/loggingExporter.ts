import { ensureExists } from '#common/base/errors.ts';
import type { Clock } from '#common/base/clock.ts';
import { millis } from '#common/base/units.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import type { Exporter, Settings } from '../../../component/component.ts';
import type { LogFields } from '../../../component/logger.ts';
import { createExporter } from '../../../helpers/exporterHelper.ts';
import { exporterHelperRules2023 } from '../../../helpers/exporterHelperRules.ts';
import { type BatchText, batchText } from '../kit/text/batchText.ts';
import { capitalized } from '../kit/text/names.ts';
import { Sampler } from '../kit/text/sampler.ts';
import { textStyle2023 } from '../kit/text/textStyle.ts';
import type { LoggingExporterConfig } from './config.ts';

const titles: { readonly [S in Signal]: string } = { traces: 'TracesExporter', metrics: 'MetricsExporter', logs: 'LogsExporter' };

/** Prints a line of counts for every batch into the collector's log and, at detailed, a text of all items. */
export function createLoggingExporter<S extends Signal>(signal: S, set: Settings, config: LoggingExporterConfig): Exporter<S> {
  warn(set, config);
  const sampler = new Sampler(config.sampling_initial, config.sampling_thereafter);
  let clock: Clock | undefined;
  const print = (message: string, fields: LogFields = {}): void => {
    if (sampler.allows(message, ensureExists(clock, 'the clock of a started exporter').now())) set.logger.info(message, fields);
  };
  const { counts, detailed }: BatchText<S> = batchText[signal];
  return createExporter<S>({
    signal, set, timeout: millis(0), rules: exporterHelperRules2023,
    start: async (host) => { clock = host.clock; },
    async push(data) {
      print(titles[signal], counts(data));
      if (config.verbosity === 'detailed') print(detailed(data, textStyle2023));
    },
  });
}

/** Upstream says it once in the life of the process. Here: once for each configuration of the exporter, so that a learner sees it again. */
function warn({ logger }: Settings, config: LoggingExporterConfig): void {
  if (config.loglevel === undefined || warned.has(config)) return;
  warned.add(config);
  logger.warn(
    "'loglevel' option is deprecated in favor of 'verbosity'. Set 'verbosity' to equivalent value to preserve behavior.",
    { 'loglevel': config.loglevel, 'equivalent verbosity level': capitalized(config.verbosity) }, 'loggingexporter@v0.84.0/factory.go:98',
  );
}
const warned = new WeakSet<LoggingExporterConfig>();
