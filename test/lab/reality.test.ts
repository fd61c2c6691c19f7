import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '#core/core.ts';
import { realityHandlers } from '#core/handlers/reality.ts';
import { petclinic } from '#core/lab/scene.ts';
import { createNodePlatform } from '#core/platform/node/createNodePlatform.ts';
import { buildServices, servicesDirectory } from '../support/buildServices.ts';

let directory: string;
beforeAll(async () => {
  await buildServices();
  directory = await mkdtemp(join(tmpdir(), 'traceground-reality-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const services = ['web', 'visits', 'vets', 'billing', 'notifier'];

/** Eight bookings at once through a clinic whose vets fail now and then, and what the ledger says of them at the end. */
async function run(name: string) {
  const platform = createNodePlatform({ servicesDirectory, storeDirectory: join(directory, name) });
  const core = createCore(platform, {
    appInfo: { version: '0', shell: 'terminal', platform: '' }, log: (message, error) => { throw new Error(message, { cause: error }); }, keepDrafts: false,
    scene: {
      ...petclinic, traffic: { running: false, requestsPerSecond: 0, seed: 3 }, faults: { vets: [{ ratio: 0.4, status: 500 }] },
      environment: Object.fromEntries(services.map((service) => [service, { CLINIC_SEEDED_IDS: 'true', ...(service === 'web' ? { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.6' } : {}) }])),
    },
  });
  await core.start();
  await Promise.all(Array.from({ length: 8 }, () => core.lab.traffic.sendOne('book')));
  await core.shutdown();
  return realityHandlers(core.lab, platform.clock).view({ fate: null, failedOnly: false, limit: 200 });
}

describe('the ledger of a lab', () => {
  it('says the same of every request when the seed is the same: status, trace and sampling', async () => {
    const first = await run('one');
    const second = await run('two');

    // Two programs that answer in the same moment are heard in any order.
    const told = ({ rows }: typeof first) => rows.map(({ number, status, visited, traceIds, endedSpans, arrivedSpans, fate }) => ({ number, status, visited: visited.toSorted(), traceIds, endedSpans, arrivedSpans, fate }));
    expect(told(second)).toEqual(told(first));
    expect(first.rows.map(({ number }) => number)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(new Set(first.rows.map(({ status }) => status))).toEqual(new Set([201, 502]));
    expect(first.fates.complete + first.fates.unsampled).toBe(8);
    expect(Math.min(first.fates.complete, first.fates.unsampled)).toBeGreaterThan(0);
    expect(first.items.generated).toBe(first.rows.reduce((sum, { endedSpans }) => sum + endedSpans, 0));
    expect(first.balanced).toBe(true);
  });
});
