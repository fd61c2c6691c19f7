import { describe, expect, it } from 'vitest';
import { parseYaml } from './parseYaml.ts';
import { child, placeAt, toPlain } from './value.ts';

const plain = (text: string): unknown => {
  const parsed = parseYaml(text, 0);
  return parsed.ok ? toPlain(parsed.value) : parsed.error.text;
};
const type = (text: string): string => {
  const parsed = parseYaml(`k: ${text}`, 0);
  const value = parsed.ok ? child(parsed.value, 'k') : undefined;
  return value?.kind === 'scalar' ? `${value.type} ${String(value.value)}` : 'not a scalar';
};

describe('parseYaml: scalars as go-yaml reads them', () => {
  it.each([
    ['0777', 'int 511'], ['1_000', 'int 1000'], ['0o17', 'int 15'], ['0x1f', 'int 31'], ['0b11', 'int 3'], ['+1', 'int 1'], ['012', 'int 10'], ['08', 'float64 8'],
    ['yes', 'string yes'], ['on', 'string on'], ['y', 'string y'], ['TRUE', 'bool true'], ['False', 'bool false'],
    ['2024-01-01', 'time.Time 2024-01-01'], ['2024-01-01T00:00:00Z', 'time.Time 2024-01-01T00:00:00Z'], ['12:30:45', 'string 12:30:45'],
    ['1e3', 'float64 1000'], ['.5', 'float64 0.5'], ['1.', 'float64 1'], ['.inf', 'float64 Infinity'], ['1e400', 'string 1e400'],
    ['9223372036854775808', 'uint64 9223372036854776000'], ['18446744073709551616', 'float64 18446744073709552000'],
    ['~', 'nil null'], ['Null', 'nil null'], ['""', 'string '], ['"0777"', 'string 0777'], ['!!str 3', 'string 3'], ['1,000', 'string 1,000'], ['127.0.0.1:4317', 'string 127.0.0.1:4317'],
  ])('reads %s as %s', (text, wanted) => {
    expect(type(text)).toBe(wanted);
  });
});

describe('parseYaml: mistakes, in go-yaml\'s words', () => {
  it.each([
    ['a: b: c', 'yaml: mapping values are not allowed in this context'],
    ['a: 1\n b: 2', 'yaml: line 2: mapping values are not allowed in this context'],
    ['a: 1\na: 2', 'yaml: unmarshal errors:\n  line 2: mapping key "a" already defined at line 1'],
    ['a:\n b: 1\n b: 2\nc: 1\nc: 3', 'yaml: unmarshal errors:\n  line 5: mapping key "c" already defined at line 4'],
    ['a: [1\n', "yaml: line 1: did not find expected ',' or ']'"],
    ['a: {b: 1\nc: 2\n', "yaml: line 1: did not find expected ',' or '}'"],
    ['receivers: {otlp: ${foo:bar}}', "yaml: did not find expected ',' or '}'"],
    ['a:\n\tb: 1\n', 'yaml: line 2: found character that cannot start any token'],
    ['a: @x\n', 'yaml: found character that cannot start any token'],
    ['a: *x\n', "yaml: unknown anchor 'x' referenced"],
    ['a: *\n', 'yaml: did not find expected alphabetic or numeric character'],
    ['a: 1\nb\nc: 2\n', "yaml: line 2: could not find expected ':'"],
    ['a:\n  - b\n c: 1\n', 'yaml: line 2: did not find expected key'],
    ['a:\n  b:\n    c: 1\n    d: [x]]\n', 'yaml: line 2: did not find expected key'],
    ['a: ]\n', 'yaml: did not find expected node content'],
    ['a: 1\nb:\n  c: ]\n', 'yaml: line 2: did not find expected node content'],
    ['a: 1\nb: [x, }]\n', 'yaml: line 1: did not find expected node content'],
    ['service:\n  pipelines:\n    traces:\n      receivers: [otlp]\n       exporters: [x]\n', 'yaml: line 3: did not find expected key'],
    ['service:\n    traces:\n      receivers: [otlp]\n     exporters: [x]\n', 'yaml: line 1: did not find expected key'],
    ['a: "xx\nb: 1\n', 'yaml: line 3: found unexpected end of stream'],
    ['a: - b\n', 'yaml: block sequence entries are not allowed in this context'],
    ['a: "\\z"\n', 'yaml: found unknown escape character'],
    ['x: &a [1]\ny: {<<: *a}\n', 'yaml: map merge requires map or sequence of maps as the value'],
  ])('%j', (text, wanted) => {
    expect(plain(text)).toBe(wanted);
  });

  it('points at the second of two equal keys', () => {
    const parsed = parseYaml('a: 1\nbb: 2\na: 3\n', 0);

    expect(parsed.ok ? undefined : parsed.error.range).toEqual({ startLine: 3, startColumn: 1, endLine: 3, endColumn: 2 });
  });
});

