import { errorMessage } from '#common/base/errors.ts';
import type { UnixNano } from '#common/base/units.ts';
import type { Files, Host, OutputFile } from '../../../component/host.ts';
import type { Logger } from '../../../component/logger.ts';
import type { FileRules } from './fileRules.ts';
import { partsOf } from './paths.ts';

export interface Rotation {
  readonly max_megabytes: number;
  readonly max_days: number;
  readonly max_backups: number;
  readonly localtime: boolean;
}
/** What the exporter writes to. */
export interface Sink {
  write(data: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

const mib = 1024 * 1024;
const dayNanos = 86_400_000_000_000n;

/**
 * A file that is renamed to `name-2006-01-02T15-04-05.000-size.ext` (v0.84: without `-size`) before it grows too big. Opened at the first
 * write, and continued if it exists.
 */
export class RotatingFile implements Sink {
  readonly #path: string;
  readonly #rotation: Rotation;
  readonly #host: Pick<Host, 'clock' | 'files'>;
  readonly #suffix: FileRules['backupSuffix'];
  #file: OutputFile | undefined;

  constructor(path: string, rotation: Rotation, { backupSuffix, host }: { readonly host: Pick<Host, 'clock' | 'files'>; readonly backupSuffix: FileRules['backupSuffix'] }) {
    this.#path = path;
    this.#rotation = rotation;
    this.#host = host;
    this.#suffix = backupSuffix;
  }

  /** Calls must not overlap. */
  async write(data: Uint8Array): Promise<void> {
    const limit = (this.#rotation.max_megabytes === 0 ? 100 : this.#rotation.max_megabytes) * mib;
    if (data.length > limit) throw new Error(`write length ${String(data.length)} exceeds maximum file size ${String(limit)}`);
    let file = this.#file ?? await this.#open(true);
    if (file.size + data.length > limit) file = await this.#rotate(file);
    await file.write(data);
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  async #open(append: boolean): Promise<OutputFile> {
    this.#file = await this.#host.files.openOutput(this.#path, { append, createDirectory: false });
    return this.#file;
  }

  async #rotate(full: OutputFile): Promise<OutputFile> {
    await full.close();
    await this.#host.files.rename(this.#path, backupName(this.#path, this.#host.clock.now(), { local: this.#rotation.localtime, suffix: this.#suffix }));
    const file = await this.#open(false);
    await this.#removeOld();
    return file;
  }

  async #removeOld(): Promise<void> {
    const { files, clock } = this.#host;
    const { max_backups, max_days } = this.#rotation;
    if (max_backups === 0 && max_days === 0) return;
    const { directory, extension, stem } = partsOf(this.#path);
    const names = (await files.list(directory === '' ? '.' : directory)).filter((name) => name.startsWith(`${stem}-`) && name.endsWith(`${this.#suffix}${extension}`) && timestamp.test(name));
    // Names sort by time, because only their time differs.
    const newestFirst = names.sort().reverse();
    const oldest = new Date(Number((clock.now() - BigInt(max_days) * dayNanos) / 1_000_000n));
    const cutoff = `${stem}-${stamp(oldest, this.#rotation.localtime)}`;
    const old = newestFirst.filter((name, index) => (max_backups > 0 && index >= max_backups) || (max_days > 0 && name < cutoff));
    await Promise.all(old.map((name) => files.remove(`${directory === '' ? '' : `${directory}/`}${name}`)));
  }
}

const timestamp = /-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}\.\d{3}/;

function backupName(path: string, now: UnixNano, { local, suffix }: { readonly local: boolean; readonly suffix: string }): string {
  const { directory, extension, stem } = partsOf(path);
  return `${directory === '' ? '' : `${directory}/`}${stem}-${stamp(new Date(Number(now / 1_000_000n)), local)}${suffix}${extension}`;
}

/** Gives the files that a release before v0.150 rotated away the names that today's looks for; what cannot be renamed stays. */
export async function renameOldBackups(path: string, files: Pick<Files, 'list' | 'rename'>, logger: Logger): Promise<void> {
  const { directory, extension, stem } = partsOf(path);
  const within = directory === '' ? '.' : directory;
  const names = await list(within, files);
  const old = new RegExp(`${timestamp.source}$`);
  for (const name of names) {
    const bare = name.slice(0, name.length - extension.length);
    if (!name.startsWith(`${stem}-`) || !name.endsWith(extension) || !old.test(bare) || bare.length !== stem.length + 24) continue;
    const target = `${bare}-size${extension}`;
    try {
      await files.rename(`${within}/${name}`, `${within}/${target}`);
      logger.debug('Renamed legacy lumberjack backup to timberjack format', { source: name, target }, 'fileexporter@v0.159.0/legacy_cleanup.go:112');
    } catch (error) {
      logger.warn('Failed to rename legacy backup file', { source: name, target, error: errorMessage(error) }, 'fileexporter@v0.159.0/legacy_cleanup.go:104');
    }
  }
}

async function list(directory: string, files: Pick<Files, 'list'>): Promise<readonly string[]> {
  try {
    return await files.list(directory);
  } catch (error) {
    throw new Error(`migrating legacy backups: reading directory ${directory}: ${errorMessage(error)}`, { cause: error });
  }
}

function stamp(date: Date, local: boolean): string {
  const shown = local ? new Date(date.getTime() - date.getTimezoneOffset() * 60_000) : date;
  return shown.toISOString().slice(0, 23).replaceAll(':', '-');
}
