import * as monacoApi from 'monaco-editor/editor';
import { createWebWorker } from 'monaco-editor/internal/common/workers';
import 'monaco-editor/languages/definitions/yaml/register';
import { configureMonacoYaml, type JSONSchema, type MonacoYaml } from 'monaco-yaml';
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
let shownSchema: unknown;

/** Completion and hover know this configuration schema from now on. Judging is the core's: monaco-yaml's own validation stays off. */
export function setCollectorSchema(schema: Record<string, unknown>): void {
  if (schema === shownSchema) return;
  shownSchema = schema;
  // What the core makes from its factories is a JSON Schema; the contract carries it as plain JSON.
  const schemas = [{ uri: 'inmemory://traceground/collector.json', fileMatch: ['**/*.yaml'], schema: schema as JSONSchema }];
  if (yaml === undefined) yaml = startYaml(schemas);
  else void yaml.update({ ...options, schemas });
}

const options = { validate: false, enableSchemaRequest: false, hoverSchemaSource: false, format: { enable: false } } as const;

function startYaml(schemas: NonNullable<Parameters<typeof configureMonacoYaml>[1]>['schemas']): MonacoYaml {
  // monaco-yaml 5.5 creates its worker as Monaco before 0.54 did; the old function lives on inside.
  const compatible = { ...monacoApi, editor: { ...monacoApi.editor, createWebWorker } };
  return configureMonacoYaml(compatible, { ...options, ...(schemas === undefined ? {} : { schemas }) });
}
