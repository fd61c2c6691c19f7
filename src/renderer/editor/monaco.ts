import * as monacoApi from 'monaco-editor/editor';
import { createWebWorker } from 'monaco-editor/internal/common/workers';
import 'monaco-editor/languages/definitions/yaml/register';
import { configureMonacoYaml, type MonacoYaml } from 'monaco-yaml';
import './features.ts';
import { themeFromTokens } from './monacoTheme.ts';
import { watchPageTheme } from './pageTheme.ts';

// The whole of Monaco hangs on this module: it is imported lazily, with the first editor.

globalThis.MonacoEnvironment = {
  getWorker(_id: string, label: string) {
    if (label === 'yaml') return new Worker(new URL('./yaml.worker.ts', import.meta.url), { type: 'module' });
    return new Worker(new URL('./editor.worker.ts', import.meta.url), { type: 'module' });
  },
};

export const monaco = monacoApi;
export const themeName = 'traceground';

function showTheme(): void {
  monaco.editor.defineTheme(themeName, themeFromTokens());
  monaco.editor.setTheme(themeName);
}
showTheme();
watchPageTheme(showTheme); // as long as the page lives

let yaml: MonacoYaml | undefined;
const schemas = new Map<string, Record<string, unknown>>();

/** Where the model of a file lives: "collector.yaml", "sdk/visits.yaml". */
export const fileUri = (name: string): monacoApi.Uri => monaco.Uri.parse(`inmemory://traceground/${name}`);

/** Completion and hover in that file know this schema from now on. Judging is the core's: monaco-yaml's own validation stays off. */
export function setSchema(name: string, schema: Record<string, unknown>): void {
  if (schemas.get(name) === schema) return;
  schemas.set(name, schema);
  // A whole address matches one file only.
  const all = [...schemas].map(([file, known]) => ({ uri: `inmemory://traceground/${file}.schema.json`, fileMatch: [fileUri(file).toString()], schema: known }));
  if (yaml === undefined) yaml = startYaml(all);
  else void yaml.update({ ...options, schemas: all });
}

const options = { validate: false, enableSchemaRequest: false, hoverSchemaSource: false, format: { enable: false } } as const;

function startYaml(known: NonNullable<Parameters<typeof configureMonacoYaml>[1]>['schemas']): MonacoYaml {
  // monaco-yaml 5.5 creates its worker as Monaco before 0.54 did; the old function lives on inside.
  const compatible = { ...monacoApi, editor: { ...monacoApi.editor, createWebWorker } };
  return configureMonacoYaml(compatible, { ...options, ...(known === undefined ? {} : { schemas: known }) });
}
