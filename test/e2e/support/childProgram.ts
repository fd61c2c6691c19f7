import { type ChildProcess, spawn } from 'node:child_process';
import { root } from '../../../scripts/lib/root.mjs';

/** A program of the product in a process of its own. */
export interface ChildProgram {
  readonly process: ChildProcess;
  /** Everything printed so far, both streams. */
  output(): string;
  /** Resolves with the first line that matches; rejects when the program ends or `timeoutMillis` pass before. */
  line(pattern: RegExp, timeoutMillis?: number): Promise<string>;
  /** Resolves with the exit code; null after a signal. */
  readonly exited: Promise<number | null>;
  /** Asks it to end, and makes it when it does not. Resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A stop that takes longer than this is a failure of its own: the code is null. Milliseconds. */
const patience = 15_000;

export function startProgram(args: readonly string[], environment: Readonly<Record<string, string>>): ChildProgram {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let text = '';
  const changed = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const listener of [...changed]) listener();
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    process: child,
    output: () => text,
    exited,
    line: (pattern, timeoutMillis = 30_000) => new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(() => reject(new Error(`no line ${String(pattern)} in ${String(timeoutMillis)} ms:\n${text}`))), timeoutMillis);
      const look = (): void => {
        const found = text.split('\n').find((line) => pattern.test(line));
        if (found !== undefined) end(() => resolve(found));
      };
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        changed.delete(look);
        settle();
      };
      changed.add(look);
      void exited.then((code) => end(() => reject(new Error(`ended with ${String(code)} before a line ${String(pattern)}:\n${text}`))));
      look();
    }),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), patience);
      const code = await exited;
      clearTimeout(timer);
      return code;
    },
  };
}
