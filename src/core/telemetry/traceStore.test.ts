import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { millis } from '#common/base/units.ts';
import { fakeTraces } from './fakeSpans.ts';
import { type StoreChange, TraceStore } from './traceStore.ts';

function setUp(limits: { readonly maxTraces?: number; readonly maxSpans?: number } = {}) {
  const clock = new FakeClock();
  const store = new TraceStore({ clock, ...limits });
  const changes: StoreChange[] = [];
  store.changed((change) => changes.push(change));
  return { clock, store, changes };
}

describe('TraceStore', () => {
  it('assembles a trace from late spans and counts orphans down as parents arrive', () => {
    const { store } = setUp();

    store.add(fakeTraces({ id: 'c', parent: 'b', service: 'vets', start: 4, millis: 2 }));
    const before = store.trace('t1')?.overview();
    store.add(fakeTraces({ id: 'b', parent: 'a', service: 'visits', start: 2, millis: 6, status: 2 }));
    store.add(fakeTraces({ id: 'a', name: 'POST /book', service: 'web', millis: 10 }));

    expect(before).toMatchObject({ rootName: 'c', rootService: 'vets', hasRoot: false, orphanCount: 1, version: 1 });
    expect(store.trace('t1')?.overview()).toMatchObject({
      rootName: 'POST /book', rootService: 'web', hasRoot: true, orphanCount: 0, spanCount: 3, errorCount: 1, durationNanos: 10e6,
      services: ['web', 'visits', 'vets'], version: 3,
    });
  });

  it('keeps a redelivered span once and counts it, but keeps a different span with the same id', () => {
    const { store } = setUp();

    store.add(fakeTraces({ id: 'a' }, { id: 'a' }, { id: 'a', kind: 2 }, { id: 'a', kind: 2 }));

    expect(store.trace('t1')?.overview().spanCount).toBe(2);
    expect(store.state).toMatchObject({ traces: 1, spans: 2, redeliveredSpans: 2 });
  });

  it('does not take spans without an id for redeliveries', () => {
    const { store } = setUp();

    store.add(fakeTraces({ id: '' }, { id: '' }));

    expect(store.state).toMatchObject({ spans: 2, redeliveredSpans: 0 });
  });

  it('evicts the oldest trace beyond maxTraces, and says so', () => {
    const { store } = setUp({ maxTraces: 2 });

    for (const trace of ['t1', 't2', 't3']) store.add(fakeTraces({ id: 'a', trace }, { id: 'b', parent: 'a', trace }));

    expect([...store.traces()].map((trace) => trace.traceId)).toEqual(['t2', 't3']);
    expect(store.state).toMatchObject({ traces: 2, spans: 4, evictedTraces: 1, evictedSpans: 2 });
  });

  it('evicts by spans too, and caps a trace that is larger than everything', () => {
    const { store } = setUp({ maxSpans: 3 });

    store.add(fakeTraces({ id: 'a', trace: 't1' }));
    store.add(fakeTraces(...['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, trace: 't2' }))));

    expect(store.state).toMatchObject({ traces: 1, spans: 3, evictedTraces: 1, evictedSpans: 3 });
  });

  it('lists the newest start first', () => {
    const { store } = setUp();

    store.add(fakeTraces({ id: 'a', trace: 'late', start: 50 }, { id: 'a', trace: 'early', start: 1 }, { id: 'a', trace: 'middle', start: 20 }));

    expect(store.newest(2).map((trace) => trace.traceId)).toEqual(['late', 'middle']);
  });

  it('says what changed at most ten times a second', async () => {
    const { clock, store, changes } = setUp();

    for (let i = 0; i < 10; i += 1) {
      store.add(fakeTraces({ id: 'a', trace: `t${String(i)}` }));
      await clock.advance(millis(25));
    }
    await clock.advance(millis(200));

    expect(changes.map((change) => change.traceIds)).toEqual([['t0'], ['t1', 't2', 't3'], ['t4', 't5', 't6', 't7'], ['t8', 't9']]);
    expect(changes.at(-1)?.store.traces).toBe(10);
    expect(clock.pendingTimers).toBe(0);
  });

  it('names at most 200 traces per event, the newest', async () => {
    const { clock, store, changes } = setUp();

    for (let i = 0; i < 300; i += 1) store.add(fakeTraces({ id: 'a', trace: `t${String(i)}` }));
    await clock.advance(millis(0));

    expect(changes[0]?.traceIds).toHaveLength(200);
    expect(changes[0]?.traceIds.at(-1)).toBe('t299');
  });

  it('forgets everything on clear', () => {
    const { store } = setUp();

    store.add(fakeTraces({ id: 'a' }));
    store.clear();

    expect(store.state).toMatchObject({ traces: 0, spans: 0 });
    expect(store.trace('t1')).toBeUndefined();
  });
});
