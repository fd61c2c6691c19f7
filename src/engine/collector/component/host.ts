import type { Clock } from '#common/base/clock.ts';
import type { Network } from '#engine/network/network.ts';
import type { ServiceInspection } from './inspection.ts';
import type { ExtensionOffers } from './offers.ts';
import type { StatusEvent } from './status.ts';

export type Compression = 'gzip' | 'zlib' | 'deflate' | 'zstd' | 'snappy' | 'x-snappy-framed' | 'lz4';

/** Rejects with an Error carrying Go's text: `gzip: invalid header`, `unexpected EOF`, `http: request body too large` beyond `maxBytes`. */
export interface Compressor {
  /** `level` as upstream's compression_params: 0 or absent is the algorithm's own default; only gzip, zlib, deflate and zstd have levels. */
  compress(algorithm: Compression, data: Uint8Array, level?: number): Promise<Uint8Array>;
  decompress(algorithm: Compression, data: Uint8Array, maxBytes: number): Promise<Uint8Array>;
}

/** One file opened for writing. Writes are in order. */
export interface OutputFile {
  write(data: Uint8Array): Promise<void>;
  /** Bytes in the file. */
  readonly size: number;
  /** True while an earlier configuration of the same collector still writes to it: the next write waits for its turn. */
  readonly waiting?: boolean;
  flush(): Promise<void>;
  close(): Promise<void>;
}
/** Rejections carry Go's text: `open /x/y: no such file or directory`. */
export interface Files {
  /** `permissions` of a new file are Unix ones; 0o644 unless given. */
  openOutput(path: string, options: { readonly append: boolean; readonly createDirectory: boolean; readonly permissions?: number }): Promise<OutputFile>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Names in a directory. */
  list(directory: string): Promise<readonly string[]>;
  read(path: string): Promise<Uint8Array>;
  /** With its parents; what exists already stays as it is. `permissions` are Unix ones: 0o750. */
  makeDirectory(path: string, permissions: number): Promise<void>;
}

export interface Memory {
  /** Bytes the process's heap uses. */
  used(): number;
  /** Bytes the process may use (container limit, else physical memory). */
  total(): number;
  /** Asks for a garbage collection where one can be asked for. */
  collect(): void;
  /** Bytes of the process in physical memory; absent where nobody knows. */
  resident?(): number;
  /** Bytes the heap has got from the system; absent where nobody knows. */
  reserved?(): number;
}

/** Everything a component may touch of the outside. Handed to `start`; nothing else reaches the world. */
export interface Host {
  readonly clock: Clock;
  readonly network: Network;
  readonly compressor: Compressor;
  readonly files: Files;
  readonly memory: Memory;
  /** Seconds of processor time the process has used, its own and the system's for it; absent where nobody knows. */
  readonly cpuSeconds?: () => number;
  /** Uniform in [0, 1); seeded in tests and in a lab with a seed. */
  readonly random: () => number;
  /** A started extension by id; the caller takes the offer it needs (authenticator, storage). */
  extension(id: string): ExtensionOffers | undefined;
  /** A failure after start that the component cannot mend by itself: shown on the component, never thrown. */
  reportFatal(error: Error): void;
  /** How the component fares from now on; the service itself reports start and stop. */
  reportStatus(event: StatusEvent): void;
  /** The service that runs the component, as it stands now. */
  inspect(): ServiceInspection;
}
