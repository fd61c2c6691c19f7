import type { Clock } from '#common/base/clock.ts';
import type { Millis } from '#common/base/units.ts';
import type { OutputFile } from '../../../component/host.ts';
import type { Sink } from './rotatingFile.ts';

/** Bytes kept in memory; Go's bufio default. */
const bufferBytes = 4096;

/** Gathers small writes in memory until there are enough of them or `flushInterval` has passed. */
export class BufferedFile implements Sink {
  readonly #file: OutputFile;
  readonly #clock: Clock;
  readonly #flushInterval: Millis;
  readonly #reportFailure: (error: unknown) => void;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #timer: Disposable | undefined;

  constructor(file: OutputFile, { clock, flushInterval, reportFailure }: { readonly clock: Clock; readonly flushInterval: Millis; readonly reportFailure: (error: unknown) => void }) {
    this.#file = file;
    this.#clock = clock;
    this.#flushInterval = flushInterval;
    this.#reportFailure = reportFailure;
  }

  async write(data: Uint8Array): Promise<void> {
    this.#chunks.push(data);
    this.#bytes += data.length;
    if (this.#bytes > bufferBytes) await this.#flush();
    else this.#timer ??= this.#clock.setTimeout(() => void this.#flush().catch(this.#reportFailure), this.#flushInterval);
  }

  async close(): Promise<void> {
    try {
      await this.#flush();
    } finally {
      await this.#file.close();
    }
  }

  async #flush(): Promise<void> {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    if (this.#bytes === 0) return;
    const joined = new Uint8Array(this.#bytes);
    let at = 0;
    for (const chunk of this.#chunks) {
      joined.set(chunk, at);
      at += chunk.length;
    }
    this.#chunks = [];
    this.#bytes = 0;
    await this.#file.write(joined);
  }
}
