import type { Files, OutputFile } from '../component/host.ts';

/** One output file in use. */
interface Holding {
  /** Of the graph it belongs to; grows when that graph's component is taken into a later one. */
  generation: number;
  readonly path: string;
  withdrawn: boolean;
}

/**
 * Keeps two graphs from writing to one file while a reload lets them run side by side: a file that an earlier generation holds is only
 * tried when it is opened, and opened (and emptied) at the first write, after the earlier holder has drained and closed it. Paths are
 * compared as written.
 */
export class FilePool {
  readonly #files: Files;
  readonly #held = new Set<Holding>();
  #waiting: (() => void)[] = [];
  #settled = 0;

  constructor(files: Files) {
    this.#files = files;
  }

  /**
   * The files as the components of one generation of the graph see them. Of an extension that several generations share, `generation` says
   * for which of them it opens a file now.
   */
  filesFor(generation: () => number): Files {
    const files = this.#files;
    return {
      openOutput: (path, options) => this.#open(path, options, generation()),
      rename: (from, to) => files.rename(from, to), remove: (path) => files.remove(path), list: (directory) => files.list(directory), read: (path) => files.read(path),
      makeDirectory: (path, permissions) => files.makeDirectory(path, permissions),
    };
  }

  /** The graphs before `generation` have stopped: what is still held belongs to components that it has taken over. */
  settle(generation: number): void {
    this.#settled = generation;
    for (const holding of this.#held) holding.generation = generation;
    this.#wake();
  }

  /** `generation` did not start: what it still waits to write is refused, because the holder before goes on. */
  rollback(generation: number): void {
    for (const holding of [...this.#held].filter((other) => other.generation === generation)) {
      holding.withdrawn = true;
      this.#held.delete(holding);
    }
    this.#wake();
  }

  async #open(path: string, options: Parameters<Files['openOutput']>[1], generation: number): Promise<OutputFile> {
    const holding: Holding = { path, generation: Math.max(generation, this.#settled), withdrawn: false };
    const mustWait = this.#hasEarlier(holding);
    const release = (): void => {
      this.#held.delete(holding);
      this.#wake();
    };
    this.#held.add(holding);
    try {
      const file = await this.#files.openOutput(path, mustWait ? { ...options, append: true } : options);
      if (!mustWait) return new HeldFile({ file, release, size: 0, open: async () => file });
      const { size } = file;
      await file.close();
      return new HeldFile({ file: undefined, release, size: options.append ? size : 0, open: async () => {
        await this.#turn(holding);
        return this.#files.openOutput(path, options);
      } });
    } catch (error) {
      release();
      throw error;
    }
  }

  #hasEarlier({ generation, path }: Holding): boolean {
    return [...this.#held].some((other) => other.path === path && other.generation < generation);
  }

  async #turn(holding: Holding): Promise<void> {
    while (this.#hasEarlier(holding)) {
      if (holding.withdrawn) throw new Error(`open ${holding.path}: the configuration that wanted it did not start`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

interface HeldFileSettings {
  readonly file: OutputFile | undefined;
  readonly release: () => void;
  /** Bytes, until it is open. */
  readonly size: number;
  readonly open: () => Promise<OutputFile>;
}

/** A file that may not be open yet, and tells the pool when it is closed. */
class HeldFile implements OutputFile {
  readonly #settings: HeldFileSettings;
  #file: OutputFile | undefined;
  /** Every write passes through it, so that they stay in order while the file is being opened. */
  #opening: Promise<OutputFile> | undefined;

  constructor(settings: HeldFileSettings) {
    this.#settings = settings;
    this.#file = settings.file;
    if (settings.file !== undefined) this.#opening = Promise.resolve(settings.file);
  }

  get size(): number {
    return this.#file?.size ?? this.#settings.size;
  }

  get waiting(): boolean {
    return this.#file === undefined;
  }

  async write(data: Uint8Array): Promise<void> {
    const file = await this.#opened();
    await file.write(data);
  }

  async flush(): Promise<void> {
    await this.#file?.flush();
  }

  async close(): Promise<void> {
    try {
      const file = await this.#opening?.catch(() => undefined);
      await file?.close();
    } finally {
      this.#settings.release();
    }
  }

  #opened(): Promise<OutputFile> {
    this.#opening ??= this.#settings.open().then((file) => {
      this.#file = file;
      return file;
    }).catch((error: unknown) => {
      this.#opening = undefined; // the next write tries again
      throw error;
    });
    return this.#opening;
  }
}
