import type { editor } from 'monaco-editor/editor';
import { type ReactElement, type RefObject, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileUri, monaco, setSchema, themeName } from './monaco.ts';
import { maxNesting, nestingDepth } from './nesting.ts';
import { rangeOf, registerProviders, showFindings, type UnusedComponent } from './providers.ts';
import type { Finding, QuickFix } from './quickFix.ts';
import styles from './YamlEditor.module.css';

/** What a parent may ask of an editor that stands. */
export interface YamlEditorHandle {
  /** Puts the cursor there and shows it. */
  readonly reveal: (line: number, column: number) => void;
  /** One undo takes it back. */
  readonly apply: (fix: QuickFix) => void;
}
export interface LineNote {
  readonly line: number;
  readonly text: string;
}
interface YamlEditorProps {
  /** The accessible name, and the file's own for Monaco, by which it finds its schema: "collector.yaml", "sdk/visits.yaml". */
  readonly name: string;
  /** Shown whenever it is another text than the one in the editor. */
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly schema: Record<string, unknown> | null;
  readonly diagnostics: readonly Finding[];
  readonly unused?: readonly UnusedComponent[];
  /** Counters to the right of a line. */
  readonly notes?: readonly LineNote[];
  readonly handle?: RefObject<YamlEditorHandle | null>;
  /** Ctrl+S. */
  readonly onSave?: () => void;
}

const noNotes: readonly LineNote[] = [];
const noneUnused: readonly UnusedComponent[] = [];
const editorOptions: editor.IStandaloneEditorConstructionOptions = {
  theme: themeName, automaticLayout: true, minimap: { enabled: false }, scrollBeyondLastLine: false, fontFamily: 'var(--mono)', fontSize: 12.5, lineHeight: 20,
  fontLigatures: false, tabSize: 2, insertSpaces: true, detectIndentation: false, renderLineHighlight: 'line', lineNumbersMinChars: 4, folding: true, glyphMargin: false,
  padding: { top: 8, bottom: 8 }, scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 }, quickSuggestions: { other: true, comments: false, strings: true }, wordBasedSuggestions: 'off', renderFinalNewline: 'on',
  fixedOverflowWidgets: true, occurrencesHighlight: 'singleFile', wordWrap: 'off', stickyScroll: { enabled: false }, unicodeHighlight: { ambiguousCharacters: false },
  lightbulb: { enabled: 'onCode' as editor.ShowLightbulbIconMode }, contextmenu: true,
};
/** While something of Monaco is open, Esc closes that first. */
const nothingOpen = '!suggestWidgetVisible && !findWidgetVisible && !inSnippetMode && !markersNavigationVisible && !editorHoverVisible && !codeActionMenuVisible && !editorHasMultipleSelections';

