import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { millis } from '#common/base/units.ts';
import { percentile, Stats, type StatsView } from './stats.ts';

const served = (status: number, durationMillis: number, caller = 'client') => ({ type: 'served', method: 'GET', route: '/', status, durationMillis, caller, request: null, context: null, remotePort: null }) as const;

function setUp() {
  const clock = new FakeClock();
  const nodes = { inItems: 0, outItems: 0, failedItems: 0 };
  const stats = new Stats({
    clock, services: ['web', 'visits'],
    collectors: () => new Map([['collector', new Map([['receiver/otlp', { ...nodes }]])]]),
    backends: () => new Map([['tempo', { traces: 1, spans: 2 }]]),
  });
  const published: StatsView[] = [];
  stats.changed((view) => published.push(view));
  return { clock, nodes, stats, published };
}

describe('Stats', () => {
  it('counts requests, errors, hops and spans', async () => {
    const { clock, nodes, stats } = setUp();

    for (let i = 0; i < 10; i += 1) {
      stats.served('web', served(i === 0 ? 500 : 200, i + 1));
      stats.served('visits', served(200, 1, 'web'));
      stats.received('collector', 'web', 2);
      stats.stored('collector', 'tempo', 2);
      nodes.inItems += 2;
      await clock.advance(millis(500));
    }

    expect(stats.view()).toEqual({
      uptimeMillis: 5_000,
      services: {
        web: { requests: 10, errors: 1, requestsPerSecond: 1.8, p95Millis: 10, recentErrorRatio: 0.1, spansPerSecond: 3.6 },
        visits: { requests: 10, errors: 0, requestsPerSecond: 1.8, p95Millis: 1, recentErrorRatio: 0, spansPerSecond: 0 },
      },
      hopsPerSecond: { 'client->web': 1.8, 'web->visits': 1.8, 'web->collector': 3.6, 'collector->tempo': 3.6 },
      collectors: { collector: { 'receiver/otlp': { inItems: 20, outItems: 0, droppedItems: 0, itemsPerSecond: 4 } } },
      backends: { tempo: { traces: 1, spans: 2, spansPerSecond: 3.6 } },
    });
  });

  it('publishes twice a second while numbers change, then rests', async () => {
    const { clock, stats, published } = setUp();

    stats.served('web', served(200, 1));
    await clock.advance(millis(60_000));

    expect(published.length).toBeGreaterThan(1);
    expect(published.length).toBeLessThan(15);
    expect(published.at(-1)?.services['web']?.requestsPerSecond).toBe(0);
    expect(clock.pendingTimers).toBe(0);
  });

  it('lets failures go half a minute later, with nothing else happening', async () => {
    const { clock, stats, published } = setUp();

    stats.served('web', served(500, 1));
    stats.served('web', served(200, 1));
    await clock.advance(millis(20_000));
    expect(published.at(-1)?.services['web']?.recentErrorRatio).toBe(0.5);
    await clock.advance(millis(20_000));

    expect(published.at(-1)?.services['web']).toMatchObject({ errors: 1, recentErrorRatio: null });
    expect(clock.pendingTimers).toBe(0);
  });

  it('takes the nearest rank for a percentile', () => {
    expect(percentile(Array.from({ length: 100 }, (_, i) => 100 - i), 0.95)).toBe(95);
    expect(percentile([7], 0.95)).toBe(7);
    expect(percentile([], 0.95)).toBeNull();
  });
});
