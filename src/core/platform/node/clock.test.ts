import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { millis } from '#common/base/units.ts';
import { SystemClock } from './clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('SystemClock', () => {
  it('follows the monotonic clock while the wall agrees, and the wall when it was set', () => {
    const clock = new SystemClock();
    vi.advanceTimersByTime(100);
    expect(clock.now()).toBe(1_700_000_000_100_000_000n);

    vi.setSystemTime(1_700_000_000_099);
    expect(clock.now()).toBe(1_700_000_000_100_000_000n);

    vi.setSystemTime(1_600_000_000_000);
    expect(clock.now()).toBe(1_600_000_000_000_000_000n);
    vi.advanceTimersByTime(5);
    expect(clock.now()).toBe(1_600_000_000_005_000_000n);
  });

  it('fires once, not after disposal, and not early for delays beyond what Node takes', () => {
    const clock = new SystemClock();
    const fired: string[] = [];
    clock.setTimeout(() => fired.push('short'), millis(10));
    clock.setTimeout(() => fired.push('disposed'), millis(10))[Symbol.dispose]();
    clock.setTimeout(() => fired.push('long'), millis(3e9));

    vi.advanceTimersByTime(1_000);
    expect(fired).toEqual(['short']);
    vi.advanceTimersByTime(2_999_999_000);
    expect(fired).toEqual(['short', 'long']);
  });
});