describe('parseYaml: structure', () => {
  it('reads only the first document', () => {
    expect(plain('a: 1\n---\nb: 2\n')).toEqual({ a: 1 });
  });

  it('follows aliases and merge keys; own keys win', () => {
    expect(plain('x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\nz: *x\n')).toEqual({ x: { a: 1, b: 2 }, y: { b: 3, a: 1 }, z: { a: 1, b: 2 } });
  });

  it('knows where a key and a value stand', () => {
    const parsed = parseYaml('receivers:\n  otlp:\n    protocols: wrong\n', 0);
    if (!parsed.ok) throw new Error(parsed.error.text);

    expect(placeAt(parsed.value, ['receivers', 'otlp', 'protocols'], true).range).toEqual({ startLine: 3, startColumn: 5, endLine: 3, endColumn: 14 });
    expect(placeAt(parsed.value, ['receivers', 'otlp', 'protocols']).range).toEqual({ startLine: 3, startColumn: 16, endLine: 3, endColumn: 21 });
    expect(placeAt(parsed.value, ['receivers', 'otlp', 'missing', 'deeper']).range.startLine).toBe(2);
  });
});

describe('parseYaml: hostile texts', () => {
  it.each([
    ['keys that shrink as they are indented', Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}${'a'.repeat(400 - i)}:`).join('\n')],
    ['entries of entries', Array.from({ length: 300 }, (_, i) => `${'  '.repeat(i)}- a:`).join('\n')], ['explicit keys', '? '.repeat(2000)],
    ['brackets', '['.repeat(100_000)], ['braces', '{a: '.repeat(5000)], ['nested sequences', '- '.repeat(5000)], ['indentation', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('refuses deep %s twice, and lives', (_name, text) => {
    expect(plain(text)).toBe('yaml: the configuration is nested more than 100 levels deep');
    expect(plain(text)).toBe('yaml: the configuration is nested more than 100 levels deep');
  });

  it('refuses an alias bomb', () => {
    const bomb = Array.from({ length: 12 }, (_, i) => (i === 0 ? 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]' : `a${String(i)}: &a${String(i)} [${Array(10).fill(`*a${String(i - 1)}`).join(', ')}]`)).join('\n');

    expect(plain(bomb)).toBe('yaml: document contains excessive aliasing');
  });

  it('refuses what is too long', () => {
    expect(plain(`a: ${'x'.repeat(4_000_001)}`)).toBe('yaml: the configuration is longer than 4000000 characters');
  });

  it('reads 20,000 keys', () => {
    expect(Object.keys(plain(Array.from({ length: 20_000 }, (_, i) => `k${String(i)}: ${String(i)}`).join('\n')) as object)).toHaveLength(20_000);
  });

  it('accepts ordinary nesting with many siblings', () => {
    const text = Array.from({ length: 300 }, (_, i) => `a${String(i)}:\n  b:\n    - c: {d: [1, 2]}\n      e: 1\n    - f`).join('\n');

    expect(typeof plain(text)).toBe('object');
  });
});
