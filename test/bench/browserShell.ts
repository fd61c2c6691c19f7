import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/lib/root.mjs';
import { startProgram } from '../e2e/support/childProgram.ts';

export interface BrowserShell extends AsyncDisposable {
  readonly pid: number;
  /** Where its page is. */
  readonly address: string;
}

/** The built browser shell in a process of its own, with an empty data directory; resolves when it serves. */
export async function startBrowserShell(): Promise<BrowserShell> {
  const directory = await mkdtemp(join(tmpdir(), 'traceground-bench-'));
  const program = startProgram([join(root, 'out', 'node', 'server.js'), '--no-open'], { TRACEGROUND_DATA: directory });
  const address = (await program.line(/^Traceground is at /)).replace('Traceground is at ', '');
  return {
    pid: program.process.pid ?? 0,
    address,
    async [Symbol.asyncDispose]() {
      await program.stop('SIGINT');
      await rm(directory, { recursive: true, force: true });
    },
  };
}
