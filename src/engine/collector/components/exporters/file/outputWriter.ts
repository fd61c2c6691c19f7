import { errorMessage } from '#common/base/errors.ts';
import { encodeJson } from '#engine/pdata/otlp/json.ts';
import { encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Host } from '../../../component/host.ts';
import type { Logger } from '../../../component/logger.ts';
import { notAvailable } from '../../../helpers/config/notAvailable.ts';
import { BufferedFile } from './bufferedFile.ts';
import type { FileExporterConfig } from './config.ts';
import { RotatingFile, type Sink } from './rotatingFile.ts';

/** The one file of an exporter id: its exporters of several signals write to it in turn. Opened by the first, closed by the last. */
export class OutputWriter {
  readonly #config: FileExporterConfig;
  readonly #logger: Logger;
  #users = 0;
  #opening: Promise<void> | undefined;
  #host: Host | undefined;
  #sink: Sink | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(config: FileExporterConfig, logger: Logger) {
    this.#config = config;
    this.#logger = logger;
  }

  async start(host: Host): Promise<void> {
    this.#users += 1;
    this.#opening ??= this.#open(host);
    await this.#opening;
  }

  /** Messages land whole and in the order of the calls. */
  async write<S extends Signal>(signal: S, data: Pdata<S>): Promise<void> {
    const { compression, format } = this.#config;
    const message = format === 'json' ? new TextEncoder().encode(encodeJson(signal, data)) : encodeProtobuf(signal, data);
    const written = this.#last.then(async () => {
      const packed = compression === 'zstd' && this.#host !== undefined ? await this.#host.compressor.compress('zstd', message) : message;
      await this.#sink?.write(format === 'json' && compression === '' ? asLine(packed) : withLength(packed));
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
    const sink = this.#sink;
    this.#sink = undefined;
    this.#opening = undefined;
    await sink?.close();
  }

  async #open(host: Host): Promise<void> {
    const { append, compression, create_directory, flush_interval, path, rotation } = this.#config;
    await refuseUnavailable(this.#config, host);
    this.#host = host;
    if (rotation !== undefined) {
      // Makes the directory; the rotating file opens by itself at the first write.
      if (create_directory) await (await host.files.openOutput(path, { append: true, createDirectory: true })).close();
      this.#sink = new RotatingFile(path, rotation, host);
      return;
    }
    const file = await host.files.openOutput(path, { append, createDirectory: create_directory });
    const reportFailure = (error: unknown): void => this.#logger.error('Failed to write buffered data', { path, compression, error: errorMessage(error) });
    this.#sink = new BufferedFile(file, { clock: host.clock, flushInterval: flush_interval, reportFailure });
  }
}

async function refuseUnavailable(config: FileExporterConfig, host: Host): Promise<void> {
  if (config.encoding !== '') throw notAvailable('encoding', 'use format: json or proto');
  if (config.group_by.enabled) throw notAvailable('group_by', 'write to one file');
  if (config.compression_params.level !== 0) throw notAvailable('compression_params.level', 'leave it out to use the default level');
  if (!['', '0755', '755'].includes(config.directory_permissions)) throw notAvailable('directory_permissions', 'leave it out for 0755');
  if (config.compression !== 'zstd') return;
  try {
    await host.compressor.compress('zstd', new Uint8Array());
  } catch {
    throw notAvailable('compression: zstd', 'this machine\'s Node.js has no zstd; use Node.js 22.15 or later, or leave it out');
  }
}

function asLine(message: Uint8Array): Uint8Array {
  const line = new Uint8Array(message.length + 1);
  line.set(message);
  line[message.length] = 0x0a;
  return line;
}

function withLength(message: Uint8Array): Uint8Array {
  const framed = new Uint8Array(message.length + 4);
  new DataView(framed.buffer).setUint32(0, message.length);
  framed.set(message, 4);
  return framed;
}
