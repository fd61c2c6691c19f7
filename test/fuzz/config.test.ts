import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '#common/base/diagnostic.ts';
import { eras } from '#engine/collector/component/era.ts';
import { fullRelease } from '#engine/collector/components/distributions.ts';
import { createCollector } from '#engine/collector/service/createCollector.ts';
import { fakeHost } from '#engine/collector/testing/fakeHost.ts';
import { goodConfigs } from './goodConfigs.ts';
import { mutation } from './mutations.ts';

const runs = 10_000;
/** Generous: a check takes about a millisecond, and the machine may be busy. */
const longestMillis = 1000;

const collector = createCollector({
  release: fullRelease('current'), host: fakeHost(), environment: new Map([['X', 'value'], ['LIST', '[a, b]'], ['SELF', '${env:SELF}']]), build: {}, log: () => {},
  readFile: async (path) => {
    if (path === 'part.yaml') return 'grpc:\n  endpoint: localhost:4317\n';
    throw new Error(`open ${path}: no such file or directory`);
  },
});

/** Does a range lie inside the text? */
function isInside({ range }: Diagnostic, text: string): boolean {
  if (range === null) return true;
  const lines = text.split('\n');
  const within = (line: number, column: number): boolean => line >= 1 && line <= lines.length && column >= 1 && column <= (lines[line - 1] ?? '').length + 2;
  const ordered = range.startLine < range.endLine || (range.startLine === range.endLine && range.startColumn <= range.endColumn);
  return ordered && within(range.startLine, range.startColumn) && within(range.endLine, range.endColumn);
}

describe('checking a configuration', () => {
  it(`survives ${String(runs)} mutations of good ones: it ends, soon, well or with a place in the text`, async () => {
    const mutated = fc.tuple(fc.constantFrom(...goodConfigs), fc.array(mutation, { minLength: 1, maxLength: 6 })).map(([good, mutations]) => mutations.reduce((before, mutate) => mutate(before), good));
    const property = fc.asyncProperty(mutated, fc.constantFrom(...eras), async (text, era) => {
      const begin = performance.now();

      const checked = await collector.check([{ name: 'config.yaml', text }], fullRelease(era));

      const took = performance.now() - begin;
      const { diagnostics } = checked.ok ? checked.value : checked.error;
      const outside = diagnostics.filter((diagnostic) => !isInside(diagnostic, text));
      const mute = !checked.ok && (checked.error.text === '' || diagnostics.length === 0);
      expect({ slow: took > longestMillis, mute, outside }).toEqual({ slow: false, mute: false, outside: [] });
    });

    await fc.assert(property, { numRuns: runs });
  }, 180_000);

  it.each(goodConfigs.map((text, index) => [index, text] as const))('takes good configuration %i in a release', async (_index, text) => {
    const results = await Promise.all(eras.map((era) => collector.check([{ name: 'config.yaml', text }], fullRelease(era))));

    expect(results.some(({ ok }) => ok)).toBe(true);
  });
});
