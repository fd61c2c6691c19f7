import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Core, createCore } from '#core/core.ts';
import { defaultCollectorYaml, petclinic } from '#core/lab/scene.ts';
import { createNodePlatform } from '#core/platform/node/createNodePlatform.ts';
import type { Traces } from '#engine/pdata/traces.ts';
import { root } from '../../scripts/lib/root.mjs';
import { startBrowserShell } from './browserShell.ts';

const editBudgetMillis = 300;
const edits = 15;
const memoryBudgetMegabytes = 500;
/** How long traces flow before memory is read: the clinic is warm by then. */
const warmUpMillis = 10_000;

/** From a changed configuration to the first span that shows the change, in a clinic at rest: the request leaves as soon as the change is accepted. */
export async function editBench(): Promise<{ name: string; ratio: number; detail: string }[]> {
  const directory = await mkdtemp(join(tmpdir(), 'traceground-bench-'));
  const platform = createNodePlatform({ servicesDirectory: join(root, 'out', 'services'), storeDirectory: directory });
  const core = createCore(platform, {
    appInfo: { version: '0', shell: 'terminal', platform: '' }, log: (message, error) => console.error(message, error),
    scene: { ...petclinic, traffic: { running: false, requestsPerSecond: 0, seed: 1 } },
  });
  await core.start();
  const all: number[] = [];
  // The first two warm the clinic up.
  for (let edit = -2; edit < edits; edit += 1) {
    const millis = await editMillis(core, `edit-${String(edit)}`);
    if (edit >= 0) all.push(millis);
  }
  await core.shutdown();
  await rm(directory, { recursive: true, force: true });
  all.sort((a, b) => a - b);
  const median = all[Math.floor(all.length / 2)] ?? NaN;
  const detail = `median ${median.toFixed(0)} ms of ${String(edits)}, ${(all[0] ?? NaN).toFixed(0)} to ${(all.at(-1) ?? NaN).toFixed(0)} ms; budget ${String(editBudgetMillis)} ms`;
  return [{ name: 'edit → first span through the new pipeline', ratio: editBudgetMillis / median, detail }];
}

async function editMillis(core: Core, mark: string): Promise<number> {
  const collector = core.lab.collectors.get('collector');
  if (collector === undefined) throw new Error('the clinic has a collector');
  const started = performance.now();
  const arrived = new Promise<number>((resolve) => {
    const listening = core.lab.store.added((traces) => {
      if (!hasMark(traces, mark)) return;
      listening[Symbol.dispose]();
      resolve(performance.now());
    });
  });
  await collector.apply(marked(mark));
  const answered = core.lab.traffic.sendOne('browse');
  const millis = await arrived - started;
  await answered;
  return millis;
}

const marked = (mark: string): string => defaultCollectorYaml
  .replace('processors:\n', `processors:\n  attributes:\n    actions: [{ key: mark, value: ${mark}, action: insert }]\n`)
  .replace('processors: [memory_limiter, batch]', 'processors: [memory_limiter, attributes, batch]');

function hasMark({ resourceSpans }: Traces, mark: string): boolean {
  return resourceSpans.some(({ scopeSpans }) => scopeSpans.some(({ spans }) => spans.some(({ attributes }) => attributes.get('mark') === mark)));
}

/** The browser shell as a learner starts it, with its services, collector, backend and traffic, all in one process. */
export async function memoryBench(): Promise<{ name: string; ratio: number; detail: string }[]> {
  await using shell = await startBrowserShell();
  await wait(warmUpMillis);
  const megabytes = await residentMegabytes(shell.pid);
  return [{ name: 'whole lab in memory', ratio: memoryBudgetMegabytes / megabytes, detail: `${megabytes.toFixed(0)} MB resident after ${String(warmUpMillis / 1000)} s; budget ${String(memoryBudgetMegabytes)} MB` }];
}

/** VmRSS where there is /proc, else what ps says. */
async function residentMegabytes(pid: number): Promise<number> {
  if (process.platform === 'linux') return Number(/^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) / 1024;
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}
