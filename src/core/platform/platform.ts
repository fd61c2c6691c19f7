import type { Clock } from '#common/base/clock.ts';
import type { Network } from '#engine/network/network.ts';
import type { Event } from '#common/base/emitter.ts';

/** What the core needs of the machine it runs on. `node/` is the only implementation. */
export interface Platform {
  readonly clock: Clock;
  readonly network: Network;
  /** Engine-facing parts, shaped as engine/collector/component/host.ts asks. */
  readonly compressor: {
    compress(algorithm: string, data: Uint8Array, level?: number): Promise<Uint8Array>;
    decompress(algorithm: string, data: Uint8Array, maxBytes: number): Promise<Uint8Array>;
  };
  readonly files: PlatformFiles;
  readonly memory: { used(): number; total(): number; collect(): void; resident(): number; reserved(): number };
  /** Seconds of processor time the process has used. */
  readonly cpuSeconds: () => number;
  /** Processors that programs may use at once. */
  readonly cpus: number;
  /** Environment variables for `${env:…}`. */
  readonly environment: ReadonlyMap<string, string>;
  /** Starts a sample service program in a thread of its own. */
  launch(program: ServiceProgram): ServiceProcess;
  /** The learner's own files: progress, drafts. */
  readonly store: Store;
  readonly description: string;
}

export interface PlatformFiles {
  /** `permissions` of a new file; 0o644 unless given. */
  openOutput(path: string, options: { readonly append: boolean; readonly createDirectory: boolean; readonly permissions?: number }): Promise<PlatformOutputFile>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  list(directory: string): Promise<readonly string[]>;
  /** Rejects with Go's text when the file cannot be read. */
  read(path: string): Promise<Uint8Array>;
  /** With its parents; what exists already stays as it is. */
  makeDirectory(path: string, permissions: number): Promise<void>;
}
export interface PlatformOutputFile {
  write(data: Uint8Array): Promise<void>;
  readonly size: number;
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface ServiceProgram {
  /** Name of a built program in out/services. */
  readonly program: string;
  /** The whole environment of the program: it inherits nothing. */
  readonly environment: Readonly<Record<string, string>>;
}
export interface ServiceProcess {
  /** Messages the program posts (see core/services/kit). */
  readonly messaged: Event<unknown>;
  /** Each line the program prints. */
  readonly printed: Event<string>;
  /** Once, with the exit code and, after a crash, the error's text. */
  readonly exited: Event<{ readonly code: number; readonly error: string | null }>;
  post(message: unknown): void;
  /** Ends the program at once. */
  terminate(): Promise<void>;
}

/** Small named documents, saved atomically: a reader sees the old or the new text, never half. */
export interface Store {
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
}
