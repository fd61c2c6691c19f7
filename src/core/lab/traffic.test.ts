import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { millis } from '#common/base/units.ts';
import type { HttpRequest, HttpResponse, Network } from '#engine/network/network.ts';
import { Ledger } from './ledger.ts';
import { Traffic } from './traffic.ts';

function setUp(plan: { readonly seed?: number; readonly rate?: number; readonly spacing?: 'random' | 'even' } = {}) {
  const clock = new FakeClock();
  const ledger = new Ledger();
  const sent: string[] = [];
  const answer = { with: async (): Promise<HttpResponse> => ({ status: 200, headers: {}, body: new Uint8Array() }) };
  const network = {
    fetch: (request: HttpRequest) => {
      sent.push(`${request.method} ${new URL(request.url).pathname} ${new TextDecoder().decode(request.body)}`.trim());
      return answer.with();
    },
  } as unknown as Network;
  const entry = { url: 'http://127.0.0.1:1' as string | null };
  const traffic = new Traffic({ clock, network, ledger, entryUrl: () => entry.url }, { running: false, requestsPerSecond: plan.rate ?? 10, seed: plan.seed ?? 1, spacing: plan.spacing ?? 'random' });
  return { clock, ledger, sent, answer, entry, traffic };
}

describe('Traffic', () => {
  it('keeps the mean rate with evenly spaced requests', async () => {
    const { clock, sent, traffic } = setUp({ spacing: 'even' });

    traffic.set({ running: true });
    await clock.advance(millis(2_050));

    expect(sent).toHaveLength(20);
  });

  it('keeps the mean rate with random gaps', async () => {
    const { clock, sent, traffic } = setUp({ rate: 50 });

    traffic.set({ running: true });
    await clock.advance(millis(20_000));

    expect(sent.length).toBeGreaterThan(900);
    expect(sent.length).toBeLessThan(1_100);
  });

  it('sends the same requests for the same seed, and others for another', async () => {
    const runs = await Promise.all([1, 1, 2].map(async (seed) => {
      const { clock, sent, traffic } = setUp({ seed });
      traffic.set({ running: true });
      await clock.advance(millis(3_000));
      return sent.slice(0, 20);
    }));

    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]).not.toEqual(runs[2]);
    expect(new Set(runs[0]!.map((request) => request.split(' ')[0]))).toEqual(new Set(['GET', 'POST']));
  });

  it('stops and starts', async () => {
    const { clock, sent, traffic } = setUp({ spacing: 'even' });

    traffic.set({ running: true });
    await clock.advance(millis(150));
    traffic.set({ running: false });
    await clock.advance(millis(5_000));

    expect([sent.length, clock.pendingTimers]).toEqual([1, 0]);
  });

  it('writes every outcome into the ledger', async () => {
    const { ledger, answer, entry, traffic } = setUp();

    const good = await traffic.sendOne('book');
    answer.with = async () => ({ status: 502, headers: {}, body: new Uint8Array() });
    const bad = await traffic.sendOne('browse');
    answer.with = async () => { throw new Error('dial tcp 127.0.0.1:1: connect: connection refused'); };
    const unreachable = await traffic.sendOne('browse');
    entry.url = null;
    const closed = await traffic.sendOne('browse');

    expect([good, bad, unreachable, closed].map(({ status, error }) => [status, error])).toEqual([
      [200, null], [502, null], [0, 'dial tcp 127.0.0.1:1: connect: connection refused'], [0, 'the clinic is not open yet'],
    ]);
    expect(ledger.counts).toEqual({ sent: 4, succeeded: 1, failed: 3, inFlight: 0 });
    expect(ledger.requests.map(({ number, operation, via }) => [number, operation, via])).toEqual([[1, 'book', 'button'], [2, 'browse', 'button'], [3, 'browse', 'button'], [4, 'browse', 'button']]);
  });

  it('waits at 500 unanswered requests instead of filling the memory', async () => {
    const { clock, ledger, answer, traffic } = setUp({ rate: 200, spacing: 'even' });
    answer.with = () => new Promise(() => {});

    traffic.set({ running: true });
    await clock.advance(millis(5_000));

    expect(ledger.counts.inFlight).toBe(500);
  });
});
