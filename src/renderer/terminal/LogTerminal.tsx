import { FitAddon } from '@xterm/addon-fit';
import { type ITheme, Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { type ReactElement, type RefObject, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react';
import { TokenColours, watchPageTheme } from '../editor/pageTheme.ts';
import styles from './LogTerminal.module.css';

/** What a parent may ask of a terminal that stands. */
export interface LogTerminalHandle {
  /** Adds whole lines; each may hold ANSI colours. */
  readonly write: (lines: readonly string[]) => void;
  readonly clear: () => void;
  /** Shows the newest line again. */
  readonly toEnd: () => void;
  /** The whole text, for the clipboard. */
  readonly text: () => string;
}
interface LogTerminalProps {
  /** The accessible name: "Log of collector". */
  readonly label: string;
  /** Esc was pressed: put the focus somewhere else, and say so. */
  readonly onLeave: () => void;
  /** Is the newest line in sight? */
  readonly onAtEnd: (atEnd: boolean) => void;
  readonly handle: RefObject<LogTerminalHandle | null>;
}

/** Lines in xterm: read, selected and copied, never typed into. */
export function LogTerminal({ label, onLeave, onAtEnd, handle }: LogTerminalProps): ReactElement {
  const container = useRef<HTMLDivElement>(null);
  const terminal = useRef<Terminal | null>(null);
  const leave = useEffectEvent(onLeave);
  const atEnd = useEffectEvent(onAtEnd);

  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    const own = new Terminal({
      fontFamily: getComputedStyle(element).getPropertyValue('--mono'), fontSize: 12, lineHeight: 1.35, scrollback: 5_000, convertEol: true,
      disableStdin: true, cursorInactiveStyle: 'none', cursorBlink: false, screenReaderMode: true, theme: themeFromTokens(), minimumContrastRatio: 4.5,
    });
    const fit = new FitAddon();
    own.loadAddon(fit);
    own.open(element);
    own.attachCustomKeyEventHandler((event) => handleKey(event, own, leave));
    // The rows can be read by a screen reader; new ones are not read aloud by themselves: a log never ends.
    element.querySelector('.live-region')?.setAttribute('aria-live', 'off');
    const sizing = new ResizeObserver(() => { if (element.clientWidth > 0 && element.clientHeight > 0) fit.fit(); });
    sizing.observe(element);
    const theme = watchPageTheme(() => { own.options.theme = themeFromTokens(); });
    const scrolling = own.onScroll(() => atEnd(own.buffer.active.viewportY >= own.buffer.active.baseY));
    terminal.current = own;
    return () => {
      terminal.current = null;
      scrolling.dispose();
      theme[Symbol.dispose]();
      sizing.disconnect();
      own.dispose();
    };
  }, []);
  useEffect(() => {
    // xterm gives its text area a name of its own, in English only.
    terminal.current?.textarea?.setAttribute('aria-label', label);
  }, [label]);
  useImperativeHandle(handle, () => ({
    write: (lines) => { if (lines.length > 0) terminal.current?.write(lines.map((line) => `${line}\r\n`).join('')); },
    clear: () => terminal.current?.reset(),
    toEnd: () => terminal.current?.scrollToBottom(),
    text: () => textOf(terminal.current),
  }), []);

  return <div className={styles['terminal']} ref={container} role="group" aria-label={label} />;
}

/** False keeps xterm from handling the key. */
function handleKey(event: KeyboardEvent, terminal: Terminal, leave: () => void): boolean {
  if (event.type !== 'keydown') return true;
  if (event.key === 'Escape') {
    leave();
    return false;
  }
  // xterm would swallow Tab: nothing is typed here, so the focus may go on.
  if (event.key === 'Tab') return false;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c' && terminal.hasSelection()) {
    void navigator.clipboard.writeText(terminal.getSelection());
    return false;
  }
  return true;
}

function textOf(terminal: Terminal | null): string {
  if (terminal === null) return '';
  const { active } = terminal.buffer;
  const lines: string[] = [];
  for (let y = 0; y < active.length; y += 1) {
    const line = active.getLine(y);
    const text = line?.translateToString(true) ?? '';
    if (line?.isWrapped === true) lines.push(`${lines.pop() ?? ''}${text}`);
    else lines.push(text);
  }
  return lines.join('\n').trimEnd();
}

function themeFromTokens(): ITheme {
  const colours = new TokenColours();
  const theme: ITheme = {
    background: colours.get('--surface'), foreground: colours.get('--ink'), cursor: colours.get('--surface'), cursorAccent: colours.get('--surface'),
    selectionBackground: colours.get('--accent', 0.3),
    red: colours.get('--err'), yellow: colours.get('--warn'), green: colours.get('--ok'), blue: colours.get('--accent'), cyan: colours.get('--accent'), magenta: colours.get('--ink'),
    white: colours.get('--ink'), black: colours.get('--ink'), brightBlack: colours.get('--ink3'), brightWhite: colours.get('--ink'),
    brightRed: colours.get('--err'), brightYellow: colours.get('--warn'), brightGreen: colours.get('--ok'), brightBlue: colours.get('--accent'),
    brightCyan: colours.get('--accent'), brightMagenta: colours.get('--ink'),
  };
  colours[Symbol.dispose]();
  return theme;
}
