import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type Page } from 'playwright-core';
import { electronBinary, whyNoWindow } from '../../../scripts/lib/electron.mjs';
import { root } from '../../../scripts/lib/root.mjs';
import { openBrowser, type TestBrowser } from './browser.ts';
import { type ChildProgram, startProgram } from './childProgram.ts';
import { collectProblems } from './problems.ts';
import { buildStandIn } from './standIn/buildStandIn.ts';
import type { FromStandIn } from './standIn/messages.ts';

/** `browser`: the server and a page. `standin`: the real built main process over a stand-in for Electron. `electron`: the real one. */
export type ShellKind = 'browser' | 'standin' | 'electron';

/** The running product. */
export interface OpenShell {
  readonly kind: ShellKind;
  readonly page: Page;
  /** Errors on the page's console, violations of its policy, exceptions. */
  readonly problems: readonly string[];
  /** The learner's files of this run. */
  readonly dataDirectory: string;
  /** Addresses the desktop shell has opened in the user's browser. The browser shell and real Electron tell nothing. */
  readonly openedOutside: readonly string[];
  /** What the product printed. */
  output(): string;
  /** Ends the product as a user would. Resolves with its exit code; null when it had to be killed. */
  close(): Promise<number | null>;
}

/** Read by the page: check replies against the contract, and put the client on `window.tracegroundClient`. */
const checks = 'window.tracegroundChecks = true';

/** Starts the product with a data directory of its own. */
export async function openShell(kind: ShellKind): Promise<OpenShell> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'traceground-data-'));
  const open = { browser: openBrowserShell, standin: openStandIn, electron: openElectron }[kind];
  return open(dataDirectory);
}

/** Why a shell cannot run here, or null. */
export function whyNotHere(kind: ShellKind): string | null {
  if (kind !== 'electron') return null;
  if (electronBinary() === null) return 'no Electron binary';
  return whyNoWindow({ platform: process.platform, environment: process.env, userId: process.getuid?.() });
}

async function openBrowserShell(dataDirectory: string): Promise<OpenShell> {
  const program = startProgram([resolve(root, 'out/node/server.js'), '--no-open'], { TRACEGROUND_DATA: dataDirectory });
  const address = (await program.line(/^Traceground is at /)).replace('Traceground is at ', '');
  const browser = await openBrowser();
  await browser.context.addInitScript(checks);
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  const problems = collectProblems(page);
  await page.goto(address);
  return {
    kind: 'browser', page, problems, dataDirectory, openedOutside: [],
    output: () => program.output(),
    close: once(() => endProgram({ program, browser, dataDirectory, stop: () => program.stop('SIGINT') })),
  };
}

async function openStandIn(dataDirectory: string): Promise<OpenShell> {
  const [entry, browser] = await Promise.all([buildStandIn(), openBrowser()]);
  const shown = browser.context.waitForEvent('page');
  const program = startProgram([entry, resolve(root, 'out/main/index.js')], { TRACEGROUND_DATA: dataDirectory, STANDIN_BROWSER: browser.address });
  const openedOutside: string[] = [];
  const loaded = new Promise<void>((done) => program.process.on('message', (message: FromStandIn) => {
    if (message.type === 'openedOutside') openedOutside.push(message.url);
    else if (message.type === 'loaded') done();
  }));
  const ended = program.exited.then(() => {
    throw new Error(`the stand-in ended:\n${program.output()}`);
  });
  const page = await Promise.race([shown, ended]);
  const problems = collectProblems(page);
  await Promise.race([loaded, ended]);
  ended.catch(() => undefined);
  const stop = (): Promise<number | null> => {
    program.process.send('quit');
    const timer = setTimeout(() => program.process.kill('SIGKILL'), 15_000);
    return program.exited.finally(() => clearTimeout(timer));
  };
  return { kind: 'standin', page, problems, dataDirectory, openedOutside, output: () => program.output(), close: once(() => endProgram({ program, browser, dataDirectory, stop })) };
}

async function openElectron(dataDirectory: string): Promise<OpenShell> {
  const executablePath = electronBinary();
  if (executablePath === null) throw new Error('no Electron binary');
  const app = await _electron.launch({ executablePath, args: [root], env: { ...process.env as Record<string, string>, TRACEGROUND_DATA: dataDirectory } });
  const page = await app.firstWindow();
  const problems = collectProblems(page);
  // The window has begun to load by now: the flag is there for the second time it does.
  await page.addInitScript(checks);
  await page.reload();
  const exited = new Promise<number | null>((done) => app.process().once('exit', done));
  return {
    kind: 'electron', page, problems, dataDirectory, openedOutside: [],
    output: () => '',
    close: once(async () => {
      await app.close();
      await rm(dataDirectory, { recursive: true, force: true });
      return exited;
    }),
  };
}

interface Ending {
  readonly program: ChildProgram;
  readonly browser: TestBrowser;
  readonly dataDirectory: string;
  readonly stop: () => Promise<number | null>;
}

async function endProgram({ browser, dataDirectory, stop }: Ending): Promise<number | null> {
  const code = await stop();
  await browser.context.close();
  await Promise.all([browser.directory, dataDirectory].map((directory) => rm(directory, { recursive: true, force: true, maxRetries: 5 })));
  return code;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
