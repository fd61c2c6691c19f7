import type { Files, OutputFile } from '../../../component/host.ts';
import type { StorageChange, StorageClient } from '../../../component/offers.ts';
import { encodeRecord, header, readStore } from './record.ts';

const mib = 2 ** 20;
/** Queues hold what others should not read. */
const permissions = 0o600;
/** Below this size a file is not worth compacting. Bytes. */
const smallest = mib;
/** A file this many times as large as what it holds is compacted. */
const wasteful = 4;

export interface StoreSettings {
  readonly files: Files;
  readonly path: string;
  /** Where a new file is written before it takes the old one's place. */
  readonly temporary: string;
  readonly fsync: boolean;
  /** Sets a file aside that is no store; gives its new path. Absent: refuses to open. */
  readonly setAside?: (path: string) => Promise<void>;
}

/**
 * The keys of one component in one file. All entries are in memory; each batch is one record at the file's end, so that it is there whole or
 * not at all after the process was killed (after a power cut too, with `fsync`). A file that wastes too much is written anew beside the old
 * one and takes its place in one step.
 */
export class Store implements StorageClient {
  readonly #settings: StoreSettings;
  readonly #file: OutputFile | undefined;
  #current: OutputFile | undefined;
  #entries = new Map<string, Uint8Array>();
  /** Keys and values of all entries. Bytes. */
  #liveBytes = 0;
  /** True after a write failed: the file's end may be torn, and must be written anew before anything is added. */
  #broken = false;
  /** Calls are answered in order. */
  #last: Promise<unknown>;
  readonly pending: boolean;

  private constructor(settings: StoreSettings, file: OutputFile) {
    this.#settings = settings;
    this.#file = file;
    this.#current = file;
    this.pending = file.waiting === true;
    this.#last = this.#load();
  }

  /** Rejects when the file cannot be had. While another configuration still holds it, resolves at once and is `pending`. */
  static async open(settings: StoreSettings): Promise<Store> {
    const file = await settings.files.openOutput(settings.path, { append: true, createDirectory: false, permissions });
    const store = new Store(settings, file);
    if (store.pending) store.#last.catch(() => {}); // each later call reports it
    else await store.#last;
    return store;
  }

  get fileBytes(): number {
    return this.#current?.size ?? 0;
  }

  get liveBytes(): number {
    return this.#liveBytes;
  }

  get(key: string): Promise<Uint8Array | undefined> {
    return this.#inTurn(async () => this.#entries.get(key));
  }

  set(key: string, value: Uint8Array): Promise<void> {
    return this.batch([{ key, value }]);
  }

  delete(key: string): Promise<void> {
    return this.batch([{ key, value: null }]);
  }

  batch(changes: readonly StorageChange[]): Promise<void> {
    const record = encodeRecord(changes);
    return this.#inTurn(async () => {
      if (this.#broken) await this.#rewrite();
      await this.#append(record);
      for (const { key, value } of changes) this.#keep(key, value);
      if (this.fileBytes > Math.max(smallest, wasteful * this.#liveBytes)) await this.#rewrite();
    });
  }

  /** Writes the file anew, without what was deleted. */
  compact(): Promise<void> {
    return this.#inTurn(() => this.#rewrite());
  }

  close(): Promise<void> {
    const closed = this.#last.then(async () => {
      const file = this.#current;
      this.#current = undefined;
      await file?.close();
    }, async () => this.#file?.close());
    this.#last = closed.then(() => { throw new Error('storage is closed'); });
    this.#last.catch(() => {}); // each later call reports it
    return closed;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = this.#last.then(() => result.catch(() => {})); // told to the caller; the next call still gets its turn
    this.#last.catch(() => {});
    return result;
  }

  #keep(key: string, value: Uint8Array | null): void {
    const before = this.#entries.get(key);
    if (before !== undefined) this.#liveBytes -= key.length + before.length;
    if (value === null) this.#entries.delete(key);
    else {
      this.#entries.set(key, value);
      this.#liveBytes += key.length + value.length;
    }
  }

  async #load(): Promise<void> {
    const { files, path, setAside } = this.#settings;
    // An empty write waits until nobody else has the file.
    if (this.pending) await this.#current?.write(new Uint8Array());
    const { damage, entries } = readStore(await files.read(path));
    if (damage === 'not a store') {
      if (setAside === undefined) throw new Error(`${path} is not a store of this program; remove it, or set recreate: true`);
      await setAside(path);
    }
    this.#entries = entries;
    for (const [key, value] of entries) this.#liveBytes += key.length + value.length;
    if (damage !== undefined || (this.#current?.size ?? 0) > wasteful * this.#liveBytes + smallest) await this.#rewrite();
    else if (this.#current?.size === 0) await this.#append(header);
  }

  async #append(bytes: Uint8Array): Promise<void> {
    const file = this.#current;
    if (file === undefined) throw new Error('storage is closed');
    this.#broken = true;
    await file.write(bytes);
    if (this.#settings.fsync) await file.flush();
    this.#broken = false;
  }

  /** The new file is whole and on the disk before it takes the old one's place; the old one is held until the new one is open. */
  async #rewrite(): Promise<void> {
    const { files, path, temporary } = this.#settings;
    const fresh = await files.openOutput(temporary, { append: false, createDirectory: false, permissions });
    try {
      await fresh.write(header);
      if (this.#entries.size > 0) await fresh.write(encodeRecord([...this.#entries].map(([key, value]) => ({ key, value }))));
      await fresh.flush();
    } finally {
      await fresh.close();
    }
    await files.rename(temporary, path);
    const old = this.#current;
    this.#current = await files.openOutput(path, { append: true, createDirectory: false, permissions });
    this.#broken = false;
    await old?.close();
  }
}
