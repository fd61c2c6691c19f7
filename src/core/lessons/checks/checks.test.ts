import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { unixNano } from '#common/base/units.ts';
import { fakeStart } from '#core/telemetry/fakeSpans.ts';
import { bookingSpans, FakeWorld } from '../fakeWorld.ts';
import type { Question } from '../lessonFile.ts';
import type { CheckContext } from './check.ts';
import { checkKinds } from './index.ts';

const words = (text: string) => ({ en: text, 'zh-CN': text });
const question = (right?: string): Question => ({
  kind: right === undefined ? 'predict' : 'quiz', options: ['a', 'b'], ...(right === undefined ? {} : { right }),
  words: ['a', 'b'].map((id) => ({ id, text: words(id), reply: words('because') })),
});

interface Fixture {
  readonly name: string;
  readonly options: Record<string, unknown>;
  readonly context?: Partial<CheckContext>;
  readonly world?: (world: FakeWorld) => void;
  readonly state: string;
  readonly reason?: string;
}

/** Every kind has fixtures that must pass and fixtures that must not: a check that cannot fail proves nothing. */
const fixtures: Readonly<Record<string, readonly Fixture[]>> = {
  'traffic.sent': [
    { name: 'ten of ten', options: { op: 'book', min: 10 }, context: { sentSince: () => 10 }, state: 'done' },
    { name: 'nine of ten', options: { op: 'book', min: 10 }, context: { sentSince: () => 9 }, state: 'notYet' },
    { name: 'none', options: { op: 'book', min: 10 }, state: 'waiting' },
    { name: 'another operation', options: { op: 'book', min: 1 }, context: { sentSince: (op) => (op === 'browse' ? 5 : 0) }, state: 'waiting' },
  ],
  'predict.made': [
    { name: 'any option', options: {}, context: { question: question(), answer: 'b' }, state: 'done' },
    { name: 'no answer', options: {}, context: { question: question() }, state: 'waiting' },
    { name: 'an option nobody offered', options: {}, context: { question: question(), answer: 'z' }, state: 'waiting' },
  ],
  'quiz.correct': [
    { name: 'the right option', options: {}, context: { question: question('a'), answer: 'a' }, state: 'done' },
    { name: 'a distractor', options: {}, context: { question: question('a'), answer: 'b' }, state: 'notYet', reason: 'b' },
    { name: 'no answer', options: {}, context: { question: question('a') }, state: 'waiting' },
    { name: 'a question without a key', options: {}, context: { question: question(), answer: 'a' }, state: 'cannotTell' },
  ],
  'trace.exists': [
    { name: 'four services', options: { op: 'book', minServices: 4 }, world: (world) => world.arrive(...bookingSpans('t1', 20)), state: 'done' },
    { name: 'a slow one asked for, a quick one came', options: { op: 'book', minServices: 4, minMillis: 900 }, world: (world) => world.arrive(...bookingSpans('t1', 20)), state: 'notYet', reason: 'tooFast' },
    { name: 'a slow one', options: { op: 'book', minServices: 4, minMillis: 900 }, world: (world) => world.arrive(...bookingSpans('t1', 900)), state: 'done' },
    { name: 'a slow one, and vets owns the time', options: { op: 'book', minServices: 4, minMillis: 900, owner: 'vets' }, world: (world) => world.arrive(...bookingSpans('t1', 900)), state: 'done' },
    { name: 'a slow one, but another service owns the time', options: { op: 'book', minServices: 4, minMillis: 900, owner: 'billing' }, world: (world) => world.arrive(...bookingSpans('t1', 900)), state: 'notYet', reason: 'tooFast' },
    { name: 'five asked for', options: { op: 'book', minServices: 5 }, world: (world) => world.arrive(...bookingSpans('t1', 20)), state: 'notYet', reason: 'tooFew' },
    { name: 'its root has not arrived', options: { op: 'book', minServices: 1 }, world: (world) => world.arrive(...bookingSpans('t1', 20).slice(1)), state: 'waiting' },
    { name: 'older than the step', options: { op: 'book', minServices: 4 }, context: { since: unixNano(fakeStart + 1n) }, world: (world) => world.arrive(...bookingSpans('t1', 20)), state: 'waiting' },
    { name: 'another operation', options: { op: 'browse', minServices: 1 }, world: (world) => world.arrive(...bookingSpans('t1', 20)), state: 'waiting' },
    { name: 'nothing sent while tracing is off', options: { op: 'book', minServices: 1 }, state: 'waiting' },
    { name: 'sent while tracing is off', options: { op: 'book', minServices: 1 }, context: { sentSince: () => 1 }, state: 'waiting', reason: 'tracingOff' },
    { name: 'sent a moment ago', options: { op: 'book', minServices: 4 }, context: { sentSince: () => 1 }, world: (world) => { world.tracing = true; }, state: 'notYet' },
    {
      name: 'sent long ago and nothing came', options: { op: 'book', minServices: 4 },
      context: { sentSince: () => 1, now: unixNano(fakeStart + 20_000_000_000n) }, world: (world) => { world.tracing = true; }, state: 'cannotTell', reason: 'nothingArrived',
    },
  ],
  'ui.selectedSpan': [
    { name: 'the slow span of vets', options: { service: 'vets', longestSelfTime: true, minTraceMillis: 900 }, context: { selected: { traceId: 'slow', spanId: 'slow-5' } }, state: 'done' },
    { name: 'a caller that waited', options: { service: 'vets', longestSelfTime: true }, context: { selected: { traceId: 'slow', spanId: 'slow-3' } }, state: 'notYet', reason: 'onlyWaited' },
    { name: 'a short worker', options: { service: 'vets', longestSelfTime: true }, context: { selected: { traceId: 'slow', spanId: 'slow-7' } }, state: 'notYet', reason: 'shorter' },
    { name: 'the right service of a quick trace', options: { service: 'vets', minTraceMillis: 900 }, context: { selected: { traceId: 'fast', spanId: 'fast-5' } }, state: 'notYet', reason: 'fastTrace' },
    { name: 'the longest worker of another service', options: { service: 'billing', longestSelfTime: true }, context: { selected: { traceId: 'slow', spanId: 'slow-5' } }, state: 'notYet', reason: 'otherService' },
    { name: 'a trace without a span', options: { service: 'vets' }, context: { selected: { traceId: 'slow', spanId: null } }, state: 'waiting' },
    { name: 'a trace that is gone', options: { service: 'vets' }, context: { selected: { traceId: 'gone', spanId: 'x' } }, state: 'cannotTell', reason: 'evicted' },
  ],
};

