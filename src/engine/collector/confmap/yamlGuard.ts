import { Lexer } from 'yaml';

/** A configuration longer than this is refused unread. UTF-16 units. */
export const maxTextLength = 4_000_000;
/** Deeper nesting is refused: the parser is recursive, and running out of stack in it ends the whole process. */
export const maxDepth = 100;

/** Finds what is too big or too deeply nested to be handed to the parser. Gives a message in our own words, or undefined. */
export function refuseHostile(text: string): string | undefined {
  if (text.length > maxTextLength) return `the configuration is longer than ${String(maxTextLength)} characters`;
  return deepest(text) > maxDepth ? `the configuration is nested more than ${String(maxDepth)} levels deep` : undefined;
}

/** An upper bound of the nesting depth, over tokens: open brackets, plus block collections by the columns they begin in. */
function deepest(text: string): number {
  let flow = 0;
  let max = 0;
  let column = 0;
  const columns: number[] = [];
  for (const token of new Lexer().lex(text)) {
    const first = token[0];
    if (token === '[' || token === '{') flow += 1;
    else if ((token === ']' || token === '}') && flow > 0) flow -= 1;
    else if (flow === 0 && (token === '-' || token === '?' || token === ':')) push(columns, column);
    max = Math.max(max, flow + columns.length);
    if (max > maxDepth) return max;
    const newline = token.lastIndexOf('\n');
    if (newline >= 0) column = token.length - newline - 1;
    else if (first !== '\u0002' && first !== '\u0018' && first !== '\u001f') column += token.length;
  }
  return max;
}

function push(columns: number[], column: number): void {
  while (columns.length > 0 && (columns.at(-1) ?? 0) >= column) columns.pop();
  columns.push(column);
}
