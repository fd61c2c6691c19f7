import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { bool, duration, enabledSection, headers, int, list, map, oneOf, optionalSection, secret, section, string, uint } from './fields.ts';

const verdict = (schema: z.ZodType, value: unknown): unknown => {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : parsed.error.issues.map((issue) => issue.message);
};

describe('fields', () => {
  it('read null and absence as "not written"', () => {
    const all = section({ a: string('x'), b: bool(true), c: int(3), d: duration('1m'), e: list(string()), f: map(string()), g: uint(4), h: secret(), i: headers(), j: section({ k: int(1) }) });
    const byDefault = { a: 'x', b: true, c: 3, d: 60_000, e: [], f: {}, g: 4, h: '', i: {}, j: { k: 1 } };

    expect(verdict(all, null)).toEqual(byDefault);
    expect(verdict(all, {})).toEqual(byDefault);
    expect(verdict(all, Object.fromEntries(Object.keys(byDefault).map((key) => [key, null])))).toEqual(byDefault);
  });

  it('decode numbers as Go does: fractions are cut, unsigned refuse minus', () => {
    expect([verdict(int(0), 1.9), verdict(int(0), -1.9), verdict(uint(0), 1.5)]).toEqual([1, -1, 1]);
    expect(verdict(uint(0), -1)).toEqual(["cannot parse value as 'uint32': -1 overflows uint"]);
  });

  it.each<[unknown, unknown]>([
    ['1h2m3.5s', 3_723_500], ['200ms', 200], [1_000_000, 1], ['10', ['time: missing unit in duration']], ['abc', ['time: invalid duration']], ['1x', ['time: unknown unit']], ['', ['time: invalid duration']],
  ])('read the duration %j', (written, wanted) => {
    expect(verdict(duration('5s'), written)).toEqual(wanted);
  });

  it('take a comma-separated string for a list', () => {
    expect(verdict(list(string()), 'a,b')).toEqual(['a', 'b']);
  });

  it('take headers as a map or as a list of pairs', () => {
    expect([verdict(headers(), { a: 'b' }), verdict(headers(), [{ name: 'a', value: 'b' }])]).toEqual([{ a: 'b' }, { a: 'b' }]);
  });

  it('say a wrong word in upstream\'s words', () => {
    expect(verdict(oneOf(['a', 'b'], 'a', (found) => `bad ${found}`), 'c')).toEqual(['bad c']);
  });

  it('tell absent, null and switched off apart in optional sections', () => {
    const schema = section({ off: optionalSection({ a: int(1) }), on: enabledSection({ a: int(1) }) });

    expect(verdict(schema, {})).toEqual({ off: undefined, on: { a: 1 } });
    expect(verdict(schema, { off: null, on: null })).toEqual({ off: { a: 1 }, on: { a: 1 } });
    expect(verdict(schema, { off: { enabled: false, a: 2 }, on: { enabled: false } })).toEqual({ off: undefined, on: undefined });
    expect(verdict(schema, { off: { b: 1 } })).not.toHaveProperty('off');
  });
});
