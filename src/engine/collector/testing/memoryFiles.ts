import type { Files, OutputFile } from '../component/host.ts';

/** Files in memory; failures carry Go's text. */
export class MemoryFiles implements Files {
  readonly #files = new Map<string, Uint8Array>();
  readonly #directories = new Set<string>();

  async openOutput(path: string, options: { readonly append: boolean }): Promise<OutputFile> {
    if (!options.append || !this.#files.has(path)) this.#files.set(path, new Uint8Array());
    const files = this.#files;
    return {
      async write(data) {
        const before = files.get(path) ?? new Uint8Array();
        const after = new Uint8Array(before.length + data.length);
        after.set(before);
        after.set(data, before.length);
        files.set(path, after);
      },
      get size() { return files.get(path)?.length ?? 0; },
      flush: async () => {},
      close: async () => {},
    };
  }

  async rename(from: string, to: string): Promise<void> {
    this.#files.set(to, await this.read(from));
    this.#files.delete(from);
  }

  async remove(path: string): Promise<void> {
    this.#files.delete(path);
  }

  /** Any directory exists, unless it is under `/missing` and was not made. */
  async list(directory: string): Promise<readonly string[]> {
    if (this.#files.has(directory)) throw new Error(`readdirent ${directory}: not a directory`);
    if (directory.startsWith('/missing') && !this.#directories.has(directory)) throw new Error(`open ${directory}: no such file or directory`);
    const prefix = directory.endsWith('/') ? directory : `${directory}/`;
    return [...this.#files.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  }

  async read(path: string): Promise<Uint8Array> {
    const found = this.#files.get(path);
    if (found === undefined) throw new Error(`open ${path}: no such file or directory`);
    return found;
  }

  async makeDirectory(path: string): Promise<void> {
    this.#directories.add(path);
  }

  /** As if something else had written it. */
  put(path: string, bytes: Uint8Array): void {
    this.#files.set(path, bytes);
  }

  /** A file as text; "" when there is none. */
  text(path: string): string {
    return new TextDecoder().decode(this.#files.get(path) ?? new Uint8Array());
  }
}
