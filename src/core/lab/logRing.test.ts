import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { millis } from '#common/base/units.ts';
import { lineLevel, LogRing } from './logRing.ts';

describe('LogRing', () => {
  it('keeps the newest lines and their numbers', () => {
    const ring = new LogRing(new FakeClock(), 100);

    for (let i = 1; i <= 1_000; i += 1) ring.push('info', String(i));

    expect(ring.after(0)).toHaveLength(100);
    expect(ring.after(998).map((line) => line.text)).toEqual(['999', '1000']);
  });

  it('tells listeners in bundles', async () => {
    const clock = new FakeClock();
    const ring = new LogRing(clock);
    const bundles: number[] = [];
    ring.logged((lines) => bundles.push(lines.length));

    for (let i = 0; i < 10; i += 1) ring.push('info', 'x');
    await clock.advance(millis(100));
    ring.push('info', 'x');
    await clock.advance(millis(100));

    expect(bundles).toEqual([10, 1]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('reads the level out of a service\'s line', () => {
    expect(['2026-11-24T08:00:00.000Z ERROR visits boom', '2026-11-24T08:00:00.000Z WARN visits slow', '(node:1) Warning'].map(lineLevel)).toEqual(['error', 'warn', 'info']);
  });
});
