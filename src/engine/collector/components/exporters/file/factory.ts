import type * as z from 'zod';
import type { Signal } from '#engine/pdata/signal.ts';
import type { Exporter, Settings } from '../../../component/component.ts';
import { defineExporter } from '../../../component/factory.ts';
import { createExporter } from '../../../helpers/exporterHelper.ts';
import { type ExporterHelperRules, exporterHelperRules, exporterHelperRules2023 } from '../../../helpers/exporterHelperRules.ts';
import { FileExporterConfig, FileExporterConfig2023, validateFile } from './config.ts';
import { type FileRules, fileRules, fileRules2023 } from './fileRules.ts';
import { OutputWriter } from './outputWriter.ts';

/** One writer per parsed config: the exporters of one id share their file, as upstream's do. */
const writers = new WeakMap<FileExporterConfig, OutputWriter>();

interface Release {
  readonly config: z.ZodType<FileExporterConfig>;
  readonly rules: FileRules;
  readonly helper: ExporterHelperRules;
}

const create = <S extends Signal>(signal: S, { helper, rules }: Release) => (set: Settings, config: FileExporterConfig): Exporter<S> => {
  const writer = writers.get(config) ?? new OutputWriter(config, { rules, set });
  writers.set(config, writer);
  return createExporter<S>({
    signal, set, rules: helper,
    start: (host) => writer.start(host),
    shutdown: () => writer.shutdown(),
    push: (data) => writer.write(signal, data),
  });
};

const define = (release: Release) => defineExporter<FileExporterConfig>({
  type: 'file',
  summary: 'Writes OTLP to a file.',
  config: release.config,
  validate: validateFile,
  stability: { traces: 'alpha', metrics: 'alpha', logs: 'alpha' },
  create: { traces: create('traces', release), metrics: create('metrics', release), logs: create('logs', release) },
});

/** Upstream (contrib) fileexporter v0.159. */
export const fileExporter = define({ config: FileExporterConfig, rules: fileRules, helper: exporterHelperRules });
/** Upstream (contrib) fileexporter v0.84. */
export const fileExporter2023 = define({ config: FileExporterConfig2023, rules: fileRules2023, helper: exporterHelperRules2023 });
