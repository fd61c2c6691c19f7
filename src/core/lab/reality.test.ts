import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { millis } from '#common/base/units.ts';
import { Ledger } from './ledger.ts';
import { countFates, realityRows } from './reality.ts';

const [first, second] = ['a'.repeat(32), 'b'.repeat(32)];

/** One booking, sent now. */
function setUp() {
  const clock = new FakeClock();
  const ledger = new Ledger();
  const arrived = new Map<string, number>();
  const sent = { operation: 'book', via: 'button', sentUnixNano: clock.now() } as const;
  const number = ledger.send(sent);
  const served = (service: string, traceId: string | null, isSampled = true): void => ledger.serve({
    type: 'served', method: 'GET', route: '/', status: 200, durationMillis: 1, caller: 'client', request: number, remotePort: 1, service, servedUnixNano: clock.now(),
    context: traceId === null ? null : { traceId, spanId: 'c'.repeat(16), isSampled },
  });
  const answer = (status = 201): void => ledger.answer({ number, ...sent, status, durationMillis: 5, error: null });
  const row = () => realityRows({ trails: ledger.trails, arrived: (traceId) => arrived.get(traceId) ?? 0, now: clock.now() })[0]!;
  return { clock, ledger, arrived, served, answer, row, late: () => clock.advance(millis(10_010)) };
}

describe('realityRows', () => {
  it('shows a request in flight, before anybody has said anything', () => {
    const { row } = setUp();

    expect(row()).toEqual({
      number: 1, operation: 'book', via: 'button', sentUnixMillis: expect.any(Number) as number, status: null, durationMillis: null, error: null,
      visited: [], silent: [], traceIds: [], endedSpans: 0, arrivedSpans: 0, fate: 'inFlight',
    });
  });

  it('is on the way while a span that ended has not arrived, then complete', () => {
    const { ledger, arrived, served, answer, row } = setUp();
    served('vets', first);
    served('cardpay', null);
    answer();
    expect(row().fate).toBe('onTheWay'); // sampled, though not counted yet

    ledger.traceSpans('vets', { [first]: 2 });
    arrived.set(first, 1);
    expect(row().fate).toBe('onTheWay');

    arrived.set(first, 2);
    expect(row()).toMatchObject({ visited: ['vets', 'cardpay'], silent: [], traceIds: [first], endedSpans: 2, arrivedSpans: 2, fate: 'complete' });
  });

  it.each([[0, 'lost'], [1, 'partial']])('with %i of 2 spans after ten seconds is %s', async (count, fate) => {
    const { ledger, arrived, served, answer, row, late } = setUp();
    served('web', first);
    ledger.traceSpans('web', { [first]: 2 });
    arrived.set(first, count);
    answer();
    expect(row().fate).toBe('onTheWay');

    await late();

    expect(row().fate).toBe(fate);
  });

  it('is partial when a service that runs an SDK recorded none of its spans', () => {
    const { ledger, arrived, served, answer, row } = setUp();
    served('vets', null);
    served('web', first);
    ledger.traceSpans('web', { [first]: 2 });
    arrived.set(first, 2);
    answer();

    expect(row()).toMatchObject({ silent: ['vets'], fate: 'partial' });
  });

  it('is unsampled when contexts exist and no span ended', () => {
    const { served, answer, row } = setUp();
    served('web', first, false);
    answer();

    expect(row()).toMatchObject({ silent: ['web'], traceIds: [first], endedSpans: 0, fate: 'unsampled' });
  });

  it('is split when its spans are in two traces', () => {
    const { ledger, arrived, served, answer, row } = setUp();
    served('visits', second);
    served('web', first);
    ledger.traceSpans('visits', { [second]: 1 });
    ledger.traceSpans('web', { [first]: 2 });
    arrived.set(first, 2).set(second, 1);
    answer();

    expect(row()).toMatchObject({ traceIds: [second, first], endedSpans: 3, arrivedSpans: 3, fate: 'split' });
  });

  it('keeps the newest 10,000 requests, newest first', () => {
    const { clock, ledger } = setUp();
    for (let i = 0; i < 10_500; i += 1) ledger.send({ operation: 'browse', via: 'traffic', sentUnixNano: clock.now() });

    const rows = realityRows({ trails: ledger.trails, arrived: () => 0, now: clock.now() });

    expect([rows.length, rows[0]!.number, rows.at(-1)!.number]).toEqual([10_000, 10_501, 502]);
    expect(countFates(rows)).toEqual({ inFlight: 10_000, onTheWay: 0, complete: 0, partial: 0, lost: 0, unsampled: 0, split: 0 });
  });
});
