import { describe, expect, it } from 'vitest';
import { holds, LogTail } from './logTail.ts';

const line = (sequence: number) => ({ sequence, level: 'info' as const, text: `line ${String(sequence)}` });

describe('LogTail', () => {
  it('keeps each line once, in order', () => {
    const tail = new LogTail();

    tail.add([line(2), line(1)]);
    const fresh = tail.add([line(2), line(3)]);

    expect(fresh).toEqual([line(3)]);
    expect(tail.lines.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('forgets the oldest beyond 5,000', () => {
    const tail = new LogTail();

    tail.add(Array.from({ length: 6_000 }, (_, index) => line(index + 1)));

    expect([tail.lines.length, tail.lines[0]?.sequence]).toEqual([5_000, 1_001]);
  });
});

describe('holds', () => {
  it('ignores case and the space around', () => {
    expect([holds(line(1), ' LINE '), holds(line(1), ''), holds(line(1), 'x')]).toEqual([true, true, false]);
  });
});
