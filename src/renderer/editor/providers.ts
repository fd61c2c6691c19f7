import type { editor, IDisposable, languages } from 'monaco-editor/editor';
import type { TextRange } from '#common/base/diagnostic.ts';
import { monaco } from './monaco.ts';
import { type Finding, type QuickFix, quickFixFor, removeLines } from './quickFix.ts';
import { definitionAt } from './yamlOutline.ts';

export interface UnusedComponent {
  readonly componentId: string;
  readonly startLine: number;
  readonly endLine: number;
}
/** What is known of the text in a model, and the words for what can be done about it. */
export interface Findings {
  readonly diagnostics: readonly Finding[];
  readonly unused: readonly UnusedComponent[];
  readonly words: { readonly changeTo: (text: string) => string; readonly removeLines: (count: number) => string; readonly unused: string };
}

const findings = new WeakMap<editor.ITextModel, Findings>();
const markerOwner = 'traceground';

/** Marks what the core found, exactly where it found it. */
export function showFindings(model: editor.ITextModel, found: Findings): void {
  findings.set(model, found);
  monaco.editor.setModelMarkers(model, markerOwner, found.diagnostics.map(({ severity, message, hint, range }) => ({
    severity: severityOf[severity],
    message: hint === undefined ? message : `${message}\n${hint}`,
    ...rangeOf(range ?? { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 }),
  })));
}

const severityOf = { error: monaco.MarkerSeverity.Error, warning: monaco.MarkerSeverity.Warning, info: monaco.MarkerSeverity.Info } as const;

export function rangeOf(range: TextRange): { startLineNumber: number; startColumn: number; endLineNumber: number; endColumn: number } {
  return { startLineNumber: range.startLine, startColumn: range.startColumn, endLineNumber: range.endLine, endColumn: range.endColumn };
}

let registered = false;

/** Quick fixes, and the way from a pipeline entry to its definition. Once for all editors. */
export function registerProviders(): void {
  if (registered) return;
  registered = true;
  const keep: IDisposable[] = [
    monaco.languages.registerCodeActionProvider('yaml', { provideCodeActions: codeActions }, { providedCodeActionKinds: ['quickfix'] }),
    monaco.languages.registerDefinitionProvider('yaml', {
      provideDefinition(model, { lineNumber, column }) {
        const found = definitionAt(model.getValue(), { line: lineNumber, column });
        if (found === null) return null;
        return { uri: model.uri, range: new monaco.Range(found.line, found.column, found.line, found.endColumn) };
      },
    }),
  ];
  void keep; // as long as the page lives
}

function codeActions(model: editor.ITextModel, range: { readonly startLineNumber: number; readonly endLineNumber: number }): languages.CodeActionList {
  const found = findings.get(model);
  const touches = (from: number, to: number): boolean => from <= range.endLineNumber && to >= range.startLineNumber;
  const actions: languages.CodeAction[] = [];
  for (const diagnostic of found?.diagnostics ?? []) {
    const fix = quickFixFor(diagnostic);
    if (found === undefined || fix === null || !touches(fix.range.startLine, fix.range.endLine)) continue;
    actions.push(action(model, fix, found.words.changeTo(fix.text)));
  }
  for (const { startLine, endLine } of found?.unused ?? []) {
    if (found === undefined || !touches(startLine, endLine)) continue;
    actions.push({ ...action(model, removeLines(startLine, endLine), found.words.removeLines(endLine - startLine + 1)), isPreferred: false });
  }
  return { actions, dispose: () => undefined };
}

function action(model: editor.ITextModel, fix: QuickFix, title: string): languages.CodeAction {
  const edit = { range: rangeOf(fix.range), text: fix.text };
  return { title, kind: 'quickfix', isPreferred: true, edit: { edits: [{ resource: model.uri, textEdit: edit, versionId: model.getVersionId() }] } };
}
