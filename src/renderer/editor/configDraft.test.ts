import { describe, expect, it } from 'vitest';
import { ConfigDraft } from './configDraft.ts';

function setUp() {
  const timers = new Set<{ callback: () => void; at: number }>();
  const calls: { text: string; era: string | undefined; answer: (error?: Error) => void }[] = [];
  let now = 0;
  const draft = new ConfigDraft<{ readonly era: string }>({
    text: 'a',
    apply: (text, release) => new Promise((resolve, reject) => {
      calls.push({ text, era: release?.era, answer: (error) => (error === undefined ? resolve(undefined) : reject(error)) });
    }),
    setTimer: (callback, delay) => {
      const timer = { callback, at: now + delay };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  const pass = (by: number): void => {
    now += by;
    for (const timer of [...timers]) {
      if (timer.at > now) continue;
      timers.delete(timer);
      timer.callback();
    }
  };
  const settle = async (): Promise<void> => { for (let i = 0; i < 10; i += 1) await Promise.resolve(); };
  return { draft, calls, pass, settle };
}

describe('ConfigDraft', () => {
  it('sends another release with the text that is there, even while one is under way', async () => {
    const { draft, calls, settle } = setUp();

    draft.replace('b');
    draft.replace('b', { era: '2023' });
    calls[0]?.answer();
    await settle();
    calls[1]?.answer();
    await settle();

    expect(calls.map(({ text, era }) => [text, era])).toEqual([['b', undefined], ['b', '2023']]);
    expect(draft.get().phase).toBe('settled');
  });

  it('sends 400 ms after the last key, once', () => {
    const { draft, calls, pass } = setUp();

    draft.edit('ab');
    pass(399);
    draft.edit('abc');
    pass(399);
    expect(calls).toEqual([]);
    pass(1);

    expect(calls.map(({ text }) => text)).toEqual(['abc']);
  });

  it('sends the newest text after the answer to an older one, and nothing in between', async () => {
    const { draft, calls, pass, settle } = setUp();
    draft.edit('ab');
    pass(400);

    draft.edit('abc');
    pass(400);
    draft.edit('abcd');
    pass(400);
    expect(calls.map(({ text }) => text)).toEqual(['ab']);
    calls[0]!.answer();
    await settle();

    expect(calls.map(({ text }) => text)).toEqual(['ab', 'abcd']);
    calls[1]!.answer();
    await settle();
    expect(draft.get()).toEqual({ text: 'abcd', phase: 'settled', failure: null });
  });

  it('says when the core could not be asked, and forgets it after the next answer', async () => {
    const { draft, calls, pass, settle } = setUp();
    draft.edit('ab');
    pass(400);
    calls[0]!.answer(new Error('the connection is lost'));
    await settle();

    expect(draft.get()).toEqual({ text: 'ab', phase: 'settled', failure: 'the connection is lost' });
    draft.edit('abc');
    pass(400);
    calls[1]!.answer();
    await settle();

    expect(draft.get().failure).toBeNull();
  });

  it('sends at once on flush, as when its tab closes', () => {
    const { draft, calls } = setUp();

    draft.flush();
    draft.edit('ab');
    draft.flush();

    expect(calls.map(({ text }) => text)).toEqual(['ab']);
  });

  it('takes a text from elsewhere only when nothing of the learner is under way', async () => {
    const { draft, calls, pass, settle } = setUp();
    draft.adopt('from a lesson');
    expect(draft.get().text).toBe('from a lesson');

    draft.edit('mine');
    draft.adopt('late');
    pass(400);
    draft.adopt('later');
    calls[0]!.answer();
    await settle();

    expect(draft.get().text).toBe('mine');
  });

  it('is not taken back by the echo of what it sent before', async () => {
    const { draft, calls, pass, settle } = setUp();
    draft.edit('one');
    pass(400);
    calls[0]!.answer();
    await settle();
    draft.edit('two');
    pass(400);
    calls[1]!.answer();
    await settle();

    draft.adopt('one');

    expect(draft.get().text).toBe('two');
  });

  it('goes back to what runs when told to', async () => {
    const { draft, calls, settle } = setUp();
    draft.edit('broken');

    draft.replace('a');
    calls[0]!.answer();
    await settle();

    expect(calls.map(({ text }) => text)).toEqual(['a']);
    expect(draft.get()).toEqual({ text: 'a', phase: 'settled', failure: null });
  });

  it('shows what a reset brought, though it was sent before, and drops what was not sent yet', async () => {
    const { draft, calls, pass, settle } = setUp();
    draft.edit('one');
    pass(400);
    calls[0]!.answer();
    await settle();
    draft.edit('two');

    draft.show('one');
    pass(400);

    expect(draft.get()).toEqual({ text: 'one', phase: 'settled', failure: null });
    expect(calls.map(({ text }) => text)).toEqual(['one']);
  });
});
