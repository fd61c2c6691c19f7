import { readFile } from 'node:fs/promises';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { findBrowser } from '../../../scripts/lib/findBrowser.mjs';

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  // A port for the stand-in, which opens its windows in this browser from a process of its own.
  '--remote-debugging-port=0', '--remote-debugging-address=127.0.0.1',
];
const viewport = { width: 1440, height: 900 };

export interface TestBrowser {
  readonly context: BrowserContext;
  /** For connectOverCDP of another process. */
  readonly address: string;
  /** Its files; removed by whoever made the directory above it. */
  readonly directory: string;
}

/** A browser with a profile of its own. Throws, with what to do, when there is none. */
export async function openBrowser(): Promise<TestBrowser> {
  const executablePath = await findBrowser();
  if (executablePath === null) throw new Error('no Chromium for the end-to-end suite: set TRACEGROUND_BROWSER to one');
  const directory = await mkdtemp(join(tmpdir(), 'traceground-browser-'));
  const context = await chromium.launchPersistentContext(directory, { executablePath, args: flags, headless: true, viewport, locale: 'en-US' });
  const [port] = (await readFile(join(directory, 'DevToolsActivePort'), 'utf8')).split('\n');
  return { context, address: `http://127.0.0.1:${port ?? ''}`, directory };
}