/** A configuration file in Monaco. The learner types; what the core finds in it is marked where it stands. */
export function YamlEditor({ name, value, onChange, schema, diagnostics, unused = noneUnused, notes = noNotes, handle, onSave }: YamlEditorProps): ReactElement {
  const { t } = useTranslation('pipeline');
  const container = useRef<HTMLDivElement>(null);
  const back = useRef<HTMLButtonElement>(null);
  const [own, setOwn] = useState<editor.IStandaloneCodeEditor | null>(null);
  const [tooDeep, setTooDeep] = useState(false);

  const changed = useEffectEvent((text: string) => {
    onChange(text);
    setTooDeep(guard(own?.getModel() ?? null, text));
  });
  const save = useEffectEvent(() => onSave?.());
  const firstText = useEffectEvent(() => value);

  useEffect(() => {
    if (container.current === null) return undefined;
    registerProviders();
    const text = firstText();
    const deep = nestingDepth(text) > maxNesting;
    const model = monaco.editor.createModel(text, deep ? 'plaintext' : 'yaml', fileUri(name));
    const created = monaco.editor.create(container.current, { ...editorOptions, model, ariaLabel: name });
    created.addAction({ id: 'traceground.leave', label: t('leaveEditor'), keybindings: [monaco.KeyCode.Escape], precondition: nothingOpen, run: () => back.current?.focus() });
    created.addAction({ id: 'traceground.save', label: t('saveEdit'), keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS], run: () => save() });
    const listening = model.onDidChangeContent(() => changed(model.getValue()));
    setOwn(created);
    setTooDeep(deep);
    return () => {
      listening.dispose();
      created.dispose();
      model.dispose();
      setOwn(null);
    };
  }, [name, t]);

  useEffect(() => {
    if (schema !== null) setSchema(name, schema);
  }, [name, schema]);
  useEffect(() => {
    const model = own?.getModel();
    if (own === null || model === null || model === undefined || model.getValue() === value) return;
    own.executeEdits('traceground', [{ range: model.getFullModelRange(), text: value, forceMoveMarkers: true }]);
    own.setPosition({ lineNumber: 1, column: 1 });
  }, [own, value]);
  useEffect(() => {
    const model = own?.getModel();
    if (model === null || model === undefined) return;
    showFindings(model, {
      diagnostics, unused,
      words: { changeTo: (text) => t('changeTo', { text }), removeLines: (count) => t('removeLines', { count }), unused: t('unused') },
    });
  }, [own, diagnostics, unused, t]);
  useEffect(() => {
    const decorations = own?.createDecorationsCollection([...unusedDecorations(unused, t('unused')), ...noteDecorations(own, notes)]);
    return () => decorations?.clear();
  }, [own, unused, notes, t]);
  useImperativeHandle(handle, () => ({
    reveal(line, column) {
      own?.setPosition({ lineNumber: line, column });
      own?.revealLineInCenterIfOutsideViewport(line);
      own?.focus();
    },
    apply(fix) {
      own?.pushUndoStop();
      own?.executeEdits('traceground.fix', [{ range: rangeOf(fix.range), text: fix.text }]);
      own?.pushUndoStop();
      own?.focus();
    },
  }), [own]);

  return (
    <div className={styles['wrapper']}>
      {tooDeep ? <p className={styles['tooDeep']} role="status">{t('tooDeep')}</p> : null}
      <div className={styles['editor']} ref={container} />
      <button type="button" ref={back} tabIndex={-1} className={styles['left']} onClick={() => own?.focus()}>{t('leftEditor')}</button>
    </div>
  );
}

/** A text nested so deeply that the page's YAML parsers might not survive it is shown as plain text. True when it is. */
function guard(model: editor.ITextModel | null, text: string): boolean {
  const deep = nestingDepth(text) > maxNesting;
  const language = deep ? 'plaintext' : 'yaml';
  if (model !== null && model.getLanguageId() !== language) monaco.editor.setModelLanguage(model, language);
  return deep;
}

function unusedDecorations(unused: readonly UnusedComponent[], word: string): editor.IModelDeltaDecoration[] {
  return unused.flatMap(({ startLine, endLine }) => [
    { range: new monaco.Range(startLine, 1, endLine, Number.MAX_SAFE_INTEGER), options: { isWholeLine: true, inlineClassName: 'tg-unused' } },
    { range: new monaco.Range(startLine, Number.MAX_SAFE_INTEGER, startLine, Number.MAX_SAFE_INTEGER), options: { showIfCollapsed: true, after: { content: word, inlineClassName: 'tg-unused-word', cursorStops: monaco.editor.InjectedTextCursorStops.None } } },
  ]);
}

function noteDecorations(own: editor.IStandaloneCodeEditor | null, notes: readonly LineNote[]): editor.IModelDeltaDecoration[] {
  const lineCount = own?.getModel()?.getLineCount() ?? 0;
  return notes.filter(({ line }) => line <= lineCount).map(({ line, text }) => ({
    range: new monaco.Range(line, Number.MAX_SAFE_INTEGER, line, Number.MAX_SAFE_INTEGER),
    options: { showIfCollapsed: true, after: { content: text, inlineClassName: 'tg-counter', cursorStops: monaco.editor.InjectedTextCursorStops.None } },
  }));
}
