import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import type { CollectorSettings } from '#engine/collector/collector.ts';
import { defaultRelease } from '#engine/collector/components/distributions.ts';
import { fakeTraces } from '#core/telemetry/fakeSpans.ts';
import { FakeCollector } from './fakeCollector.ts';
import { fakePlatform } from './fakePlatform.ts';
import { Lab } from './lab.ts';
import { petclinic, type Scene } from './scene.ts';

async function setUp(scene: Partial<Scene> = {}) {
  const fake = fakePlatform();
  const collectors: FakeCollector[] = [];
  const lab = new Lab({
    platform: fake.platform, scene: { ...petclinic, ...scene }, release: defaultRelease,
    createCollector: (settings: CollectorSettings) => {
      collectors.push(new FakeCollector(settings));
      return collectors.at(-1)!;
    },
    keepDrafts: false,
  });
  const notices: string[] = [];
  lab.noticed(({ kind, message }) => notices.push(`${kind}: ${message}`));
  await lab.start();
  const service = (name: string) => fake.launched.findLast(({ program }) => program.program === name)!;
  return { ...fake, lab, collectors, service, notices };
}

describe('Lab', () => {
  it('starts every service with an environment of its own that leads to the collector', async () => {
    const { lab, launched, service } = await setUp({ environment: { web: { OTEL_TRACES_SAMPLER: 'always_off' } } });

    expect(launched.map(({ program }) => program.program).sort()).toEqual(['billing', 'cardpay', 'notifier', 'queue', 'vets', 'visits', 'web']);
    expect(service('cardpay').program.environment).toEqual({ PATH: '/bin', SEED: '1' });
    expect(service('web').program.environment).toEqual({
      PATH: '/bin', SEED: '1', OTEL_SERVICE_NAME: 'web', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf', OTEL_TRACES_EXPORTER: 'otlp', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none',
      OTEL_NODE_RESOURCE_DETECTORS: 'env', OTEL_BSP_SCHEDULE_DELAY: '100', OTEL_TRACES_SAMPLER: 'always_off',
    });
    expect(service('vets').program.environment).not.toHaveProperty('OTEL_TRACES_SAMPLER');
    expect(lab.status).toBe('running');
  });

  it('tells every service where all the others are, again when one moves', async () => {
    const { lab, clock, service } = await setUp();
    const before = lab.services.get('vets')!.port;

    const changing = lab.setEnvironment('vets', { X: '1' });
    await clock.advance(millis(200));
    await changing;

    const after = lab.services.get('vets')!.port;
    expect(after).not.toBe(before);
    expect(service('visits').posted.findLast((message) => (message as { type: string }).type === 'routes')).toMatchObject({ routes: { 'vets:3003': `127.0.0.1:${String(after)}` } });
  });

  it('tells a service where the collector is before it starts, and takes away the route to one that is down', async () => {
    const { lab, clock, service } = await setUp();
    const real = async (address: string) => [address, await lab.network.realAddress(address)] as const;
    const collector = Object.fromEntries([await real('collector:4317'), await real('collector:4318')]);

    service('vets').exit(1, 'out of memory');
    await clock.advance(millis(1));

    expect(service('web').posted[0]).toEqual({ type: 'routes', routes: collector });
    expect(service('visits').posted.at(-1)).toMatchObject({ routes: { ...collector, 'web:3001': `127.0.0.1:${String(lab.services.get('web')!.port)}` } });
    expect(service('visits').posted.at(-1)).not.toHaveProperty('routes.vets:3003');
  });

  it('has a settings file for each service with an SDK, whose mistakes change nothing and which tells what a lesson changed', async () => {
    const { lab, clock, launched, service } = await setUp({ environment: { web: { OTEL_TRACES_SAMPLER: 'always_off' } } });
    const before = launched.length;
    const environment = service('web').program.environment;
    expect([...lab.sdks.keys()]).toEqual(['web', 'visits', 'vets', 'billing', 'notifier']);
    expect(lab.sdks.get('web')!.view).toMatchObject({ status: 'running', diagnostics: [] });
    expect(lab.sdks.get('web')!.view.yaml).toContain('\nsampler: always_off\n');

    const bad = await lab.sdks.get('web')!.apply('sampler: never\n');
    expect(bad.diagnostics).toMatchObject([{ severity: 'error', range: { startLine: 1, startColumn: 10 } }]);
    expect(launched.length).toBe(before);

    const changing = lab.setTracing(false);
    await clock.advance(millis(200));
    await changing;
    expect(launched.length).toBe(before + 5);
    expect(service('web').program.environment).toEqual({ ...environment, OTEL_TRACES_EXPORTER: 'none' });
    expect([...lab.sdks.values()].map(({ view }) => view.runningYaml.includes('\ntraces: none\n'))).toEqual([true, true, true, true, true]);
    expect(lab.sdks.get('web')!.view.yaml).toBe('sampler: never\n');
  });

  it('sends traffic to the front door and writes it down', async () => {
    const { lab, clock, fetched } = await setUp({ traffic: { running: true, requestsPerSecond: 10, seed: 1 } });

    await clock.advance(millis(5_000));

    expect(lab.ledger.counts.sent).toBeGreaterThan(20);
    expect(lab.ledger.counts.succeeded).toBe(lab.ledger.counts.sent);
    expect(fetched[0]).toMatch(new RegExp(`^(GET|POST) http://127.0.0.1:${String(lab.services.get('web')!.port)}/`));
  });

  it('keeps the world\'s own record of what services served', async () => {
    const { lab, service } = await setUp();

    service('visits').says({ type: 'served', method: 'GET', route: '/visits', status: 200, durationMillis: 5, caller: 'web' });

    expect([lab.ledger.servedBy('visits'), lab.ledger.servedBy('web')]).toEqual([1, 0]);
    expect(lab.stats.view().services['visits']).toMatchObject({ requests: 1, p95Millis: 5 });
  });

  it('counts spans of a receiver once, though it feeds two pipelines', async () => {
    const { lab, collectors } = await setUp();
    const seen = { signal: 'traces', data: fakeTraces({ id: 'a' }, { id: 'b', service: 'vets' }), timeUnixNano: 0n } as const;

    collectors[0]!.taps.emit({ ...seen, from: 'receiver/otlp', to: 'traces/processor/batch' });
    collectors[0]!.taps.emit({ ...seen, from: 'receiver/otlp', to: 'traces/2/processor/batch' });
    collectors[0]!.taps.emit({ ...seen, from: 'traces/processor/batch', to: 'exporter/debug/traces' });

    expect(lab.stats.view().hopsPerSecond).toEqual({ 'web->collector': 1, 'vets->collector': 1 });
  });

  it('switches tracing of all services, and faults of one', async () => {
    const { lab, clock, service } = await setUp();

    const switching = lab.setTracing(false);
    await clock.advance(millis(200));
    await switching;
    lab.setFaults('vets', [{ ratio: 0.2, latencyMillis: 900 }]);

    expect([...lab.services.values()].some(({ tracing }) => tracing)).toBe(false);
    expect(lab.services.get('cardpay')!.restarts).toBe(0);
    expect(service('vets').program.environment['OTEL_TRACES_EXPORTER']).toBe('none');
    expect(service('vets').posted.at(-1)).toEqual({ type: 'faults', faults: [{ ratio: 0.2, latencyMillis: 900 }], seed: 1 });
  });

  it('says when a service crashes, and runs it again', async () => {
    const { lab, clock, service, notices } = await setUp();

    service('vets').exit(1, 'out of memory');
    await clock.advance(millis(600));

    expect(notices).toEqual(['serviceCrashed: vets ended: out of memory']);
    expect(lab.services.get('vets')!.status).toBe('running');
  });

  it('leaves nothing running after stop', async () => {
    const { lab, clock, launched, collectors, openPorts } = await setUp({ traffic: { running: true, requestsPerSecond: 10, seed: 1 } });
    await clock.advance(millis(1_000));

    await lab.stop();

    expect(launched.every(({ ended }) => ended)).toBe(true);
    expect(collectors[0]!.stopped).toBe(true);
    expect([openPorts.size, clock.pendingTimers, lab.status]).toEqual([0, 0, 'stopped']);
  });
});
