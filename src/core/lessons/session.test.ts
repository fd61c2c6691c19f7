import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { millis } from '#common/base/units.ts';
import { readCatalog } from './catalog.ts';
import { bookingSpans, FakeWorld } from './fakeWorld.ts';
import { LessonSession } from './session.ts';
import type { LessonFiles } from './lesson.ts';
import { hashOf } from './hash.ts';

const english = `---
title: Two steps
summary: A lesson for tests.
lang: en
---
## step: book
### Book
Text.
:::goal
Book 2
:::
:::debrief why
Because.
:::
## step: guess
### Guess
Text.
:::goal
Guess
:::
:::predict
- a: first
- b: second
:::
:::debrief why
Because.
:::
## step: find
### Find
Text.
:::goal
Find vets
:::
:::say waited
It waited.
:::
:::debrief why
Because.
:::
`;
const content = (): Map<string, string> => new Map([
  ['curriculum.yaml', 'schema: 1\ntracks: [{ id: t, title: { en: Track, zh-CN: 单元 }, lessons: [two] }]'],
  ['two/lesson.yaml', `id: two
schema: 1
track: t
minutes: 3
stage: worked
targets: { collector: ">=0.150" }
teaches: [trace]
world: { use: petclinic, seed: 7, rps: 0, tracing: false }
panels: [traces]
misconception: none
steps:
  - { id: book, kind: do, state: working, checks: [{ traffic.sent: { op: book, min: 2 } }], switch: { tracing: true }, debrief: why }
  - { id: guess, kind: predict, state: working, question: { kind: predict, options: [a, b] }, checks: [{ predict.made: {} }], debrief: why }
  - { id: find, kind: observe, state: working, checks: [{ ui.selectedSpan: { service: vets, longestSelfTime: true } }], diagnose: [{ when: onlyWaited, say: waited }], debrief: why }
`],
  ['two/en.md', english],
  ['two/zh-CN.md', english.replace('lang: en', `lang: zh-CN\nsource: "${hashOf(english)}"`).replace('Two steps', '两步').replace('It waited.', '它在等。')],
]);

function setUp(files: LessonFiles = content(), saved = new Map<string, string>()) {
  const clock = new FakeClock();
  const world = new FakeWorld(clock);
  const failures: unknown[] = [];
  const session = new LessonSession({
    catalog: readCatalog(files), world, clock,
    store: { read: async (name) => saved.get(name) ?? null, write: async (name, text) => { saved.set(name, text); } },
    saveFailed: (error) => failures.push(error),
  });
  return { clock, world, session, saved, failures };
}

