import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { contract } from '#common/contract/index.ts';
import { unpackTrace } from '#common/contract/traceTable.ts';
import { channelPair } from '#common/rpc/channelPair.ts';
import { connectClient } from '#common/rpc/client.ts';
import { createCore } from './core.ts';
import { FakeCollector } from './lab/fakeCollector.ts';
import { fakePlatform } from './lab/fakePlatform.ts';
import { petclinic } from './lab/scene.ts';
import { fakeTraces } from './telemetry/fakeSpans.ts';

const traceId = '0102030405060708090a0b0c0d0e0f10';
const root = { id: '0000000000000001', trace: traceId, name: 'GET /', kind: 2, millis: 20 };
const child = { id: '0000000000000002', parent: '0000000000000001', trace: traceId, service: 'visits', start: 5, millis: 10, status: 2 };

async function setUp() {
  const fake = fakePlatform();
  const bugs: string[] = [];
  const core = createCore(fake.platform, {
    appInfo: { version: '1', shell: 'browser', platform: 'fake' },
    log: (message, error) => bugs.push(`${message}: ${String(error)}`),
    scene: { ...petclinic, traffic: { ...petclinic.traffic, running: false } },
    createCollector: (settings) => new FakeCollector(settings),
  });
  const { left, right } = channelPair();
  core.connect(left);
  // Replies are checked: what a handler says must keep the contract.
  const client = connectClient(contract, right, { checkReplies: true, log: (message, error) => bugs.push(`${message}: ${String(error)}`) });
  await core.start();
  return { ...fake, core, client, bugs };
}

