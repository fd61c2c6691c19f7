import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, createCore } from '#core/core.ts';
import { defaultCollectorYaml, petclinic } from '#core/lab/scene.ts';
import { createNodePlatform } from '#core/platform/node/createNodePlatform.ts';
import type { StoredTrace } from '#core/telemetry/storedTrace.ts';
import { buildServices, servicesDirectory } from '../support/buildServices.ts';

let directory: string;
let cores: readonly Core[];
let core: Core;

async function start(name: string): Promise<Core> {
  const platform = createNodePlatform({ servicesDirectory, storeDirectory: join(directory, name) });
  const made = createCore(platform, {
    appInfo: { version: '0', shell: 'terminal', platform: '' }, log: (message, error) => { throw new Error(message, { cause: error }); },
    scene: { ...petclinic, traffic: { running: false, requestsPerSecond: 0, seed: 1 } },
  });
  await made.start();
  return made;
}

// Two labs with the same addresses, at once, on one machine.
beforeAll(async () => {
  await buildServices();
  directory = await mkdtemp(join(tmpdir(), 'traceground-live-'));
  cores = await Promise.all([start('one'), start('two')]);
  core = cores[0]!;
});
let isOver = false;
async function shutdown(): Promise<void> {
  if (!isOver) await Promise.all(cores.map((one) => one.shutdown()));
  isOver = true;
}
afterAll(async () => {
  await shutdown();
  await rm(directory, { recursive: true, force: true });
});
beforeEach(() => core.lab.store.clear());

async function book(count: number): Promise<void> {
  const outcomes = await Promise.all(Array.from({ length: count }, () => core.lab.traffic.sendOne('book')));
  expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map(() => 201));
}

/** Resolves once the store holds `count` traces of `spans` spans; the test's own time limit ends a wait in vain. */
function traces(count: number, spans: number): Promise<readonly StoredTrace[]> {
  return new Promise((resolve) => {
    const look = (): void => {
      const whole = [...core.lab.store.traces()].filter((trace) => trace.spans.length === spans);
      if (whole.length < count) return;
      listening[Symbol.dispose]();
      resolve(whole);
    };
    const listening = core.lab.store.added(look);
    look();
  });
}

const collector = () => core.lab.collectors.get('collector')!;
const marked = (mark: string) => defaultCollectorYaml
  .replace('processors:\n', `processors:\n  attributes:\n    actions: [{ key: mark, value: ${mark}, action: insert }]\n`)
  .replace('processors: [memory_limiter, batch]\n      exporters: [otlp', 'processors: [memory_limiter, attributes, batch]\n      exporters: [otlp');
const marks = (trace: StoredTrace) => new Set(trace.spans.map(({ span }) => span.attributes.get('mark')));

describe('a live lab', () => {
  it('turns one booking into one whole trace through five services', async () => {
    await book(1);

    const [trace] = await traces(1, 10);
    expect(trace!.overview()).toMatchObject({ rootName: 'POST /book', rootService: 'web', services: ['web', 'visits', 'vets', 'billing', 'notifier'], orphanCount: 0, errorCount: 0 });
  });

  it('shows the next trace through the new configuration', async () => {
    const view = await collector().apply(marked('first'));
    await book(1);

    const [trace] = await traces(1, 10);
    expect(view).toMatchObject({ status: 'running', diagnostics: [], runningYaml: marked('first') });
    expect(marks(trace!)).toEqual(new Set(['first']));
  });

  it('keeps what runs when the configuration is bad, and says where', async () => {
    await collector().apply(marked('good'));
    const bad = marked('bad').replace('exporters: [otlp_grpc/tempo, debug]', 'exporters: [nowhere]');
    const view = await collector().apply(bad);
    await book(1);

    const [trace] = await traces(1, 10);
    const line = bad.split('\n').findIndex((text) => text.includes('nowhere')) + 1;
    expect(view).toMatchObject({ yaml: bad, runningYaml: marked('good'), diagnostics: [{ severity: 'error', range: { startLine: line } }] });
    expect(view.diagnostics[0]!.message).toContain('references exporter "nowhere" which is not configured');
    expect(marks(trace!)).toEqual(new Set(['good']));
  });

  it('keeps its port and loses nothing while configurations change under traffic', async () => {
    const before = collector().view.listening;
    const booking = Array.from({ length: 5 }, () => book(4));
    for (const mark of ['one', 'two', 'three']) await collector().apply(marked(mark));
    await Promise.all(booking);

    await traces(20, 10);
    const sort = (listening: typeof before) => listening.map(({ protocol, address }) => `${protocol} ${address}`).sort();
    expect(sort(collector().view.listening)).toEqual(sort(before));
    expect(core.lab.store.state).toMatchObject({ traces: 20, spans: 200 });
  });

  it('restarts one service with other settings under traffic and loses neither a request nor a span', async () => {
    const booking = Array.from({ length: 5 }, () => book(4));
    expect(await core.lab.setEnvironment('vets', { OTEL_SERVICE_NAME: 'vets-two' })).toEqual({ ok: true, value: undefined });
    await Promise.all(booking);
    await book(1);

    const all = await traces(21, 10);
    expect(all.at(-1)!.overview().services).toEqual(['web', 'visits', 'vets-two', 'billing', 'notifier']);
    expect(await core.lab.setEnvironment('vets', { OTEL_SERVICE_NAME: 'vets' })).toMatchObject({ ok: true });
  });

  it('stops and starts tracing while requests go on', async () => {
    await core.lab.setTracing(false);
    await book(3);
    const served = core.lab.ledger.servedBy('billing');
    await core.lab.setTracing(true);
    await book(1);

    await traces(1, 10);
    expect(core.lab.store.state.traces).toBe(1);
    expect(core.lab.ledger.servedBy('billing')).toBe(served + 1);
  });

  it('strikes with the faults it is given', async () => {
    core.lab.setFaults('billing', [{ ratio: 1, status: 503 }]);
    const outcome = await core.lab.traffic.sendOne('book');
    core.lab.setFaults('billing', []);

    const [trace] = await traces(1, 7); // nobody is charged, nobody is told
    expect(outcome.status).toBe(502);
    expect(trace!.overview().errorCount).toBeGreaterThan(0);
    await book(1);
  });

  it('does not hear of the lab beside it', () => {
    expect(cores[1]!.lab.store.state.traces).toBe(0);
    const ports = cores.map((one) => one.lab.collectors.get('collector')!.view.listening.map(({ address }) => address));
    expect(new Set(ports.flat()).size).toBe(6); // OTLP over gRPC and HTTP, and the collector's own metrics, of each
  });

  it('has balanced books after all these edits, restarts and faults', async () => {
    await shutdown();

    const { items, balanced } = core.lab.items();
    expect([items, balanced]).toEqual([{ generated: items.generated, delivered: items.generated, dropped: 0, refused: 0, held: 0 }, true]);
    expect(items.generated).toBeGreaterThan(300);
  });
});
