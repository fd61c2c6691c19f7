import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { defaultRelease } from '#engine/collector/components/distributions.ts';
import { createCollector } from '#engine/collector/service/createCollector.ts';
import { fakeHost } from '#engine/collector/testing/fakeHost.ts';

const directory = new URL('printed/', import.meta.url);
const names = readdirSync(directory).filter((name) => !name.endsWith('.printed.yaml'));

// `print-config` of the real Collector v0.159, byte by byte.
it.each(names)('prints %s', async (name) => {
  const collector = createCollector({ release: defaultRelease, host: fakeHost(), environment: new Map(), readFile: async () => '', build: {}, log: () => {} });

  const checked = await collector.check([{ name, text: readFileSync(new URL(name, directory), 'utf8') }]);

  expect(checked.ok ? checked.value.redactedYaml : checked.error.text).toBe(readFileSync(new URL(name.replace('.yaml', '.printed.yaml'), directory), 'utf8'));
});
