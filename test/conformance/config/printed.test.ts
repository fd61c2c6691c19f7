import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { defaultRelease } from '#engine/collector/components/distributions.ts';
import { printedConfig } from '#engine/collector/service/check.ts';
import { fakeHost } from '#engine/collector/testing/fakeHost.ts';

const directory = new URL('printed/', import.meta.url);
const names = readdirSync(directory).filter((name) => !name.endsWith('.printed.yaml'));

// `print-config` of the real Collector v0.159, byte by byte.
it.each(names)('prints %s', async (name) => {
  const sources = [{ name, text: readFileSync(new URL(name, directory), 'utf8') }];

  const printed = await printedConfig(sources, { release: defaultRelease, environment: new Map(), readFile: async () => '', host: fakeHost() }, { style: { secrets: 'redacted', format: 'yaml' }, validates: true });

  expect(printed.ok ? printed.value : printed.error.text).toBe(readFileSync(new URL(name.replace('.yaml', '.printed.yaml'), directory), 'utf8'));
});
