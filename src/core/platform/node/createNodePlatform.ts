import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import type { Platform } from '../platform.ts';
import { SystemClock } from './clock.ts';
import { compressor } from './compressor.ts';
import { files } from './files.ts';
import { launch } from './launch.ts';
import { loopbackNetwork } from './loopbackNetwork.ts';
import { memory } from './memory.ts';
import { FileStore } from './store.ts';

export interface NodePlatformOptions {
  /** Where the built service programs are: out/services of a checkout or a package. */
  readonly servicesDirectory: string | URL;
  /** The learner's private directory; made with mode 0700 on the first write. */
  readonly storeDirectory: string;
  /** For `${env:…}`; the process's own by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Hears of handlers that reject where none should; prints to stderr by default. */
  readonly reportBug?: (error: unknown) => void;
}

/** The machine, for the core. */
export function createNodePlatform(options: NodePlatformOptions): Platform {
  const servicesDirectory = directoryUrl(options.servicesDirectory);
  const environment = Object.entries(options.environment ?? process.env);
  return {
    clock: new SystemClock(),
    network: loopbackNetwork(options.reportBug ?? ((error) => console.error(error))),
    compressor,
    files,
    memory,
    cpuSeconds,
    cpus: availableParallelism(),
    environment: new Map(environment.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))),
    launch: (program) => launch(servicesDirectory, program),
    store: new FileStore(options.storeDirectory),
    description: `Node.js ${process.versions.node} on ${process.platform} ${process.arch}`,
  };
}

function cpuSeconds(): number {
  const { system, user } = process.cpuUsage();
  return (system + user) / 1e6;
}

/** With the slash that `new URL(name, base)` needs. */
function directoryUrl(directory: string | URL): URL {
  const url = typeof directory === 'string' ? pathToFileURL(directory) : new URL(directory);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
