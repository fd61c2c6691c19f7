import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import { background } from '../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../testing/fakeHost.ts';
import { type ExporterHelperRules, exporterHelperRules, exporterHelperRules2023 } from './exporterHelperRules.ts';
import { Backoff, retryOnFailure, RetrySender, validateRetry } from './retry.ts';

const refused = new ConsumeError('refused', { retryable: true });
const config = (written: object = {}) => retryOnFailure().parse(written);

/** A sender whose attempts fail with these errors in turn, then succeed. */
function failing(...errors: readonly ConsumeError[]) {
  const left = [...errors];
  const attempts: string[] = [];
  return {
    attempts,
    attempt: async (request: string) => {
      attempts.push(request);
      const error = left.shift();
      if (error !== undefined) throw error;
    },
    failedPart: (request: string, error: ConsumeError) => (error.failed === undefined ? request : 'the failed part'),
  };
}

function setUp(written: object = {}, rules: ExporterHelperRules = exporterHelperRules) {
  const host = fakeHost();
  const set = fakeSettings();
  return { host, set, sender: new RetrySender(config(written), host, { logger: set.logger, rules }) };
}

describe('Backoff', () => {
  it('grows by the multiplier up to max_interval', () => {
    const backoff = new Backoff(config({ initial_interval: '10s', randomization_factor: 0 }), () => 0);

    expect([backoff.next(), backoff.next(), backoff.next(), backoff.next(), backoff.next()]).toEqual([10_000, 15_000, 22_500, 30_000, 30_000]);
  });

  it('draws from the interval give or take the factor', () => {
    expect(new Backoff(config(), () => 0).next()).toBe(2500);
    expect(new Backoff(config(), () => 0.999_999_999).next()).toBeCloseTo(7500, 3);
  });
});

describe('RetrySender', () => {
  it('tries again until it works, and says so each time', async () => {
    const { host, sender, set } = setUp({ randomization_factor: 0 });
    const work = failing(refused, refused);

    const sent = sender.send('all', background, work);
    await host.clock.advance(millis(12_500));
    await sent;

    expect(work.attempts).toEqual(['all', 'all', 'all']);
    expect(set.entries.map(({ fields, level, message }) => ({ fields, level, message }))).toEqual([
      { level: 'info', message: 'Exporting failed. Will retry the request after interval.', fields: { error: 'refused', interval: '5s' } },
      { level: 'info', message: 'Exporting failed. Will retry the request after interval.', fields: { error: 'refused', interval: '7.5s' } },
    ]);
  });

  it('gives a permanent error up at once', async () => {
    const { sender } = setUp();
    const permanent = new ConsumeError('bad data', { retryable: false });

    await expect(sender.send('all', background, failing(permanent))).resolves.toMatchObject({ kind: 'permanent', attempts: 1, rest: 'all', error: { message: 'not retryable error: Permanent error: bad data', retryable: false } });
  });

  it('waits as long as the server asks, when that is longer', async () => {
    const { host, sender } = setUp();
    const work = failing(new ConsumeError('busy', { retryable: true, retryAfter: millis(20_000) }));

    const sent = sender.send('all', background, work);
    await host.clock.advance(millis(19_999));
    expect(work.attempts).toHaveLength(1);
    await host.clock.advance(millis(1));
    await sent;

    expect(work.attempts).toHaveLength(2);
  });

  it('sends only the failed part again', async () => {
    const { host, sender } = setUp();
    const work = failing(new ConsumeError('half', { retryable: true, failed: { resourceSpans: [] } }));

    const sent = sender.send('all', background, work);
    await host.clock.advance(millis(10_000));
    await sent;

    expect(work.attempts).toEqual(['all', 'the failed part']);
  });

  it('gives up before max_elapsed_time would pass', async () => {
    const { host, sender } = setUp({ initial_interval: '4s', max_interval: '4s', max_elapsed_time: '9s', randomization_factor: 0 });
    const outcome = expect(sender.send('all', background, failing(refused, refused, refused))).resolves.toMatchObject({ kind: 'exhausted', attempts: 3, waited: 8000, error: { message: 'no more retries left: refused', retryable: true } });

    await host.clock.advance(millis(8000));

    await outcome;
  });

  it('let a throttling peer go beyond the end in v0.84, and spoke otherwise', async () => {
    const throttled = new ConsumeError('busy', { retryable: true, retryAfter: millis(60_000) });
    const ends: unknown[] = [];
    for (const rules of [exporterHelperRules, exporterHelperRules2023]) {
      const { host, sender } = setUp({ max_elapsed_time: '30s', randomization_factor: 0 }, rules);
      void sender.send('all', background, failing(throttled, refused)).then((ending) => ends.push([ending?.attempts, ending?.error.message]));
      await host.clock.advance(millis(61_000));
    }

    expect(ends).toEqual([[1, 'no more retries left: busy'], [2, 'max elapsed time expired refused']]);
  });

  it('is interrupted by shutdown, and by the caller', async () => {
    const { host, sender } = setUp();
    const caller = new AbortController();
    const first = expect(sender.send('a', { ...background, signal: caller.signal }, failing(refused))).resolves.toMatchObject({ kind: 'cancelled', error: { message: 'request is cancelled or timed out: refused', interrupted: false } });
    await host.clock.advance(millis(0));
    caller.abort();
    await first;
    const second = expect(sender.send('b', background, failing(refused))).resolves.toMatchObject({ kind: 'shutdown', error: { message: 'interrupted due to shutdown: refused', interrupted: true } });
    await host.clock.advance(millis(0));

    sender.shutdown();

    await second;
    expect(host.clock.pendingTimers).toBe(0);
  });
});

describe('validateRetry', () => {
  it.each([
    [{}, []],
    [{ max_interval: '-1s' }, ['max_interval value must be greater than or equal to 0']],
    [{ randomization_factor: 2 }, ['randomization_factor value must be less than or equal to 1']],
    [{ max_elapsed_time: '1s' }, ["'max_elapsed_time' must not be less than 'initial_interval'"]],
    [{ enabled: false, max_elapsed_time: '6s' }, ["'max_elapsed_time' must not be less than 'max_interval'"]],
    [{ initial_interval: '-1s', multiplier: -1 }, ['initial_interval value must be greater than or equal to 0\nmultiplier value must be greater than or equal to 0']],
  ])('%j gives %j', (written, messages) => {
    expect(validateRetry(config(written)).map((problem) => problem.message)).toEqual(messages);
  });
});
