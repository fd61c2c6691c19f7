import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '../platform.ts';
import { errorCode } from './goErrors.ts';

const namePattern = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}$/;
let temporaryFiles = 0;

/** Documents as files of one private directory (mode 0700). A write goes to a temporary file, to the disk, then over the old document. */
export class FileStore implements Store {
  readonly #directory: string;
  /** The last write of each document: writes of one document keep their order. */
  readonly #writing = new Map<string, Promise<void>>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  async read(name: string): Promise<string | null> {
    try {
      return await readFile(this.#path(name), 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    }
  }

  async write(name: string, text: string): Promise<void> {
    const path = this.#path(name);
    const before = this.#writing.get(name) ?? Promise.resolve();
    const write = (): Promise<void> => replaceFile(this.#directory, path, text);
    const mine = before.then(write, write);
    this.#writing.set(name, mine);
    try {
      await mine;
    } finally {
      if (this.#writing.get(name) === mine) this.#writing.delete(name);
    }
  }

  #path(name: string): string {
    if (!namePattern.test(name)) throw new Error(`not a document name: ${JSON.stringify(name)}`);
    return join(this.#directory, name);
  }
}

async function replaceFile(directory: string, path: string, text: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  temporaryFiles += 1;
  // Starts with a dot: no document name does.
  const temporary = join(directory, `.writing-${String(process.pid)}-${String(temporaryFiles)}`);
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
