import { describe, expect, it } from 'vitest';
import type { HeaderField } from './headerField.ts';
import { annotateTraceparent } from './traceparent.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const parentId = 'b7ad6b7169203331';
const good = `00-${traceId}-${parentId}-01`;
/** `kind:problem` of each field that has one. */
const problems = (fields: readonly HeaderField[]): string[] => fields.flatMap(({ kind, problem }) => (problem === null ? [] : [`${kind}:${problem}`]));
const of = (value: string, isRepeated = false): string[] => problems(annotateTraceparent(value, isRepeated));

describe('traceparent', () => {
  it('is cut into its four fields', () => {
    expect(annotateTraceparent(good).map(({ kind, text }) => [kind, text])).toEqual([
      ['version', '00'], ['separator', '-'], ['traceId', traceId], ['separator', '-'], ['parentId', parentId], ['separator', '-'], ['flags', '01'],
    ]);
    expect(of(good)).toEqual([]);
  });

  it.each([
    ['no flags set', `00-${traceId}-${parentId}-00`],
    ['flags nobody knows yet', `00-${traceId}-${parentId}-ff`],
    ['the random flag of level 2', `00-${traceId}-${parentId}-03`],
    ['a later version of the same length', `cc-${traceId}-${parentId}-01`],
    ['a later version that goes on after a dash', `cc-${traceId}-${parentId}-01-what-comes-then`],
    ['a later version that ends in a dash', `01-${traceId}-${parentId}-01-`],
    ['spaces and tabs around it', ` \t${good}\t `],
  ])('lets pass %s', (_what, value) => {
    expect(of(value)).toEqual([]);
  });

  it.each([
    ['version ff', `ff-${traceId}-${parentId}-01`, ['version:forbiddenVersion']],
    ['version in upper case', `CC-${traceId}-${parentId}-01`, ['version:uppercase']],
    ['version that is no hex', `.0-${traceId}-${parentId}-01`, ['version:notHex']],
    ['version of one digit', `0-${traceId}-${parentId}-01`, ['version:length']],
    ['version of three digits', `000-${traceId}-${parentId}-01`, ['version:length']],
    ['upper-case trace id', `00-${traceId.toUpperCase()}-${parentId}-01`, ['traceId:uppercase']],
    ['trace id of zeros', `00-${'0'.repeat(32)}-${parentId}-01`, ['traceId:allZero']],
    ['trace id with a dot', `00-.${traceId.slice(1)}-${parentId}-01`, ['traceId:notHex']],
    ['short trace id', `00-${traceId.slice(1)}-${parentId}-01`, ['traceId:length']],
    ['long trace id', `00-${traceId}0-${parentId}-01`, ['traceId:length']],
    ['upper-case parent id', `00-${traceId}-${parentId.toUpperCase()}-01`, ['parentId:uppercase']],
    ['parent id of zeros', `00-${traceId}-${'0'.repeat(16)}-01`, ['parentId:allZero']],
    ['short parent id', `00-${traceId}-${parentId.slice(1)}-01`, ['parentId:length']],
    ['parent id with a dot', `00-${traceId}-.${parentId.slice(1)}-01`, ['parentId:notHex']],
    ['flags that are no hex', `00-${traceId}-${parentId}-.0`, ['flags:notHex']],
    ['upper-case flags', `00-${traceId}-${parentId}-0A`, ['flags:uppercase']],
    ['one flag digit', `00-${traceId}-${parentId}-1`, ['flags:length']],
    ['more after version 00', `${good}-what`, ['future:extraFields']],
    ['only a dash more after version 00', `${good}-`, ['future:extraFields']],
    ['a later version going on without a dash', `cc-${traceId}-${parentId}-01.what`, ['flags:length']],
    ['no flags', `00-${traceId}-${parentId}`, ['flags:length']],
    ['nothing', '', ['version:length', 'traceId:length']],
    ['two values joined into one', `${good}, ${good}`, ['flags:length', 'future:extraFields']],
    ['another dash for one', good.replaceAll('-', '_'), ['version:length', 'traceId:length']],
  ])('finds %s', (_what, value, expected) => {
    expect(of(value)).toEqual(expected);
  });

  it('is no good when sent twice', () => {
    expect(of(good, true)).toEqual(['version:duplicateHeader']);
  });
});
