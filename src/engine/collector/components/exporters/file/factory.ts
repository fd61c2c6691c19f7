import type { Signal } from '#engine/pdata/signal.ts';
import type { Exporter, Settings } from '../../../component/component.ts';
import { defineExporter } from '../../../component/factory.ts';
import { createExporter } from '../../../helpers/exporterHelper.ts';
import { FileExporterConfig, validateFile } from './config.ts';
import { OutputWriter } from './outputWriter.ts';

/** One writer per parsed config: the exporters of one id share their file, as upstream's do. */
const writers = new WeakMap<FileExporterConfig, OutputWriter>();

const create = <S extends Signal>(signal: S) => (set: Settings, config: FileExporterConfig): Exporter<S> => {
  const writer = writers.get(config) ?? new OutputWriter(config, set.logger);
  writers.set(config, writer);
  return createExporter<S>({
    signal, set,
    start: (host) => writer.start(host),
    shutdown: () => writer.shutdown(),
    push: (data) => writer.write(signal, data),
  });
};

/** Upstream (contrib) fileexporter v0.159. */
export const fileExporter = defineExporter<FileExporterConfig>({
  type: 'file',
  summary: 'Writes OTLP to a file.',
  config: FileExporterConfig,
  validate: validateFile,
  stability: { traces: 'alpha', metrics: 'alpha', logs: 'alpha' },
  create: { traces: create('traces'), metrics: create('metrics'), logs: create('logs') },
});
