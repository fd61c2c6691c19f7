import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { millis } from '#common/base/units.ts';
import { defaultRelease, releaseOf } from '#engine/collector/components/distributions.ts';
import { DraftStore } from './draftStore.ts';
import { FakeCollector, FakeStore } from './fakeCollector.ts';
import { RunningCollector } from './runningCollector.ts';

function setUp(store = new FakeStore()) {
  const clock = new FakeClock();
  const made: FakeCollector[] = [];
  const collector = new RunningCollector({
    collectorId: 'collector', clock, yaml: 'scene', drafts: new DraftStore(store, 'petclinic', 'collector'), release: defaultRelease,
    createCollector: (settings) => {
      made.push(new FakeCollector(settings));
      return made.at(-1)!;
    },
  });
  return { clock, store, made, collector };
}

describe('RunningCollector', () => {
  it('starts with the scene\'s configuration and counts revisions', async () => {
    const { collector, clock } = setUp();

    await collector.start();
    await clock.advance(millis(1_000));
    const view = await collector.apply('better');

    expect(view).toMatchObject({ yaml: 'better', runningYaml: 'better', revision: 2, status: 'running', diagnostics: [], listening: [{ componentId: 'otlp' }] });
    expect(view.runningSince).toBe(1_704_067_201_000);
  });

  it('keeps the last good configuration running when the new one is bad', async () => {
    const { collector, made } = setUp();
    await collector.start();

    const view = await collector.apply('bad one');

    expect(view).toMatchObject({ yaml: 'bad one', runningYaml: 'scene', revision: 1, status: 'running', diagnostics: [{ message: 'bad one is bad' }] });
    expect(made[0]!.applied).toEqual(['scene']);
  });

  it('restores the saved draft', async () => {
    const first = setUp();
    await first.collector.start();
    await first.collector.apply('mine');

    const second = setUp(first.store);
    await second.collector.start();

    expect(second.collector.view).toMatchObject({ yaml: 'mine', runningYaml: 'mine', revision: 1 });
  });

  it('shows a broken draft again beside what last ran', async () => {
    const first = setUp();
    await first.collector.start();
    await first.collector.apply('mine');
    await first.collector.apply('bad mine');

    const second = setUp(first.store);
    await second.collector.start();

    expect(second.collector.view).toMatchObject({ yaml: 'bad mine', runningYaml: 'mine', diagnostics: [{ message: 'bad mine is bad' }] });
  });

  it('judges a draft by the release that was chosen, now and after a restart', async () => {
    const old = releaseOf({ era: '2023', distribution: 'otelcol' })!;
    const first = setUp();
    await first.collector.start();
    await first.collector.apply('mine', { release: old });
    await first.collector.apply('bad mine');

    const second = setUp(first.store);
    await second.collector.start();

    const chosen = { era: '2023', distribution: 'otelcol' };
    expect(first.made[0]!.releases.map(({ rules }) => rules.era)).toEqual(['current', '2023', '2023']);
    expect(second.collector.view).toMatchObject({ yaml: 'bad mine', runningYaml: 'mine', release: chosen, runningRelease: chosen });
  });

  it('takes a damaged draft for none', async () => {
    const store = new FakeStore();
    store.documents.set('draft-petclinic-collector.json', '{"yaml": ');
    const { collector } = setUp(store);

    await collector.start();

    expect(collector.view.runningYaml).toBe('scene');
  });

  it('replaces a collector that throws, with the last good configuration, and says so', async () => {
    const { collector, made } = setUp();
    const notices: string[] = [];
    const statuses: string[] = [];
    collector.noticed(({ message }) => notices.push(message));
    await collector.start();
    collector.changed(({ status }) => statuses.push(status));

    const view = await collector.apply('throw');

    expect(view).toMatchObject({ yaml: 'throw', runningYaml: 'scene', status: 'running', diagnostics: [{ message: 'internal error: broken inside' }] });
    expect(made.map(({ applied, stopped }) => ({ applied, stopped }))).toEqual([{ applied: ['scene'], stopped: true }, { applied: ['scene'], stopped: false }]);
    expect(notices).toEqual(['collector was started again after an internal error: broken inside']);
    expect(statuses).toEqual(['restarting', 'running']);
  });

  it('says when a draft cannot be saved, and runs it all the same', async () => {
    const { collector, store } = setUp();
    const notices: string[] = [];
    collector.noticed(({ kind, message }) => notices.push(`${kind}: ${message}`));
    await collector.start();
    store.write = async () => { throw new Error('disk full'); };

    const view = await collector.apply('mine');

    expect(view.runningYaml).toBe('mine');
    expect(notices).toEqual(['saveFailed: the configuration of collector could not be saved: disk full']);
  });

  it('rejects a start when nothing can run', async () => {
    const clock = new FakeClock();
    const collector = new RunningCollector({ collectorId: 'c', clock, yaml: 'bad', drafts: null, release: defaultRelease, createCollector: (settings) => new FakeCollector(settings) });

    await expect(collector.start()).rejects.toThrow('bad is bad');
    expect(collector.view.status).toBe('stopped');
  });

  it('keeps the console lines', async () => {
    const { collector, made } = setUp();
    await collector.start();

    made[0]!.log({ timeUnixNano: 0n, level: 'warn', message: 'm', fields: {} }, 'a line', ['stderr']);

    expect(collector.log.after(0)).toEqual([{ sequence: 1, level: 'warn', text: 'a line' }]);
  });

  it('drains on stop', async () => {
    const { collector, made } = setUp();
    await collector.start();

    await collector.stop();

    expect([made[0]!.stopped, collector.view.status]).toEqual([true, 'stopped']);
  });
});
