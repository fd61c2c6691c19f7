import { beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { readCatalog } from '../../src/core/lessons/catalog.ts';
import { lessonContent } from '../../src/core/lessons/content.ts';
import { buildServices } from '../support/buildServices.ts';
import { uiKeys } from '#common/contract/lessonUiKeys.ts';

const catalog = readCatalog(lessonContent);

describe('lessons', () => {
  beforeAll(() => buildServices());

  it('lists every folder in the curriculum', () => {
    expect(catalog.faults).toEqual([]);
    expect(catalog.entries.length).toBeGreaterThan(0);
  });

  it('names only controls the screen has', () => {
    const used = [...lessonContent].flatMap(([file, text]) => (file.endsWith('README.md') ? [] : [...text.matchAll(/\{\{(ui\.[\w.]+)\}\}/g)].map((match) => match[1] ?? '')));

    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((key) => !uiKeys.some((known) => known === key))).toEqual([]);
  });

  it.each(catalog.entries.map(({ lessonId }) => lessonId))('%s fails at its start and passes with its solution', async (lessonId) => {
    const out: string[] = [];
    const environment = { out: (text: string) => out.push(text), err: (text: string) => out.push(text), version: '0.0.0', servicesDirectory: new URL('../../out/services/', import.meta.url) };

    const code = await runProgram(['lessons', 'verify', lessonId], environment);

    expect({ code, out: out.join('') }).toEqual({ code: 0, out: `ok ${lessonId}\n1 passed, 0 failed\n` });
  });
});
