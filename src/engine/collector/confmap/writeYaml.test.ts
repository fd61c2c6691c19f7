import { describe, expect, it } from 'vitest';
import { naturally, writeYaml } from './writeYaml.ts';

describe('writeYaml', () => {
  it('indents by four, items by two from their dash', () => {
    expect(writeYaml({ b: [{ x: { y: [1] }, w: 1 }, 'a', [], {}], a: {} })).toBe('a: {}\nb:\n    - w: 1\n      x:\n        "y":\n            - 1\n    - a\n    - []\n    - {}\n');
  });

  it.each([
    ['a', 'a'], ['', '""'], ['123', '"123"'], ['true', '"true"'], ['on', '"on"'], ['1:30', '"1:30"'], ['~', '"~"'], ['*', "'*'"], ['a: b', "'a: b'"], ['a:b', 'a:b'], ['a #b', "'a #b'"], [' a', "' a'"], ["'q'", "'''q'''"],
    ['localhost:4317', 'localhost:4317'], ['[REDACTED]', "'[REDACTED]'"], ['-', "'-'"], ['-a', '-a'], ['0750', '"0750"'], ['a\u0001', '"a\\x01"'], ['é中', 'é中'], ['2020-01-01', '"2020-01-01"'],
  ])('writes the string %j as %s', (text, wanted) => {
    expect(writeYaml({ k: text })).toBe(`k: ${wanted}\n`);
  });

  it('writes several lines as a block', () => {
    expect(writeYaml({ k: { m: 'x\ny\n' } })).toBe('k:\n    m: |\n        x\n        y\n');
    expect(writeYaml({ k: 'x\ny' })).toBe('k: |-\n    x\n    y\n');
  });
});

it('orders keys naturally', () => {
  expect(['batch/10', 'batch/2', 'batch', 'b_c', 'b1', 'a'].sort(naturally)).toEqual(['a', 'b_c', 'b1', 'batch', 'batch/2', 'batch/10']);
});
