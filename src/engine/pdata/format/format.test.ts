import { describe, expect, it } from 'vitest';
import { unixNano } from '#common/base/units.ts';
import { Attributes, type AnyValue } from '../value.ts';
import { formatTime } from './time.ts';
import { valueToString, valueType } from './value.ts';

describe('the text of a value', () => {
  it.each<[AnyValue, string, string]>([
    [undefined, 'Empty', ''],
    ['text', 'Str', 'text'],
    [true, 'Bool', 'true'],
    [-5n, 'Int', '-5'],
    [1, 'Double', '1'],
    [1.5, 'Double', '1.5'],
    [1e21, 'Double', '1e+21'],
    [1e20, 'Double', '100000000000000000000'],
    [1e-7, 'Double', '1e-7'],
    [0.000001, 'Double', '0.000001'],
    [-0, 'Double', '-0'],
    [NaN, 'Double', 'NaN'],
    [-Infinity, 'Double', '-Infinity'],
    [Uint8Array.of(1, 2, 255, 4), 'Bytes', 'AQL/BA=='],
    [new Uint8Array(), 'Bytes', ''],
    [['a', 1n, 1.5, undefined, [true], Uint8Array.of(1)], 'Slice', '["a",1,1.5,null,[true],"AQ=="]'],
    [[], 'Slice', '[]'],
    [Attributes.of({ z: 9007199254740993n, a: '<b>&"\u2028', m: Attributes.empty }), 'Map', '{"a":"<b>&\\"\\u2028","m":{},"z":9007199254740993}'],
    [new Attributes([{ key: 'k', value: 1n }, { key: 'k', value: 2n }]), 'Map', '{"k":2}'],
    [[1, [NaN]], 'Slice', ''],
  ])('%s is %s(%s)', (value, type, text) => {
    expect(valueType(value)).toBe(type);
    expect(valueToString(value)).toBe(text);
  });
});

describe('formatTime', () => {
  it.each([
    [1581452772000000321n, '2020-02-11 20:26:12.000000321 +0000 UTC'],
    [1581452772100000000n, '2020-02-11 20:26:12.1 +0000 UTC'],
    [1581452772000000000n, '2020-02-11 20:26:12 +0000 UTC'],
    [0n, '1970-01-01 00:00:00 +0000 UTC'],
    [2n ** 64n - 1n, '1969-12-31 23:59:59.999999999 +0000 UTC'],
  ])('prints %d as Go does', (time, text) => {
    expect(formatTime(unixNano(time))).toBe(text);
  });
});
