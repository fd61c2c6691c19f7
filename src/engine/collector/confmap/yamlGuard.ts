import { Lexer } from 'yaml';

/** A configuration longer than this is refused unread. UTF-16 units. */
const maxTextLength = 4_000_000;
/** Deeper nesting is refused: the parser is recursive, and running out of stack in it ends the whole process. */
export const maxDepth = 100;

/** Finds what is too big or too deeply nested to be handed to the parser. Gives a message in our own words, or undefined. */
export function refuseHostile(text: string): string | undefined {
  if (text.length > maxTextLength) return `the configuration is longer than ${String(maxTextLength)} characters`;
  return deepest(text) > maxDepth ? `the configuration is nested more than ${String(maxDepth)} levels deep` : undefined;
}

/**
 * About the nesting depth, over tokens: open brackets, plus the columns at which block collections can begin (the first thing on a line, and
 * what follows `- ` or `? `). A sequence may stand in the column of its key, so the true depth can be twice this; the parser bears 500.
 */
function deepest(text: string): number {
  let flow = 0;
  let max = 0;
  let column = 0;
  let fresh = true;
  const columns: number[] = [];
  for (const token of new Lexer().lex(text)) {
    const kind = kindOf(token);
    if (kind === 'mark') continue;
    if (kind === 'open') flow += 1;
    else if (kind === 'close' && flow > 0) flow -= 1;
    if (flow === 0 && (kind === 'entry' || (kind === 'content' && fresh))) push(columns, column);
    if (kind === 'entry') fresh = true;
    else if (kind !== 'space') fresh = false;
    max = Math.max(max, flow + columns.length);
    if (max > maxDepth) return max;
    const newline = token.lastIndexOf('\n');
    if (newline >= 0) fresh = true;
    column = newline >= 0 ? token.length - newline - 1 : column + token.length;
  }
  return max;
}

function kindOf(token: string): 'mark' | 'open' | 'close' | 'entry' | 'space' | 'content' {
  switch (token) {
    case '[': case '{': return 'open';
    case ']': case '}': return 'close';
    case '-': case '?': return 'entry';
    default: break;
  }
  // Control characters mark places; they are not in the text.
  if (token === '\u0002' || token === '\u0018' || token === '\u001f') return 'mark';
  return /^[\s#]/.test(token) ? 'space' : 'content';
}

function push(columns: number[], column: number): void {
  while (columns.length > 0 && (columns.at(-1) ?? 0) >= column) columns.pop();
  columns.push(column);
}
