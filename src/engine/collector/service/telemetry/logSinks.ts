import { errorMessage } from '#common/base/errors.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import type { Files, OutputFile } from '../../component/host.ts';

/** Where log lines go: the process's own streams, which the shell prints, and files. */
export interface LogSinks {
  readonly streams: readonly LogStream[];
  write(line: string): void;
  close(): Promise<void>;
}
export type LogStream = 'stdout' | 'stderr';

/** Opens `output_paths` as zap does: names of streams, paths, `file://` URLs. A failure carries zap's text. */
export async function openSinks(paths: readonly string[], files: Files): Promise<Result<LogSinks, string>> {
  const opened: OutputFile[] = [];
  const failures: string[] = [];
  for (const path of new Set(paths.filter((path) => !isStream(path)))) {
    const [, scheme = 'file', rest = path] = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/(.*)$/.exec(path) ?? [];
    try {
      if (scheme !== 'file') throw new Error(`no sink found for scheme ${JSON.stringify(scheme)}`);
      opened.push(await files.openOutput(rest, { append: true, createDirectory: false }));
    } catch (error) {
      failures.push(`open sink ${JSON.stringify(path)}: ${errorMessage(error)}`);
    }
  }
  const sinks = new Sinks([...new Set(paths.filter(isStream))], opened);
  if (failures.length === 0) return ok(sinks);
  await sinks.close();
  return err(failures.join('; '));
}

const isStream = (path: string): path is LogStream => path === 'stdout' || path === 'stderr';

class Sinks implements LogSinks {
  readonly streams: readonly LogStream[];
  readonly #files: readonly OutputFile[];
  #writing: Promise<unknown> = Promise.resolve();

  constructor(streams: readonly LogStream[], files: readonly OutputFile[]) {
    this.streams = streams;
    this.#files = files;
  }

  /** A line that a full disk refuses is lost, as upstream's is. */
  write(line: string): void {
    if (this.#files.length === 0) return;
    const bytes = new TextEncoder().encode(`${line}\n`);
    this.#writing = this.#writing.then(() => Promise.allSettled(this.#files.map((file) => file.write(bytes))));
  }

  async close(): Promise<void> {
    await this.#writing;
    await Promise.allSettled(this.#files.map((file) => file.close()));
  }
}
