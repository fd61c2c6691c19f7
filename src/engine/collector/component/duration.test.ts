import { expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { formatDuration, parseDuration } from './duration.ts';

it.each([
  ['0', 0], ['1h2m3.5s', 3_723_500], ['1.5h', 5_400_000], ['-2s', -2000], ['+2s', 2000], ['100us', 0.1], ['100µs', 0.1], ['5ns', 0.000005], ['.5s', 500], ['1s1s', 2000],
])('parseDuration(%s)', (text, wanted) => {
  const parsed = parseDuration(text);
  expect(parsed.ok && parsed.value).toBeCloseTo(wanted, 9);
});

it.each([
  ['', 'time: invalid duration ""'], ['10', 'time: missing unit in duration "10"'], ['1x', 'time: unknown unit "x" in duration "1x"'], ['abc', 'time: invalid duration "abc"'],
  ['.', 'time: invalid duration "."'], ['3000000h', 'time: invalid duration "3000000h"'],
])('parseDuration(%j) fails', (text, wanted) => {
  expect(parseDuration(text)).toEqual({ ok: false, error: wanted });
});

it.each([
  [0, '0s'], [200, '200ms'], [1500, '1.5s'], [60_000, '1m0s'], [90_000, '1m30s'], [3_600_000, '1h0m0s'], [300_000, '5m0s'], [0.1, '100µs'], [0.000005, '5ns'], [-2000, '-2s'],
])('formatDuration(%d)', (value, wanted) => {
  expect(formatDuration(millis(value))).toBe(wanted);
});
