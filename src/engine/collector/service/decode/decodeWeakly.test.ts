import { describe, expect, it } from 'vitest';
import { bool, duration, float, headers, id, int, list, map, section, string, uint } from '../../component/fields.ts';
import { parseYaml } from '../../confmap/parseYaml.ts';
import { weakDecoder } from './decodeWeakly.ts';
import type { Line } from './faults.ts';

const schema = section({
  text: string(), flag: bool(false), whole: int(0), small: uint(0, 'uint16'), part: float(0), wait: duration('0s'), words: list(string()), headers: headers(), other: id(),
  inner: section({ deep: int(0) }), many: list(section({ key: string() })), table: map(int(0)),
});

function decode(text: string): unknown {
  const value = parseYaml(text, 0);
  if (!value.ok) throw new Error(value.error.text);
  const lines: Line[] = [];
  const plain = weakDecoder.decode(schema, value.value, '', lines);
  return lines.length > 0 ? weakDecoder.failed(lines) : plain;
}

describe('weakDecoder', () => {
  it.each([
    ['text: 12', { text: '12' }], ['text: true', { text: '1' }], ['text: 1e30', { text: '1000000000000000000000000000000' }], ['text: 0x1f', { text: '31' }],
    ['flag: "true"', { flag: true }], ['flag: T', { flag: true }], ['flag: 0', { flag: false }], ['flag: ""', { flag: false }],
    ['whole: "12"', { whole: 12 }], ['whole: ""', { whole: 0 }], ['whole: "0x1f"', { whole: 31 }], ['whole: "-1_0"', { whole: -10 }], ['whole: 1.9', { whole: 1 }], ['whole: true', { whole: 1 }],
    ['small: -1', { small: 65535 }], ['small: 65537', { small: 1 }], ['part: "1.5e2"', { part: 150 }], ['part: true', { part: 1 }],
    ['wait: 1m', { wait: '1m' }], ['wait: 10', { wait: 10 }], ['wait: true', { wait: 1 }],
    ['words: a,b', { words: ['a', 'b'] }], ['words: ""', { words: [] }], ['words: 1', { words: ['1'] }], ['words: [1, true]', { words: ['1', '1'] }], ['words: {}', { words: [] }],
    ['headers: {a: 1}', { headers: { a: '1' } }], ['headers: [{a: b}, {c: d}]', { headers: { a: 'b', c: 'd' } }], ['inner:', { inner: null }], ['many: {key: a}', { many: [{ key: 'a' }] }],
    ['table: [{a: "1"}]', { table: { a: 1 } }], ['other: a-b/c d', { other: 'a-b/c d' }],
  ])('takes %s', (text, wanted) => {
    expect(decode(text)).toEqual(wanted);
  });

  it.each([
    ['whole: abc', "cannot parse 'whole' as int: strconv.ParseInt: parsing \"abc\": invalid syntax"],
    ['small: "65536"', "cannot parse 'small' as uint: strconv.ParseUint: parsing \"65536\": value out of range"],
    ['part: abc', "cannot parse 'part' as float: strconv.ParseFloat: parsing \"abc\": invalid syntax"],
    ['flag: yes', "cannot parse 'flag' as bool: strconv.ParseBool: parsing \"yes\": invalid syntax"],
    ['text: [a]', "'text' expected type 'string', got unconvertible type '[]interface {}', value: '[a]'"],
    ['whole: {b: 2, a: 1.5}', "'whole' expected type 'int', got unconvertible type 'map[string]interface {}', value: 'map[a:1.5 b:2]'"],
    ['wait: "10"', "error decoding 'wait': time: missing unit in duration \"10\""],
    ['inner: 1', "'inner' expected a map, got 'int'"], ['inner: [a]', "'inner' expected a map, got 'slice'"], ['inner: {deep: [1], x: 1}', "'inner' has invalid keys: x\n* 'inner.deep' expected type 'int', got unconvertible type '[]interface {}', value: '[1]'"],
    ['many: [a]', "'many[0]' expected a map, got 'string'"], ['headers: a', "'headers' expected a map, got 'string'"], ['headers: [a]', "'headers[0]' expected a map, got 'string'"], ['other: 1', "'other' expected a map, got 'int'"],
    ['zz: 1\naa: 2', "'' has invalid keys: aa, zz"],
  ])('refuses %s', (text, wanted) => {
    const count = wanted.split('\n').length;

    expect(decode(text)).toBe(`${String(count)} error(s) decoding:\n\n* ${wanted}`);
  });
});
