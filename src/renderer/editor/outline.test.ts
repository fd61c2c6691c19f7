import { describe, expect, it } from 'vitest';
import { maxNesting, nestingDepth } from './nesting.ts';
import { quickFixFor } from './quickFix.ts';
import { definitionAt, definitions } from './yamlOutline.ts';

const config = `receivers:
  otlp:
    protocols:
      grpc:
# batch: not this one
processors:
  batch:
    timeout: 1s
  "attributes/env":
    actions: []
connectors:
  count:
exporters:
  debug:
extensions:
  zpages:
service:
  extensions: [zpages]
  pipelines:
    traces:
      receivers: [otlp]
      processors:
      - batch
      - attributes/env
      exporters: [debug, count]
    metrics:
      receivers: [count]
`;
const lines = config.split('\n');
const place = (text: string, nth = 0) => {
  const line = lines.map((one, index) => (one.includes(text) ? index : -1)).filter((index) => index >= 0)[nth] ?? 0;
  return { line: line + 1, column: (lines[line] ?? '').indexOf(text) + 2 };
};

describe('definitions', () => {
  it('finds every component with its place', () => {
    expect(definitions(config).map(({ section, componentId, line, column }) => `${section}/${componentId} ${String(line)}:${String(column)}`)).toEqual([
      'receivers/otlp 2:3', 'processors/batch 7:3', 'processors/attributes/env 9:4', 'connectors/count 12:3', 'exporters/debug 14:3', 'extensions/zpages 16:3',
    ]);
  });
});

describe('definitionAt', () => {
  it.each([
    ['an entry of a flow list', { line: 21, column: 20 }, 2],
    ['an item of a block list at its key’s indentation', { line: 23, column: 10 }, 7],
    ['a name with a slash', { line: 24, column: 14 }, 9],
    ['a connector used as exporter', { line: 25, column: 28 }, 12],
    ['a connector used as receiver', { line: 27, column: 20 }, 12],
    ['an extension', { line: 18, column: 18 }, 16],
  ])('goes from %s to its definition', (_name, from, line) => {
    expect(definitionAt(config, from)?.line).toBe(line);
  });

  it.each([
    ['a definition', place('batch:', 1)],
    ['a setting', place('timeout')],
    ['the word receivers in a pipeline', { line: 21, column: 9 }],
    ['an empty place', { line: 1, column: 40 }],
    ['a line that is not there', { line: 99, column: 1 }],
  ])('stays where it is on %s', (_name, from) => {
    expect(definitionAt(config, from)).toBeNull();
  });
});

describe('nestingDepth', () => {
  it('is small for what people write', () => {
    expect(nestingDepth(config)).toBeLessThan(10);
  });

  it.each([
    ['brackets', '['.repeat(1000)],
    ['brackets on many lines', '[\n'.repeat(1000)],
    ['sequences in sequences', '- '.repeat(1000)],
    ['mappings by indentation', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['braces with keys', '{a: '.repeat(1000)],
    ['complex keys', '? '.repeat(1000)],
  ])('sees a thousand %s', (_name, text) => {
    expect(nestingDepth(text)).toBeGreaterThan(maxNesting);
  });

  it('does not add up what is closed', () => {
    expect(nestingDepth('a: [[1], [2]]\n'.repeat(1000))).toBeLessThan(5);
  });
});

describe('quickFixFor', () => {
  const range = { startLine: 3, startColumn: 5, endLine: 3, endColumn: 10 };

  it('reads the replacement from the hint', () => {
    expect(quickFixFor({ hint: 'did you mean "batch"?', range })).toEqual({ kind: 'changeTo', text: 'batch', range });
  });

  it.each([
    ['no hint', {}, range], ['another hint', { hint: 'write a list: [a, b]' }, range], ['no place', { hint: 'did you mean "batch"?' }, null],
    ['many lines', { hint: 'did you mean "batch"?' }, { ...range, endLine: 4 }],
  ])('offers nothing for %s', (_name, hint, at) => {
    expect(quickFixFor({ ...hint, range: at })).toBeNull();
  });
});
