import type { editor } from 'monaco-editor/editor';
import { TokenColours } from './pageTheme.ts';

/** Monaco's theme made of the page's tokens; made anew whenever those change. */
export function themeFromTokens(): editor.IStandaloneThemeData {
  const colours = new TokenColours();
  const word = (token: `--${string}`): string => colours.get(token).slice(1);
  const theme: editor.IStandaloneThemeData = {
    base: colours.isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: word('--ink') },
      { token: 'type', foreground: word('--code-key') },
      { token: 'string', foreground: word('--code-string') },
      { token: 'string.yaml', foreground: word('--code-string') }, // the base themes have a rule of their own for it
      { token: 'number', foreground: word('--code-number') },
      { token: 'keyword', foreground: word('--code-number') },
      { token: 'comment', foreground: word('--code-comment') },
      { token: 'operators', foreground: word('--ink2') },
      { token: 'delimiter', foreground: word('--ink2') },
      { token: 'tag', foreground: word('--code-number') },
      { token: 'namespace', foreground: word('--code-number') },
    ],
    colors: {
      'editor.background': colours.get('--surface'),
      'editor.foreground': colours.get('--ink'),
      'editorLineNumber.foreground': colours.get('--ink3'),
      'editorLineNumber.activeForeground': colours.get('--ink'),
      'editor.lineHighlightBackground': colours.get('--hover'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': colours.get('--accent', 0.26),
      'editor.inactiveSelectionBackground': colours.get('--accent', 0.14),
      'editor.wordHighlightBackground': colours.get('--accent', 0.12),
      'editorCursor.foreground': colours.get('--accent'),
      'editorError.foreground': colours.get('--err'),
      'editorWarning.foreground': colours.get('--warn'),
      'editorInfo.foreground': colours.get('--accent'),
      'editorIndentGuide.background1': colours.get('--line'),
      'editorIndentGuide.activeBackground1': colours.get('--line2'),
      'editorWidget.background': colours.get('--raised'),
      'editorWidget.border': colours.get('--line2'),
      'editorSuggestWidget.background': colours.get('--raised'),
      'editorSuggestWidget.border': colours.get('--line2'),
      'editorSuggestWidget.selectedBackground': colours.get('--accent-bg'),
      'editorSuggestWidget.selectedForeground': colours.get('--ink'),
      'editorSuggestWidget.highlightForeground': colours.get('--accent'),
      'editorHoverWidget.background': colours.get('--raised'),
      'editorHoverWidget.border': colours.get('--line2'),
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`editorBracketHighlight.foreground${String(level)}`, colours.get('--ink2')])),
      'editorGutter.background': colours.get('--surface'),
      'editorOverviewRuler.border': '#00000000',
      'focusBorder': colours.get('--accent'),
      'scrollbarSlider.background': colours.get('--line2', 0.35),
      'scrollbarSlider.hoverBackground': colours.get('--line2', 0.6),
      'diffEditor.insertedTextBackground': colours.get('--ok', 0.16),
      'diffEditor.removedTextBackground': colours.get('--err', 0.16),
      'diffEditor.insertedLineBackground': colours.get('--ok-bg', 0.6),
      'diffEditor.removedLineBackground': colours.get('--err-bg', 0.6),
    },
  };
  colours[Symbol.dispose]();
  return theme;
}
