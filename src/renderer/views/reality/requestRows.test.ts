import { describe, expect, it } from 'vitest';
import type { RealityRow } from '#common/contract/reality.ts';
import { balanceGap, countNewer, hasFailed, rowAfterKey, rowWindow, timeOfDay } from './requestRows.ts';

const row = (number: number): RealityRow => ({
  number, operation: 'POST /book', via: 'traffic', sentUnixMillis: 0, status: 201, durationMillis: 12, error: null, visited: [], silent: [], traceIds: [], endedSpans: 0, arrivedSpans: 0, fate: 'complete',
});

describe('countNewer', () => {
  const rows = [row(9), row(7), row(4)];

  it('counts what stands above the newest row known before', () => {
    expect([9, 7, 4].map((number) => countNewer(rows, number))).toEqual([0, 1, 2]);
  });

  it('does not need the row itself, which a filter may have taken away', () => {
    expect([12, 8, 5, 1].map((number) => countNewer(rows, number))).toEqual([0, 1, 2, 3]);
  });
});

describe('hasFailed', () => {
  it('holds for no answer and from 500 on', () => {
    expect([0, 500, 503].map((status) => hasFailed({ status }))).toEqual([true, true, true]);
  });

  it('does not hold in flight, for good answers, and for what the client got wrong', () => {
    expect([null, 201, 302, 404].map((status) => hasFailed({ status }))).toEqual([false, false, false, false]);
  });
});

describe('balanceGap', () => {
  it('is what nobody can account for, with its sign', () => {
    const even = { generated: 10, delivered: 5, dropped: 2, refused: 1, held: 2 };

    expect([even, { ...even, held: 0 }, { ...even, delivered: 9 }].map(balanceGap)).toEqual([0, 2, -4]);
  });
});

describe('timeOfDay', () => {
  it('is read in the local zone, to the millisecond', () => {
    expect(timeOfDay(new Date(2026, 10, 24, 4, 3, 7, 42).getTime())).toBe('04:03:07.042');
  });
});

describe('rowWindow', () => {
  it('keeps to the rows there are', () => {
    expect(rowWindow({ scrollTop: 0, height: 100, rowHeight: 28, count: 3 })).toEqual({ start: 0, end: 3 });
    expect(rowWindow({ scrollTop: 2800, height: 100, rowHeight: 28, count: 500 })).toEqual({ start: 94, end: 110 });
    expect(rowWindow({ scrollTop: 2800, height: 100, rowHeight: 28, count: 5 })).toEqual({ start: 5, end: 5 });
  });
});

describe('rowAfterKey', () => {
  const size = { count: 10, page: 4 };

  it('moves by one, by a page, and to both ends', () => {
    expect(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].map((key) => rowAfterKey(key, 5, size))).toEqual([6, 4, 9, 1, 0, 9]);
  });

  it('starts at the first row and stays inside', () => {
    expect([rowAfterKey('ArrowDown', -1, size), rowAfterKey('ArrowUp', 0, size), rowAfterKey('ArrowDown', 9, size)]).toEqual([0, 0, 9]);
  });

  it('leaves other keys and an empty table alone', () => {
    expect([rowAfterKey('x', 5, size), rowAfterKey('End', -1, { count: 0, page: 4 })]).toEqual([null, null]);
  });
});
