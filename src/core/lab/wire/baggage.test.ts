import { describe, expect, it } from 'vitest';
import { annotateBaggage, newBaggage } from './baggage.ts';

const of = (...values: string[]): string[] => {
  const sofar = newBaggage();
  return values.flatMap((value) => annotateBaggage(value, sofar)).flatMap(({ kind, text, problem }) => (problem === null ? [] : [`${kind} ${text.slice(0, 12)}: ${problem}`]));
};
const list = (count: number): string => Array.from({ length: count }, (_, at) => `k${at}=1`).join(',');

describe('baggage', () => {
  it('is cut into keys, values and properties', () => {
    expect(annotateBaggage('user = Ana%20B ; ttl=3;secret,x=1').map(({ kind, text }) => [kind, text])).toEqual([
      ['key', 'user'], ['separator', ' = '], ['value', 'Ana%20B'], ['separator', ' '], ['separator', ';'], ['separator', ' '], ['property', 'ttl=3'],
      ['separator', ';'], ['property', 'secret'], ['separator', ','], ['key', 'x'], ['separator', '='], ['value', '1'],
    ]);
  });

  it.each([
    ['an empty value', 'a='],
    ['an equals sign in a value', 'a=b=c'],
    ['octets that are no UTF-8', 'a=%ff'],
    ['a key twice', 'a=1,a=2'],
    ['every character of a token', "!#$%&'*+-.^_`|~09azAZ=1"],
    ['64 members', list(64)],
    ['8192 bytes', `a=${'v'.repeat(8190)}`],
  ])('lets pass %s', (_what, value) => {
    expect(of(value)).toEqual([]);
  });

  it.each([
    ['a key that is no token', 'a b=1', ['key a b: badKey']],
    ['no key', '=1', ['key : badKey']],
    ['no equals sign', 'a', ['invalid a: badValue']],
    ['nothing', '', ['invalid : badKey']],
    ['an empty member', 'a=1,,b=2', ['invalid : badKey']],
    ['a space within a value', 'a=b c', ['value b c: badValue']],
    ['a quote', 'a="b"', ['value "b": badValue']],
    ['a backslash', 'a=b\\', ['value b\\: badValue']],
    ['a value that is not encoded', 'a=\u00e9', ['value \u00e9: badValue']],
    ['a percent sign alone', 'a=100%', ['value 100%: badEncoding']],
    ['a percent sign before no hex', 'a=%zz', ['value %zz: badEncoding']],
    ['a property without key', 'a=1;=2', ['property =2: badKey']],
    ['an empty property', 'a=1;', ['property : badKey']],
    ['a property with a bad value', 'a=1;p="x"', ['property p="x": badValue']],
    ['65 members', list(65), ['key k64: tooMany']],
    ['8193 bytes', `a=${'v'.repeat(8191)}`, ['key a: tooLong']],
  ])('finds %s', (_what, value, expected) => {
    expect(of(value)).toEqual(expected);
  });

  it('is one list over repeated headers', () => {
    expect(of(list(64), 'last=1')).toEqual(['key last: tooMany']);
    expect(of(`a=${'v'.repeat(8186)}`, 'b=1')).toEqual([]);
    expect(of(`a=${'v'.repeat(8187)}`, 'b=1')).toEqual(['key b: tooLong']);
  });
});
