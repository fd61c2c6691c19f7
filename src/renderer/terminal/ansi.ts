import type { LogLine } from '#common/contract/collector.ts';

const escape = '\u001B';
const colour: Readonly<Record<LogLine['level'], string>> = { debug: '90', info: '', warn: '33', error: '31', fatal: '31;1' };

/** Colours a line by its level. The text itself is unchanged; control characters in it, which could move the cursor, are shown as symbols. */
export function coloured({ level, text }: Pick<LogLine, 'level' | 'text'>): string {
  const safe = text.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, visible);
  const code = colour[level];
  return code === '' ? safe : `${escape}[${code}m${safe}${escape}[0m`;
}

/** ␛ for ESC, ␀ for NUL, and so on. C1 controls have no symbols: a box stands for them. */
function visible(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : '□';
}