function contextOf(fixture: Fixture): CheckContext {
  const world = new FakeWorld(new FakeClock());
  world.arrive(...bookingSpans('slow', 900, -5_000), ...bookingSpans('fast', 20, -3_000));
  fixture.world?.(world);
  return { world, since: unixNano(fakeStart), now: unixNano(fakeStart), sentSince: () => 0, question: undefined, answer: null, selected: null, ...fixture.context };
}

describe('checks', () => {
  it('has fixtures that pass and fixtures that fail for every kind', () => {
    const covered = Object.entries(fixtures).filter(([, all]) => all.some(({ state }) => state === 'done') && all.some(({ state }) => state !== 'done'));

    expect(covered.map(([kind]) => kind).sort()).toEqual(checkKinds.map(({ kind }) => kind).sort());
  });

  for (const { kind, compile } of checkKinds) {
    describe(kind, () => {
      it.each(fixtures[kind] ?? [])('is $state for $name', (fixture) => {
        const check = compile(fixture.options);
        const result = check.ok ? check.value.check(contextOf(fixture)) : { state: check.error };

        expect(result).toMatchObject({ state: fixture.state, ...(fixture.reason === undefined ? {} : { reason: fixture.reason }) });
      });

      it('speaks both languages', () => {
        const results = (fixtures[kind] ?? []).map((fixture) => {
          const check = compile(fixture.options);
          return check.ok ? check.value.check(contextOf(fixture)).saw : { en: '', 'zh-CN': '' };
        });

        expect(results.every(({ en, 'zh-CN': zh }) => en !== '' && zh !== '')).toBe(true);
      });

      it('refuses an option it does not know', () => {
        expect(compile({ ...fixtures[kind]?.[0]?.options, nonsense: 1 })).toMatchObject({ ok: false });
      });
    });
  }
});
