import { type FileHandle, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PlatformFiles, PlatformOutputFile } from '../platform.ts';
import { errorCode, systemErrorText } from './goErrors.ts';

/** The learner's file system, with Go's error texts: `open /x: no such file or directory`. */
export const files: PlatformFiles = {
  async openOutput(path, { append, createDirectory, permissions = 0o644 }) {
    if (createDirectory) await named(`mkdir ${dirname(path)}`, mkdir(dirname(path), { recursive: true }));
    const handle = await named(`open ${path}`, open(path, append ? 'a' : 'w', permissions));
    return new OutputFile(path, handle, append ? (await handle.stat()).size : 0);
  },
  rename: (from, to) => named(`rename ${from} ${to}`, rename(from, to)),
  remove: (path) => named(`remove ${path}`, unlink(path)),
  list: (directory) => named(`open ${directory}`, readdir(directory)),
  async makeDirectory(path, permissions) {
    await named(`mkdir ${path}`, mkdir(path, { recursive: true, mode: permissions }));
  },
  async read(path) {
    const handle = await named(`open ${path}`, open(path, 'r'));
    try {
      return await named(`read ${path}`, handle.readFile());
    } finally {
      await handle.close();
    }
  },
};

class OutputFile implements PlatformOutputFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  #size: number;
  /** Writes wait for each other, so that they land in the order they were asked for. */
  #last: Promise<void> = Promise.resolve();

  constructor(path: string, handle: FileHandle, size: number) {
    this.#path = path;
    this.#handle = handle;
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  write(data: Uint8Array): Promise<void> {
    this.#size += data.length;
    const written = this.#last.then(() => named(`write ${this.#path}`, writeAll(this.#handle, data)));
    this.#last = written.catch(ignoreReported);
    return written;
  }

  flush(): Promise<void> {
    return this.#last.then(() => named(`sync ${this.#path}`, this.#handle.sync()));
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#handle.close();
  }
}

/** The failure went to the caller of `write`; the next write still gets its turn. */
function ignoreReported(): void {
  return;
}

async function writeAll(handle: FileHandle, data: Uint8Array): Promise<void> {
  for (let at = 0; at < data.length;) at += (await handle.write(data, at)).bytesWritten;
}

async function named<T>(operation: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new Error(`${operation}: ${systemErrorText(errorCode(error))}`, { cause: error });
  }
}
