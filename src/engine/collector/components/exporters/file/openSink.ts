import { errorMessage } from '#common/base/errors.ts';
import type { Host } from '../../../component/host.ts';
import type { Logger } from '../../../component/logger.ts';
import { BufferedFile } from './bufferedFile.ts';
import type { FileExporterConfig } from './config.ts';
import type { FileRules } from './fileRules.ts';
import { RotatingFile, type Sink } from './rotatingFile.ts';

/** What the sinks of an exporter share. */
export interface SinkSettings {
  readonly config: FileExporterConfig;
  readonly rules: FileRules;
  readonly host: Host;
  readonly logger: Logger;
}

/** A rotating file opens by itself at the first write; any other one now. */
export async function openSink(path: string, { config, host, logger, rules }: SinkSettings): Promise<Sink> {
  const { append, compression, flush_interval, rotation } = config;
  if (rotation !== undefined) return new RotatingFile(path, rotation, { host, backupSuffix: rules.backupSuffix });
  const file = await host.files.openOutput(path, { append, createDirectory: false });
  const reportFailure = (error: unknown): void => { logger.error('Failed to write buffered data', { path, compression, error: errorMessage(error) }); };
  return new BufferedFile(file, { clock: host.clock, flushInterval: flush_interval, reportFailure });
}
