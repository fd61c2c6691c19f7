import { describe, expect, it } from 'vitest';
import { barIn, moved, ticks, zoomed } from './timeScale.ts';

describe('ticks', () => {
  it('stands on round times inside the window', () => {
    expect(ticks({ start: 0, end: 2e9 }, 4).map(({ nanos }) => nanos)).toEqual([0, 0.5e9, 1e9, 1.5e9, 2e9]);
    expect(ticks({ start: 0.3e9, end: 1.1e9 }, 4).map(({ nanos }) => nanos / 1e9)).toEqual([0.4, 0.6, 0.8, 1]);
  });

  it('has none in an empty window', () => {
    expect(ticks({ start: 5, end: 5 }, 4)).toEqual([]);
  });
});

describe('barIn', () => {
  it('cuts a span to the window and says on which side it goes on', () => {
    expect(barIn({ start: 100, end: 200 }, 50, 100)).toEqual({ left: 0, width: 0.5, cutStart: true, cutEnd: false });
    expect(barIn({ start: 100, end: 200 }, 150, 500)).toEqual({ left: 0.5, width: 0.5, cutStart: false, cutEnd: true });
  });

  it('is null outside the window', () => {
    expect(barIn({ start: 100, end: 200 }, 0, 50)).toBeNull();
  });
});

describe('zoomed', () => {
  it('keeps what is under the pointer where it is', () => {
    const window = zoomed({ start: 0, end: 1_000_000 }, 0.5, 0.25, { whole: 1_000_000 });

    expect(window).toEqual({ start: 125_000, end: 625_000 });
  });

  it('never leaves the trace nor shows less than a microsecond', () => {
    expect(zoomed({ start: 0, end: 10_000 }, 0.001, 0, { whole: 10_000 })).toEqual({ start: 0, end: 1_000 });
    expect(zoomed({ start: 0, end: 1_000 }, 1000, 0.9, { whole: 10_000 })).toEqual({ start: 0, end: 10_000 });
    expect(moved({ start: 0, end: 1_000 }, -500, 10_000)).toEqual({ start: 0, end: 1_000 });
  });
});
