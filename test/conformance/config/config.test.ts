import { describe, expect, it } from 'vitest';
import { configSources } from '#cli/configSources.ts';
import type { Era } from '#engine/collector/component/era.ts';
import { fullRelease } from '#engine/collector/components/distributions.ts';
import { createCollector } from '#engine/collector/service/createCollector.ts';
import { fakeHost } from '#engine/collector/testing/fakeHost.ts';
import { building } from './building.ts';
import { cliError } from './cliText.ts';
import { componentTypes } from './componentTypes.ts';
import { decoding } from './decoding.ts';
import { expansion } from './expansion.ts';
import { fieldValues } from './fieldValues.ts';
import { ids } from './ids.ts';
import { resolution } from './resolution.ts';
import type { Row } from './row.ts';
import { snippets } from './snippets.ts';
import { telemetry } from './telemetry.ts';
import { topLevel } from './topLevel.ts';
import { validation } from './validation.ts';
import { yaml } from './yaml.ts';

// Every expected text was taken from the real Collector. The list of valid values is left out: it is random there, and there are more of them.
const sections = { topLevel, ids, resolution, expansion, yaml, decoding, fieldValues, componentTypes, validation, building, telemetry, snippets };

/** What `validate` prints after `Error: `. */
async function said({ yaml: lines, files = { 'config.yaml': lines ?? [] }, args = ['--config', 'config.yaml'], env = {} }: Row, era: Era): Promise<string> {
  const environment = new Map(Object.entries(env));
  const readFile = async (path: string): Promise<string> => {
    const found = files[path];
    if (found === undefined) throw new Error(`open ${path}: no such file or directory`);
    return `${found.join('\n')}\n`;
  };
  const flag = (name: string): readonly string[] => args.filter((_, index) => args[index - 1] === name);
  const collector = createCollector({ release: fullRelease(era), host: fakeHost(), environment, readFile, build: {}, log: () => {} });
  const sources = await cliError(() => configSources({ config: flag('--config'), set: flag('--set'), era }, { readFile: async (path) => new TextEncoder().encode(await readFile(path)), environment }));
  if (typeof sources === 'string') return sources;
  const checked = await collector.check(sources);
  if (checked.ok) return '';
  expect(checked.error.diagnostics).not.toEqual([]);
  return checked.error.text.replaceAll(/\(valid values: \[[^\]]*\]\)/g, '(valid values: [])');
}

/** A type in the row that the real one has and we have not yet: then ours truthfully says that it is unknown. */
function missing({ yaml: lines = [] }: Row, wanted: string, era: Era): string | undefined {
  const { receivers, exporters } = fullRelease(era).factories;
  const known = new Set([...receivers, ...exporters].map(({ type }) => type));
  return ['jaeger', 'zipkin'].find((type) => lines.join('\n').includes(`${type}: `) && !known.has(type) && !wanted.includes(type));
}

describe.each(Object.entries(sections))('%s', (_section, rows) => {
  describe.each(rows)('$name', (row) => {
    it.each(['current', '2023'] as const)('%s', async (era) => {
      const wanted = 'both' in row ? row.both : era === 'current' ? row.current : row.era2023;
      const absent = missing(row, wanted, era);

      const text = await said(row, era);

      if (absent === undefined) expect(text).toBe(wanted);
      else expect(text).toContain(`unknown type: "${absent}" for id: "${absent}"`);
    });
  });
});
