import { describe, expect, it } from 'vitest';
import { annotateTracestate, newTracestate } from './tracestate.ts';

const of = (...values: string[]): string[] => {
  const sofar = newTracestate();
  return values.flatMap((value) => annotateTracestate(value, sofar)).flatMap(({ kind, text, problem }) => (problem === null ? [] : [`${kind} ${text.slice(0, 12)}: ${problem}`]));
};
const list = (count: number, from = 0): string => Array.from({ length: count }, (_, at) => `k${from + at}=1`).join(',');

describe('tracestate', () => {
  it('is cut into keys and values', () => {
    expect(annotateTracestate('foo=1 ,\t bar@sys= 2').map(({ kind, text }) => [kind, text])).toEqual([
      ['key', 'foo'], ['separator', '='], ['value', '1'], ['separator', ' '], ['separator', ','],
      ['separator', '\t '], ['key', 'bar@sys'], ['separator', '='], ['value', ' 2'],
    ]);
  });

  it.each([
    ['empty members', 'foo=1,,, ,bar=2,'],
    ['nothing', ''],
    ['every character of a key', 'a0_-*/=1'],
    ['a tenant that begins with a digit', '0t@sys=1'],
    ['a key of 256', `${'z'.repeat(256)}=1`],
    ['a tenant of 241 and a system of 14', `${'t'.repeat(241)}@${'v'.repeat(14)}=1`],
    ['every printable character of a value', 'foo=!"#$%&\'()*+-./:;<>?@[\\]^_`{|}~ x'],
    ['a value of 256', `foo=${'v'.repeat(256)}`],
    ['32 members', list(32)],
    ['more than 512 characters', `a=${'v'.repeat(250)},b=${'v'.repeat(250)},c=${'v'.repeat(250)}`],
  ])('lets pass %s', (_what, value) => {
    expect(of(value)).toEqual([]);
  });

  it.each([
    ['a space before the equals sign', 'foo =1', ['key foo : badKey']],
    ['upper case', 'FOO=1', ['key FOO: badKey']],
    ['a dot', 'foo.bar=1', ['key foo.bar: badKey']],
    ['a digit first', '1foo=1', ['key 1foo: badKey']],
    ['no key', '=1', ['key : badKey']],
    ['no system', 'foo@=1,bar=2', ['key foo@: badKey']],
    ['no tenant', '@foo=1', ['key @foo: badKey']],
    ['two at signs', 'foo@bar@baz=1', ['key foo@bar@baz: badKey']],
    ['two at signs in a row', 'foo@@bar=1', ['key foo@@bar: badKey']],
    ['a system that begins with a digit', 'foo@1=1', ['key foo@1: badKey']],
    ['a key of 257', `${'z'.repeat(257)}=1`, ['key zzzzzzzzzzzz: tooLong']],
    ['a tenant of 242', `${'t'.repeat(242)}@v=1`, ['key tttttttttttt: tooLong']],
    ['a system of 15', `t@${'v'.repeat(15)}=1`, ['key t@vvvvvvvvvv: tooLong']],
    ['another equals sign', 'foo=bar=baz', ['value bar=baz: badValue']],
    ['no value', 'foo=,bar=3', ['value : badValue']],
    ['a value that is not ASCII', 'foo=\u00e9', ['value \u00e9: badValue']],
    ['a tab within a value', 'foo=a\tb', ['value a\tb: badValue']],
    ['a value of 257', `foo=${'v'.repeat(257)}`, ['value vvvvvvvvvvvv: tooLong']],
    ['a member without equals sign', 'foo', ['invalid foo: badValue']],
    ['a key twice', 'foo=1,foo=1', ['key foo: duplicateKey']],
    ['33 members', list(33), ['key k32: tooMany']],
  ])('finds %s', (_what, value, expected) => {
    expect(of(value)).toEqual(expected);
  });

  it('is one list over repeated headers', () => {
    expect(of('foo=1', '', 'bar=2,foo=3')).toEqual(['key foo: duplicateKey']);
    expect(of(list(20), list(13, 20))).toEqual(['key k32: tooMany']);
  });
});
