import { expect, it } from 'vitest';
import { generalNumber, plainDecimal } from './goNumbers.ts';

const values = [0, -0, 1, -1.5, 100_000, 1e6, 1.234e-5, 1e-7, 0.0001, 1e21, -1.5e22, NaN, Infinity, -Infinity];

it('prints numbers without an exponent as FormatFloat does with f', () => {
  expect(values.map(plainDecimal)).toEqual([
    '0', '-0', '1', '-1.5', '100000', '1000000', '0.00001234', '0.0000001', '0.0001', '1000000000000000000000', '-15000000000000000000000', 'NaN', '+Inf', '-Inf',
  ]);
});

it('prints numbers with an exponent where %v and FormatFloat with g have one', () => {
  expect(values.map((value) => generalNumber(value, 21))).toEqual(['0', '-0', '1', '-1.5', '100000', '1000000', '1.234e-05', '1e-07', '0.0001', '1e+21', '-1.5e+22', 'NaN', '+Inf', '-Inf']);
  expect([100_000, 1e6, 0.11000000000000001, 45_441_024].map((value) => generalNumber(value, 6))).toEqual(['100000', '1e+06', '0.11000000000000001', '4.5441024e+07']);
});
