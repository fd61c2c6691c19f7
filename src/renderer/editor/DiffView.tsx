import { type ReactElement, useEffect, useRef } from 'react';
import { monaco, themeName } from './monaco.ts';
import { maxNesting, nestingDepth } from './nesting.ts';
import styles from './YamlEditor.module.css';

interface DiffViewProps {
  readonly before: string;
  readonly after: string;
  readonly label: string;
}

/** Two texts, one under the other's changes; nothing can be typed. */
export function DiffView({ before, after, label }: DiffViewProps): ReactElement {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (container.current === null) return undefined;
    const language = (text: string): string => (nestingDepth(text) > maxNesting ? 'plaintext' : 'yaml');
    const original = monaco.editor.createModel(before, language(before));
    const modified = monaco.editor.createModel(after, language(after));
    const diff = monaco.editor.createDiffEditor(container.current, {
      theme: themeName, automaticLayout: true, readOnly: true, originalEditable: false, renderSideBySide: false, minimap: { enabled: false }, scrollBeyondLastLine: false,
      fontFamily: 'var(--mono)', fontSize: 12.5, lineHeight: 20, fontLigatures: false, lineNumbersMinChars: 4, renderOverviewRuler: false,
      hideUnchangedRegions: { enabled: true }, ariaLabel: label, contextmenu: false, fixedOverflowWidgets: true,
    });
    diff.setModel({ original, modified });
    return () => {
      diff.dispose();
      original.dispose();
      modified.dispose();
    };
  }, [before, after, label]);
  return <div className={styles['wrapper']}><div className={styles['editor']} ref={container} /></div>;
}
