import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from '../../../scripts/lib/root.mjs';

/** A program that takes `--config FILE` and runs until SIGTERM. */
export interface CollectorProgram {
  readonly name: string;
  readonly command: readonly string[];
}
export const ours: CollectorProgram = { name: 'ours', command: [process.execPath, ...(process.env['BENCH_NODE_FLAGS'] ?? '').split(' ').filter(Boolean), join(root, 'out', 'node', 'cli.js'), 'collector'] };

/** The real Collector: what $OTELCOL says, or the first of its names on PATH. */
export function findReal(): CollectorProgram | undefined {
  const named = process.env['OTELCOL'];
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  const places = [...(named === undefined ? [] : [named]), ...['otelcol-contrib', 'otelcol'].flatMap((name) => directories.map((directory) => join(directory, name)))];
  const file = places.find(isExecutable);
  return file === undefined ? undefined : { name: 'real', command: [file] };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface CollectorProcess extends AsyncDisposable {
  readonly port: number;
  /** Processor time so far, of all threads, user and system. Seconds, in steps of 0.01. */
  cpuSeconds(): number;
  /** Resident memory. Bytes. */
  residentBytes(): number;
}

/** Starts a collector whose receiver listens on the port that `yaml` is given; resolves when it is ready. */
export async function startCollector({ command, name }: CollectorProgram, yaml: (port: number) => string): Promise<CollectorProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'traceground-bench-'));
  const port = await freePort();
  const file = join(directory, 'collector.yaml');
  await writeFile(file, yaml(port));
  const [program = '', ...args] = command;
  const child = spawn(program, [...args, '--config', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  await ready(child, name);
  return {
    port,
    cpuSeconds: () => cpuSeconds(child.pid),
    residentBytes: () => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(child.pid)}/status`, 'utf8'))?.[1]) * 1024,
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A collector that takes longer to start is broken. */
const patienceMillis = 20_000;

function ready(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`${name} is not ready after ${String(patienceMillis / 1000)} s:\n${text}`)), patienceMillis);
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`${name} ended with ${String(code)}:\n${text}`)));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-4000);
      if (!text.includes('Everything is ready')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

const ticksPerSecond = 100;

/** utime and stime of Linux; 100 ticks a second on every architecture. */
function cpuSeconds(pid: number | undefined): number {
  // After the name in parentheses, which may hold blanks, utime and stime are the 12th and 13th fields.
  const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
