import { ensureExists } from '#common/base/errors.ts';
import type { Host, OutputFile } from '../../../component/host.ts';
import type { LogFields, Logger } from '../../../component/logger.ts';
import type { DebugExporterConfig } from './config.ts';
import { Sampler } from '../kit/text/sampler.ts';

/** Where the debug exporter prints: into the collector's log, or to files of its own; sampled either way. */
export class Printer {
  readonly #config: DebugExporterConfig;
  readonly #logger: Logger;
  readonly #sampler: Sampler;
  #host: Host | undefined;
  #outputs: readonly OutputFile[] = [];

  constructor(config: DebugExporterConfig, logger: Logger) {
    this.#config = config;
    this.#logger = logger;
    this.#sampler = new Sampler(config.sampling_initial, config.sampling_thereafter);
  }

  async start(host: Host): Promise<void> {
    this.#host = host;
    if (this.#config.use_internal_logger) return;
    const paths = (this.#config.output_paths ?? ['stdout']).map(devicePath);
    this.#outputs = await Promise.all(paths.map((path) => host.files.openOutput(path, { append: true, createDirectory: false })));
  }

  async print(message: string, fields: LogFields = {}): Promise<void> {
    const { clock } = ensureExists(this.#host, 'the host of a started exporter');
    if (!this.#sampler.allows(message, clock.now())) return;
    if (this.#config.use_internal_logger) {
      this.#logger.info(message, fields);
      return;
    }
    const line = new TextEncoder().encode(`${message}${fieldsText(fields)}\n`);
    await Promise.all(this.#outputs.map((output) => output.write(line)));
  }

  async shutdown(): Promise<void> {
    const outputs = this.#outputs;
    this.#outputs = [];
    await Promise.all(outputs.map((output) => output.close()));
  }
}

/** zap's words for the process's own streams. */
const devicePath = (path: string): string => (path === 'stdout' || path === 'stderr' ? `/dev/${path}` : path);

/** Fields as zap's console encoder appends them. */
function fieldsText(fields: LogFields): string {
  const pairs = Object.entries(fields).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return pairs.length === 0 ? '' : `\t{${pairs.join(', ')}}`;
}
