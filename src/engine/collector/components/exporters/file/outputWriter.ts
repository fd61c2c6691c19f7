import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import { notAvailable } from '../../../helpers/config/notAvailable.ts';
import { type FileExporterConfig, permissionsOf } from './config.ts';
import { encodeMessage } from './encodeMessage.ts';
import type { FileRules } from './fileRules.ts';
import { GroupedFiles } from './groupedFiles.ts';
import { openSink } from './openSink.ts';
import { directoryOf } from './paths.ts';
import { renameOldBackups } from './rotatingFile.ts';

/** Where messages go while the exporter runs. */
interface Output {
  /** Gives back what belongs nowhere. */
  write<S extends Signal>(signal: S, data: Pdata<S>): Promise<Pdata<S> | undefined>;
  close(): Promise<void>;
}

/** The output of an exporter id: its exporters of several signals write to it in turn. Opened by the first, closed by the last. */
export class OutputWriter {
  readonly #config: FileExporterConfig;
  readonly #rules: FileRules;
  readonly #set: Settings;
  #users = 0;
  #opening: Promise<Output> | undefined;
  #output: Output | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(config: FileExporterConfig, { rules, set }: { readonly rules: FileRules; readonly set: Settings }) {
    this.#config = config;
    this.#rules = rules;
    this.#set = set;
  }

  async start(host: Host): Promise<void> {
    this.#users += 1;
    this.#opening ??= this.#open(host);
    this.#output = await this.#opening;
  }

  /** Messages land whole and in the order of the calls. */
  async write<S extends Signal>(signal: S, data: Pdata<S>): Promise<void> {
    const written = this.#last.then(async () => {
      const rest = await this.#output?.write(signal, data);
      if (rest !== undefined && this.#set.reasons.wanted) this.#explain(signal, rest);
    });
    // The failure goes to this caller; the next message still gets its turn.
    this.#last = written.catch(() => undefined);
    await written;
  }

  async shutdown(): Promise<void> {
    if (this.#users === 0) return;
    this.#users -= 1;
    if (this.#users > 0) return;
    await this.#last;
    const output = this.#output;
    this.#output = undefined;
    this.#opening = undefined;
    await output?.close();
  }

  async #open(host: Host): Promise<Output> {
    const config = this.#config;
    const { create_directory, group_by, path, rotation } = config;
    const settings = { config, rules: this.#rules, host, logger: this.#set.logger };
    await refuseUnavailable(config, host);
    if (group_by.enabled) return new GroupedFiles(settings);
    if (create_directory) await host.files.makeDirectory(directoryOf(path), permissionsOf(config));
    if (rotation !== undefined && this.#rules.renamesOldBackups) await renameOldBackups(path, host.files, settings.logger);
    const sink = await openSink(path, settings);
    return {
      async write(signal, data) {
        await sink.write(await encodeMessage(signal, data, { ...settings, compressor: host.compressor }));
        return undefined;
      },
      close: () => sink.close(),
    };
  }

  #explain<S extends Signal>(signal: S, data: Pdata<S>): void {
    const { resource_attribute } = this.#config.group_by;
    this.#set.reasons.give({
      signal, verdict: 'dropped', data, because: `Resource does not contain ${resource_attribute} attribute, dropping it`,
      rule: ['group_by', 'resource_attribute'], inputs: { resource_attribute },
    });
  }
}

async function refuseUnavailable(config: FileExporterConfig, host: Host): Promise<void> {
  // There are no encoding extensions here, so that upstream's own refusal fits.
  if (config.encoding !== '') throw new Error(`unknown encoding ${JSON.stringify(config.encoding)}`);
  if (config.compression !== 'zstd') return;
  try {
    await host.compressor.compress('zstd', new Uint8Array());
  } catch {
    throw notAvailable('compression: zstd', 'there is no zstd on this platform; leave it out');
  }
}
