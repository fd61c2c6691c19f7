import type { UnixNano } from '#common/base/units.ts';
import type { Host, OutputFile } from '../../../component/host.ts';

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
 * A file that is renamed to `name-2006-01-02T15-04-05.000-size.ext` before it grows too big (upstream: timberjack v1.4). Opened at the first
 * write, and continued if it exists.
 */
export class RotatingFile implements Sink {
  readonly #path: string;
  readonly #rotation: Rotation;
  readonly #host: Pick<Host, 'clock' | 'files'>;
  #file: OutputFile | undefined;

  constructor(path: string, rotation: Rotation, host: Pick<Host, 'clock' | 'files'>) {
    this.#path = path;
    this.#rotation = rotation;
    this.#host = host;
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
    await this.#host.files.rename(this.#path, backupName(this.#path, this.#host.clock.now(), this.#rotation.localtime));
    const file = await this.#open(false);
    await this.#removeOld();
    return file;
  }

  async #removeOld(): Promise<void> {
    const { files, clock } = this.#host;
    const { max_backups, max_days } = this.#rotation;
    if (max_backups === 0 && max_days === 0) return;
    const { directory, extension, stem } = parts(this.#path);
    const names = (await files.list(directory === '' ? '.' : directory)).filter((name) => name.startsWith(`${stem}-`) && name.endsWith(extension) && timestamp.test(name));
    // Names sort by time, because only their time differs.
    const newestFirst = names.sort().reverse();
    const oldest = new Date(Number((clock.now() - BigInt(max_days) * dayNanos) / 1_000_000n));
    const cutoff = `${stem}-${stamp(oldest, this.#rotation.localtime)}`;
    const old = newestFirst.filter((name, index) => (max_backups > 0 && index >= max_backups) || (max_days > 0 && name < cutoff));
    await Promise.all(old.map((name) => files.remove(`${directory === '' ? '' : `${directory}/`}${name}`)));
  }
}

const timestamp = /-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}\.\d{3}-size/;

function backupName(path: string, now: UnixNano, local: boolean): string {
  const { directory, extension, stem } = parts(path);
  return `${directory === '' ? '' : `${directory}/`}${stem}-${stamp(new Date(Number(now / 1_000_000n)), local)}-size${extension}`;
}

function parts(path: string): { readonly directory: string; readonly stem: string; readonly extension: string } {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  return { directory: slash < 0 ? '' : path.slice(0, slash), stem: dot < 0 ? name : name.slice(0, dot), extension: dot < 0 ? '' : name.slice(dot) };
}

function stamp(date: Date, local: boolean): string {
  const shown = local ? new Date(date.getTime() - date.getTimezoneOffset() * 60_000) : date;
  return shown.toISOString().slice(0, 23).replaceAll(':', '-');
}
