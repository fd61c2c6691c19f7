import { errorMessage } from '#common/base/errors.ts';
import { type Millis, nanosBetween, nanosToMillis } from '#common/base/units.ts';
import type { Extension, Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import type { Storage, StorageClient } from '../../../component/offers.ts';
import type { FileStorageConfig } from './config.ts';
import { directoriesOf, directoryProblems, type FileStorageRules } from './directories.ts';
import { crc32 } from './record.ts';
import { Store } from './store.ts';

const mib = 2 ** 20;
const longestName = 255;

/** Keeps what components store in files of a directory, a file for each of them (contrib filestorage v0.159; the format is ours). */
export class FileStorage implements Extension {
  readonly #set: Settings;
  readonly #config: FileStorageConfig;
  readonly #rules: FileStorageRules;
  readonly #timers = new Set<Disposable>();
  #host: Host | undefined;
  readonly storage: Storage = { client: (owner) => this.#client(owner) };

  constructor(set: Settings, config: FileStorageConfig, rules: FileStorageRules) {
    this.#set = set;
    this.#config = config;
    this.#rules = rules;
  }

  async start(host: Host): Promise<void> {
    const { compaction, create_directory, directory_permissions } = this.#config;
    const [problem] = await directoryProblems(this.#config, host.files, this.#rules);
    if (problem !== undefined) throw new Error(problem.message);
    if (create_directory) for (const directory of directoriesOf(this.#config, this.#rules)) await host.files.makeDirectory(directory, Number.parseInt(directory_permissions, 8));
    if (compaction.cleanup_on_start) await this.#cleanUp(host);
    this.#host = host;
  }

  async shutdown(): Promise<void> {
    for (const timer of this.#timers) timer[Symbol.dispose]();
    this.#timers.clear();
  }

  async #client({ id, kind, name }: Parameters<Storage['client']>[0]): Promise<StorageClient> {
    const host = this.#host;
    if (host === undefined) throw new Error(`${this.#set.id} is not started`);
    const [type = '', own = ''] = id.includes('/') ? [id.slice(0, id.indexOf('/')), id.slice(id.indexOf('/') + 1)] : [id];
    const file = this.#fileName([kind, type, own, ...(name === '' ? [] : [name])].join('_'));
    const { compaction, directory, fsync, recreate } = this.#config;
    const path = `${directory}/${file}`;
    const setAside = recreate ? { setAside: (damaged: string) => this.#setAside(host, damaged) } : {};
    const store = await Store.open({ files: host.files, path, temporary: `${directory}/tempdb-${file}`, fsync, ...setAside });
    if (compaction.on_start) await this.#compact(host, store, { path, failure: 'compaction on start failed' });
    const stop = compaction.on_rebound ? this.#compactOnRebound(host, store, path) : undefined;
    return {
      get pending() { return store.pending; },
      get: (key) => store.get(key), set: (key, value) => store.set(key, value), delete: (key) => store.delete(key), batch: (changes) => store.batch(changes),
      close: () => {
        stop?.();
        return store.close();
      },
    };
  }

  /** Upstream: a SHA-256 sum takes the place of a name that is too long. Here: its beginning and a CRC-32, because the engine has no such sums. */
  #fileName(raw: string): string {
    const name = this.#rules.sanitizes ? [...raw].map((character) => (/[A-Za-z0-9._-]/.test(character) ? character : `~${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)).join('') : raw;
    const bytes = new TextEncoder().encode(name);
    if (bytes.length <= longestName) return name;
    const hashed = `${name.slice(0, 120)}~${crc32(bytes).toString(16)}`;
    this.#set.logger.warn('filename too long, using hashed filename instead', { originalFile: `${this.#config.directory}/${name}`, component: name, hashedFileName: `${this.#config.directory}/${hashed}` });
    return hashed;
  }

  async #setAside({ clock, files }: Host, path: string): Promise<void> {
    const backup = `${path}.${new Date(Number(clock.now() / 1_000_000n)).toISOString().slice(0, 23)}.backup`;
    this.#set.logger.warn('Database corruption detected, recreating database file', { file: path });
    await files.rename(path, backup);
    this.#set.logger.info('Corrupted database file renamed', { original: path, backup });
  }

  async #cleanUp({ files }: Host): Promise<void> {
    const { directory } = this.#config.compaction;
    const errors: string[] = [];
    for (const name of (await files.list(directory)).filter((each) => each.startsWith('tempdb'))) {
      try {
        await files.remove(`${directory}/${name}`);
        this.#set.logger.debug('cleanup', { deletedFile: `${directory}/${name}` });
      } catch (error) {
        errors.push(errorMessage(error));
      }
    }
    if (errors.length > 0) this.#set.logger.info('cleanup errors', { error: errors.join('\n') });
  }

  async #compact({ clock }: Host, store: Store, { failure, path }: { readonly path: string; readonly failure: string }): Promise<void> {
    const started = clock.now();
    try {
      await store.compact();
      this.#set.logger.info('finished compaction', { directory: path, elapsed: nanosToMillis(nanosBetween(started, clock.now())) / 1000 }, 'filestorage@v0.155.0/client.go:316');
    } catch (error) {
      this.#set.logger.error(failure, { error: errorMessage(error) });
    }
  }

  /** Looks every check_interval; gives the function that ends it. */
  #compactOnRebound(host: Host, store: Store, path: string): () => void {
    const { check_interval, rebound_needed_threshold_mib: needed, rebound_trigger_threshold_mib: trigger } = this.#config.compaction;
    const due = (): boolean => store.liveBytes <= trigger * mib && store.fileBytes >= needed * mib;
    return this.#repeat(host, check_interval, async () => {
      if (due()) await this.#compact(host, store, { path, failure: 'compaction failure' });
    });
  }

  #repeat({ clock }: Host, every: Millis, work: () => Promise<void>): () => void {
    let timer: Disposable | undefined;
    const next = (): void => {
      timer = clock.setTimeout(() => {
        this.#timers.delete(own);
        void work().then(() => { if (!stopped) next(); });
      }, every);
      const own = timer;
      this.#timers.add(own);
    };
    let stopped = false;
    next();
    return () => {
      stopped = true;
      timer?.[Symbol.dispose]();
      if (timer !== undefined) this.#timers.delete(timer);
    };
  }
}
