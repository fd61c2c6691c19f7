import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, createCore } from '#core/core.ts';
import { realityHandlers } from '#core/handlers/reality.ts';
import { sdkHandlers } from '#core/handlers/sdk.ts';
import { petclinic } from '#core/lab/scene.ts';
import { createNodePlatform } from '#core/platform/node/createNodePlatform.ts';
import { buildServices, servicesDirectory } from '../support/buildServices.ts';

let directory: string;
beforeAll(async () => {
  await buildServices();
  directory = await mkdtemp(join(tmpdir(), 'traceground-propagation-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Starts a clinic with these settings files, does the work, stops it, and answers what the ledger says at the end. */
async function clinic(settings: Readonly<Record<string, string>>, work: (core: Core) => Promise<void>, ofWeb: Readonly<Record<string, string>> = {}) {
  const platform = createNodePlatform({ servicesDirectory, storeDirectory: directory });
  const core = createCore(platform, {
    appInfo: { version: '0', shell: 'terminal', platform: '' }, log: (message, error) => { throw new Error(message, { cause: error }); }, keepDrafts: false,
    scene: { ...petclinic, traffic: { running: false, requestsPerSecond: 0, seed: 5 }, environment: { web: ofWeb } },
  });
  await core.start();
  for (const [service, change] of Object.entries(settings)) await apply(core, service, change);
  await work(core);
  await core.shutdown();
  return realityHandlers(core.lab, platform.clock).view({ fate: null, failedOnly: false, limit: 500 });
}

/** Puts lines under those of the service's file, as a learner would. */
async function apply(core: Core, service: string, lines: string): Promise<void> {
  const handlers = sdkHandlers(core.lab);
  const state = (await handlers.list({})).find((one) => one.service === service)!;
  const added = new Set(lines.split('\n').map((line) => line.split(':')[0]));
  const kept = state.yaml.split('\n').filter((line) => !added.has(line.split(':')[0]));
  const { diagnostics } = await handlers.apply({ service, yaml: `${kept.join('\n')}\n${lines}\n` });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
}

async function send(core: Core, operation: 'browse' | 'book', count: number): Promise<void> {
  const outcomes = await Promise.all(Array.from({ length: count }, () => core.lab.traffic.sendOne(operation)));
  expect(outcomes.every(({ status }) => status === 200 || status === 201)).toBe(true);
}

describe('SDK settings and what becomes of traces', () => {
  it('splits a booking where the receiver looks for another header than the sender writes, and joins it when the propagator is added', async () => {
    const view = await clinic({ web: 'propagators: [b3]', visits: 'propagators: [tracecontext]' }, async (core) => {
      await send(core, 'book', 1);
      await apply(core, 'visits', 'propagators: [tracecontext, b3]');
      await send(core, 'book', 1);
    });

    const [joined, cut] = view.rows;
    expect(cut).toMatchObject({ number: 1, fate: 'split', endedSpans: 10, arrivedSpans: 10 });
    expect(cut?.traceIds).toHaveLength(2);
    expect(joined).toMatchObject({ number: 2, fate: 'complete', endedSpans: 10, arrivedSpans: 10 });
    expect(joined?.traceIds).toHaveLength(1);
    expect(view.balanced).toBe(true);
  });

  it('keeps whole traces or none where the root draws by trace id', async () => {
    const view = await clinic({ web: 'sampler: parentbased_traceidratio\nsampler_arg: 0.1' }, (core) => send(core, 'browse', 100), { CLINIC_SEEDED_IDS: 'true' });

    expect(view.fates.complete + view.fates.unsampled).toBe(100);
    // The ids come from the seed, so the number is the same each time; a fair draw of one in ten lies within these bounds.
    expect(view.fates.complete).toBeGreaterThan(2);
    expect(view.fates.complete).toBeLessThan(25);
    expect(view.items.generated).toBe(view.fates.complete * 5);
  });

  it('finds the traces that a sampler in the middle cut, because it did not ask its parent', async () => {
    const view = await clinic({ visits: 'sampler: always_off' }, (core) => send(core, 'browse', 3));

    expect(view.fates).toMatchObject({ partial: 3, complete: 0 });
    for (const row of view.rows) expect(row.silent.toSorted()).toEqual(['vets', 'visits']);
    expect(view.balanced).toBe(true);
  });
});
