import { describe, expect, it } from 'vitest';
import { formatDuration, formatRate } from './formatDuration.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0'], [80, '80 ns'], [999, '999 ns'], [412_000, '412 µs'], [999_600, '1.0 ms'], [8_240_000, '8.2 ms'], [43_000_000, '43 ms'], [999_600_000, '1.00 s'],
    [1_940_000_000, '1.94 s'], [18_420_000_000, '18.4 s'], [59_999_000_000, '1 min 00 s'], [125_000_000_000, '2 min 05 s'], [-43_000_000, '−43 ms'],
  ])('writes %d ns as %s', (nanos, text) => {
    expect(formatDuration(nanos)).toBe(text);
  });
});

describe('formatRate', () => {
  it('drops the fraction where it says nothing', () => {
    expect([2.14, 0.04, 99.6, 120.4].map(formatRate)).toEqual(['2.1', '0.0', '100', '120']);
  });
});