describe('LessonSession', () => {
  it('prepares the world of the lesson it opens', async () => {
    const { session, world } = setUp();

    const view = await session.open('two', 'zh-CN');

    expect(world.prepared).toMatchObject([{ seed: 7, tracing: false }]);
    expect(view).toMatchObject({ title: '两步', track: '单元', current: 0, done: false });
    expect(view?.steps.map(({ checks }) => checks[0])).toMatchObject([
      { state: 'waiting', label: 'Book 2' }, { state: 'waiting', evidence: '第 1 步之后开始' }, { state: 'waiting', evidence: '第 2 步之后开始' },
    ]);
  });

  it('looks at the open step at most four times a second', async () => {
    const { session, world, clock } = setUp();
    await session.open('two', 'en');
    let changes = 0;
    session.changed(() => { changes += 1; });

    for (let i = 0; i < 20; i += 1) await world.send('browse', 1);
    await world.send('book', 1);
    expect(changes).toBe(0);
    await clock.advance(millis(250));

    expect(changes).toBe(1);
    expect((await session.current('en'))?.steps[0]?.checks[0]).toMatchObject({ state: 'notYet', evidence: '1 of 2 sent' });
  });

  it('counts only what happens at the step', async () => {
    const { session, world, clock } = setUp();
    await world.send('book', 5);
    await session.open('two', 'en');

    await world.send('book', 1);
    await clock.advance(millis(250));

    expect((await session.current('en'))?.steps[0]?.done).toBe(false);
  });

  it('moves on only from a step that is done', async () => {
    const { session, world, clock } = setUp();
    await session.open('two', 'en');

    expect((await session.next('en'))?.current).toBe(0);
    await world.send('book', 2);
    await clock.advance(millis(250));
    const view = await session.next('en');

    expect(view?.current).toBe(1);
    expect(view?.steps[0]).toMatchObject({ done: true, debrief: 'Because.', checks: [{ state: 'done', evidence: '2 of 2 sent' }] });
  });

  it('commits a prediction once', async () => {
    const { session, world, clock } = setUp();
    await session.open('two', 'en');
    await world.send('book', 2);
    await clock.advance(millis(250));
    await session.next('en');

    await session.answer('guess', 'b', 'en');
    const view = await session.answer('guess', 'a', 'en');

    expect(view?.steps[1]).toMatchObject({ done: true, question: { answered: 'b', correct: null, reply: null }, checks: [{ evidence: 'you said second' }] });
  });

  it('says what a near miss means, and forgets it when the step is done', async () => {
    const { session, world, clock } = setUp();
    await session.open('two', 'en');
    await world.send('book', 2);
    await clock.advance(millis(250));
    await session.next('en');
    await session.answer('guess', 'a', 'en');
    await session.next('en');
    world.arrive(...bookingSpans('t1', 900));

    await session.selected({ traceId: 't1', spanId: 't1-1' });
    expect((await session.current('zh-CN'))?.steps[2]).toMatchObject({ advice: '它在等。', done: false });
    await session.selected({ traceId: 't1', spanId: 't1-5' });

    expect(await session.current('en')).toMatchObject({ done: true, steps: [{}, {}, { advice: null, done: true }] });
    expect(await session.list('en')).toMatchObject([{ lessonId: 'two', progress: 'done' }]);
  });

  it('opens again where the last run left off, with the switches as they were', async () => {
    const first = setUp();
    await first.session.open('two', 'en');
    await first.session.act('book', 'en');
    await first.world.send('book', 2);
    await first.clock.advance(millis(250));
    await first.session.next('en');

    const second = setUp(content(), first.saved);
    const view = await second.session.current('en');

    expect(view).toMatchObject({ current: 1, steps: [{ done: true, switch: { tracing: true, used: true } }, {}, {}] });
    expect(second.world.prepared).toMatchObject([{ tracing: true }]);
  });

  it('begins anew on restart, and stays away after close', async () => {
    const { session, world, clock, saved } = setUp();
    await session.open('two', 'en');
    await world.send('book', 2);
    await clock.advance(millis(250));
    await session.next('en');

    expect(await session.restart('en')).toMatchObject({ current: 0, steps: [{ done: false }, {}, {}] });
    await session.close();

    expect(await session.current('en')).toBeNull();
    expect(await setUp(content(), saved).session.current('en')).toBeNull();
  });

  it('does not open what is not there', async () => {
    expect(await setUp().session.open('three', 'en')).toBeNull();
  });

  it('begins with nothing when the saved progress is damaged', async () => {
    const { session } = setUp(content(), new Map([['lessons.json', '{"version":1,']]));

    expect(await session.list('en')).toMatchObject([{ progress: 'open' }]);
  });
});

describe('a faulty lesson', () => {
  const faultsOf = (change: (files: Map<string, string>) => void): string => {
    const files = content();
    change(files);
    const lesson = readCatalog(files).entries[0]?.lesson;
    return lesson === undefined || lesson.ok ? '' : lesson.error.map(({ file, line, message }) => `${file}:${String(line)} ${message}`).join('\n');
  };
  const edit = (name: string, from: string, to: string) => (files: Map<string, string>) => { files.set(name, (files.get(name) ?? '').replace(from, to)); };

  it.each([
    ['a check nobody knows', edit('two/lesson.yaml', 'traffic.sent', 'traffic.flown'), 'unknown check "traffic.flown"'],
    ['an option of the wrong type', edit('two/lesson.yaml', 'min: 2', 'min: many'), 'traffic.sent'],
    ['a goal without words', edit('two/zh-CN.md', ':::goal\nGuess\n:::\n', ''), 'zh-CN.md:1 step guess has 0 :::goal blocks for 1 checks'],
    ['a translation of an older text', edit('two/en.md', 'Because.', 'Since.'), 'zh-CN.md:1 was translated from another English text'],
    ['a block that is not closed', edit('two/en.md', 'Because.\n:::', 'Because.'), 'is not closed'],
    ['words nobody refers to', edit('two/en.md', ':::say waited', ':::hint lost\nwhere\nThere.\n:::\n:::say waited'), 'nothing refers to :::hint lost'],
    ['a missing language', (files: Map<string, string>) => { files.delete('two/zh-CN.md'); }, 'zh-CN.md:1 the file is missing'],
    ['a step in one language only', edit('two/en.md', '## step: find', '## step: seek'), 'en.md:1 has the steps "book guess seek"'],
    ['a place in lesson.yaml', edit('two/lesson.yaml', 'minutes: 3', 'minutes: 99'), 'lesson.yaml:4 minutes'],
  ])('is refused for %s', (_name, change, message) => {
    expect(faultsOf(change)).toContain(message);
  });
});
