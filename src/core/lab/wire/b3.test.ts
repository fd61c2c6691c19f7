import { describe, expect, it } from 'vitest';
import { annotateB3, annotateB3Multi } from './b3.ts';
import type { HeaderField } from './headerField.ts';

const traceId = '80f198ee56343ba864fe8b2a57d3eff7';
const spanId = 'e457b5a2e4d86bd1';
const parentId = '05e3ac9a4f6e3b90';
const shape = (fields: readonly HeaderField[]): string => fields.map(({ kind, problem }) => (kind === 'separator' ? '-' : problem === null ? kind : `${kind}!${problem}`)).join(' ');

describe('b3', () => {
  it.each([
    [`${traceId}-${spanId}-1-${parentId}`, 'traceId - spanId - sampled - b3ParentId'],
    [`${traceId}-${spanId}-0`, 'traceId - spanId - sampled'],
    [`${traceId}-${spanId}-d`, 'traceId - spanId - debug'],
    [`${traceId}-${spanId}`, 'traceId - spanId'],
    [`${traceId.slice(16)}-${spanId}-1`, 'traceId - spanId - sampled'],
    [`${traceId}-${spanId}-${parentId}`, 'traceId - spanId - b3ParentId'],
    ['0', 'sampled'],
    ['1', 'sampled'],
    ['d', 'debug'],
    ['2', 'sampled!badFlag'],
    ['', 'sampled!badFlag'],
    [traceId, 'traceId spanId!length'],
    [`${traceId}-`, 'traceId - spanId!length'],
    [`${traceId.slice(1)}-${spanId}`, 'traceId!length - spanId'],
    [`${traceId.toUpperCase()}-${spanId}-1`, 'traceId!uppercase - spanId - sampled'],
    [`${'0'.repeat(32)}-${'0'.repeat(16)}-1`, 'traceId!allZero - spanId!allZero - sampled'],
    [`${traceId}-${spanId.replace('e', 'x')}-1`, 'traceId - spanId!notHex - sampled'],
    [`${traceId}-${spanId}-true`, 'traceId - spanId - sampled!badFlag'],
    [`${traceId}-${spanId}-1-${parentId.slice(1)}`, 'traceId - spanId - sampled - b3ParentId!length'],
    [`${traceId}-${spanId}-1-${parentId}-x-y`, 'traceId - spanId - sampled - b3ParentId - invalid!extraFields'],
    [`${traceId}-${spanId}-${parentId}-x`, 'traceId - spanId - b3ParentId - invalid!extraFields'],
  ])('reads %s', (value, expected) => {
    expect(shape(annotateB3(value))).toBe(expected);
  });

  it('is no good when sent twice', () => {
    expect(shape(annotateB3('0', true))).toBe('sampled!duplicateHeader');
  });
});

describe('X-B3 headers', () => {
  it.each([
    ['x-b3-traceid', traceId, 'traceId'],
    ['x-b3-traceid', traceId.slice(16), 'traceId'],
    ['x-b3-traceid', traceId.slice(1), 'traceId!length'],
    ['x-b3-spanid', spanId, 'spanId'],
    ['x-b3-spanid', spanId.toUpperCase(), 'spanId!uppercase'],
    ['x-b3-parentspanid', parentId, 'b3ParentId'],
    ['x-b3-sampled', '1', 'sampled'],
    ['x-b3-sampled', '0', 'sampled'],
    ['x-b3-sampled', 'true', 'sampled!badFlag'],
    ['x-b3-sampled', 'd', 'sampled!badFlag'],
    ['x-b3-flags', '1', 'debug'],
    ['x-b3-flags', '0', 'debug'],
    ['x-b3-flags', '4', 'debug!badFlag'],
  ])('%s: %s', (name, value, expected) => {
    expect(shape(annotateB3Multi(name, value))).toBe(expected);
  });
});