describe('core', () => {
  it('answers about the application and the lab', async () => {
    const { client, core } = await setUp();

    expect(await client.app.info({})).toMatchObject({ shell: 'browser' });
    const state = await client.lab.state({});
    expect(state).toMatchObject({
      sceneId: 'petclinic', status: 'running', collectors: ['collector'], backends: [{ name: 'tempo' }], traffic: { running: false, requestsPerSecond: 2, seed: 1 },
    });
    expect(state.services.map(({ name, status, tracing, calls }) => ({ name, status, tracing, calls }))).toEqual([
      { name: 'web', status: 'running', tracing: true, calls: ['visits'] }, { name: 'visits', status: 'running', tracing: true, calls: ['vets', 'billing', 'queue'] },
      { name: 'vets', status: 'running', tracing: true, calls: [] }, { name: 'billing', status: 'running', tracing: true, calls: ['cardpay'] },
      { name: 'queue', status: 'running', tracing: false, calls: ['notifier'] }, { name: 'cardpay', status: 'running', tracing: false, calls: [] },
      { name: 'notifier', status: 'running', tracing: true, calls: [] },
    ]);
    await core.shutdown();
  });

  it('shows a trace from the list down to one span, and exports it', async () => {
    const { client, core } = await setUp();

    core.lab.store.add(fakeTraces(child, root));

    const { traces, store } = await client.telemetry.listTraces({});
    const table = await client.telemetry.getTraceTable({ traceId });
    const span = await client.telemetry.getSpan({ traceId, spanId: child.id });
    const exported = await client.telemetry.exportTrace({ traceId });
    expect(traces).toMatchObject([{ rootName: 'GET /', rootService: 'web', spanCount: 2, errorCount: 1, orphanCount: 0, services: ['web', 'visits'], durationNanos: 20e6, startUnixMillis: 1_704_067_200_000 }]);
    expect(store).toMatchObject({ traces: 1, spans: 2, evictedTraces: 0, maxTraces: 5_000 });
    expect(unpackTrace(table!).spans.map(({ spanId, parentIndex, depth, selfNanos }) => [spanId, parentIndex, depth, selfNanos])).toEqual([[root.id, -1, 0, 10e6], [child.id, 0, 1, 10e6]]);
    expect(span).toMatchObject({ name: child.id, parentSpanId: root.id, service: 'visits', status: { code: 'error' } });
    expect(JSON.parse(new TextDecoder().decode(exported))).toMatchObject({ resourceSpans: [{}, {}] });
    expect([await client.telemetry.getTraceTable({ traceId: 'none' }), await client.telemetry.getSpan({ traceId, spanId: 'none' }), await client.telemetry.exportTrace({ traceId: 'none' })]).toEqual([null, null, null]);
  });

  it('applies configurations and says what is wrong with a bad one', async () => {
    const { client } = await setUp();

    const good = await client.collector.apply({ collectorId: 'collector', yaml: 'good' });
    const bad = await client.collector.apply({ collectorId: 'collector', yaml: 'bad' });

    expect(good).toMatchObject({ revision: 2, runningYaml: 'good', diagnostics: [] });
    expect(bad).toMatchObject({ revision: 2, yaml: 'bad', runningYaml: 'good', diagnostics: [{ severity: 'error', message: 'bad is bad' }] });
    expect(await client.collector.list({})).toEqual([bad]);
    await expect(client.collector.apply({ collectorId: 'nobody', yaml: '' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await client.collector.schema({ era: 'current', distribution: 'otelcol-contrib' })).toMatchObject({ type: 'object' });
  });

  it('sends requests, changes traffic, and gives log lines', async () => {
    const { client, launched, fetched } = await setUp();
    const web = launched.find(({ program }) => program.program === 'web')!;

    web.prints('2026-11-24T08:00:00.000Z INFO web listening');
    const sent = await client.lab.sendOne({ operation: 'book' });
    const traffic = await client.lab.setTraffic({ running: true, requestsPerSecond: 7 });

    expect(sent).toMatchObject({ status: 200, error: null });
    expect(fetched).toEqual([expect.stringMatching(/^POST http:\/\/127\.0\.0\.1:\d+\/book$/)]);
    expect(traffic).toEqual({ running: true, requestsPerSecond: 7, seed: 1 });
    expect(await client.lab.logs({ source: 'web' })).toEqual([{ sequence: 1, level: 'info', text: '2026-11-24T08:00:00.000Z INFO web listening' }]);
    expect(await client.lab.logs({ source: 'nobody' })).toEqual([]);
    await expect(client.lab.setTraffic({ requestsPerSecond: 500 })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('tells every screen what changes, in the words of the contract', async () => {
    const { client, core, clock, launched, bugs } = await setUp();
    const heard: string[] = [];
    client.telemetry.on.changed(({ traceIds }) => heard.push(`traces ${traceIds.join()}`));
    client.collector.on.changed(({ revision }) => heard.push(`revision ${String(revision)}`));
    client.lab.on.statsChanged(({ hopsPerSecond }) => heard.push(`hops ${Object.keys(hopsPerSecond).join()}`));
    client.lab.on.logged(({ source, lines }) => heard.push(`${source} ${String(lines.length)}`));
    client.app.on.noticed(({ kind }) => heard.push(kind));
    client.lab.on.changed(({ services }) => heard.push(services.map(({ status }) => status).join()));

    core.lab.store.add(fakeTraces(root));
    await client.collector.apply({ collectorId: 'collector', yaml: 'good' });
    launched[0]!.says({ type: 'served', method: 'GET', route: '/', status: 200, durationMillis: 1, caller: 'client' });
    launched[0]!.prints('a line');
    launched[2]!.exit(1, 'boom');
    await clock.advance(millis(600));

    expect(heard).toEqual(expect.arrayContaining([
      `traces ${traceId}`, 'revision 2', 'hops collector->tempo,client->web', 'web 1', 'serviceCrashed', 'running,running,restarting,running,running,running,running', 'running,running,running,running,running,running,running',
    ]));
    expect(bugs).toEqual([]);
  });

  it('ends with nothing running', async () => {
    const { core, clock, launched, openPorts } = await setUp();

    await core.shutdown();

    expect(launched.every(({ ended }) => ended)).toBe(true);
    expect([openPorts.size, clock.pendingTimers]).toEqual([0, 0]);
  });
});
