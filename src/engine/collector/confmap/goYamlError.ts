import { isMap, isPair, isSeq, type Document, type YAMLError } from 'yaml';

/** Says what go-yaml would have said about a text that does not parse: its message with its `line N: `, which is often one line early. */
export function goYamlText(error: YAMLError, document: Document, lineAt: (offset: number) => number, text: string): string {
  const [offset] = error.pos;
  const scanner = (message: string, at = offset): string => withLine(message, lineAt(at), 1);
  const parser = (message: string, contextLine: number): string => withLine(message, contextLine > 0 ? contextLine : lineAt(offset), 0);
  const code: string = error.code;
  switch (code) {
    case 'TAB_AS_INDENT': return scanner('found character that cannot start any token');
    case 'BAD_SCALAR_START': return scanner('found character that cannot start any token');
    case 'BLOCK_AS_IMPLICIT_KEY': return scanner('mapping values are not allowed in this context', secondColon(text, offset));
    case 'BAD_DQ_ESCAPE': return scanner('found unknown escape character');
    case 'BAD_ALIAS': return scanner('did not find expected alphabetic or numeric character');
    case 'MISSING_CHAR': return missingCharacter(error, scanner, text);
    case 'MULTILINE_IMPLICIT_KEY': return parser('did not find expected key', enclosingLine(document, offset, lineAt));
    case 'BAD_INDENT': return badIndent(error, parser, enclosingLine(document, offset, lineAt), lineAt);
    case 'UNEXPECTED_TOKEN':
      if (error.message.includes('block-seq-ind on same line')) return scanner('block sequence entries are not allowed in this context');
      return parser('did not find expected key', enclosingLine(document, offset, lineAt));
    default: return parser('did not find expected key', enclosingLine(document, offset, lineAt));
  }
}

function missingCharacter(error: YAMLError, scanner: (message: string, at?: number) => string, text: string): string {
  if (error.message.startsWith('Missing closing')) return scanner('found unexpected end of stream', text.length);
  if (error.message.includes('Implicit map keys')) return scanner("could not find expected ':'", Math.min(error.pos[0] + 1, text.length));
  return scanner("could not find expected ':'");
}

function badIndent(error: YAMLError, parser: (message: string, line: number) => string, mapLine: number, lineAt: (offset: number) => number): string {
  const flow = /^Flow (sequence|map)/.exec(error.message)?.[1];
  if (flow === undefined) return parser('did not find expected key', mapLine);
  return parser(`did not find expected ',' or '${flow === 'map' ? '}' : ']'}'`, Math.max(lineAt(error.pos[0]) - 1, 1));
}

/** go-yaml counts lines from 0 and prints the number as it is for parser errors, plus one for scanner errors; line 0 is not printed at all. */
function withLine(message: string, zeroBasedLine: number, add: 0 | 1): string {
  return zeroBasedLine === 0 ? message : `line ${String(zeroBasedLine + add)}: ${message}`;
}

/** The zero-based line on which the innermost block mapping or sequence around `offset` begins. */
function enclosingLine(document: Document, offset: number, lineAt: (offset: number) => number): number {
  let line = 0;
  let node: unknown = document.contents;
  while (isMap(node) || isSeq(node)) {
    line = lineAt(node.range?.[0] ?? 0);
    const inner: unknown = node.items.findLast((item: unknown) => start(item) < offset);
    node = isPair(inner) ? inner.value : inner;
  }
  return line;
}

function start(item: unknown): number {
  const node: unknown = isPair(item) ? item.key : item;
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? Number(node.range[0]) : Infinity;
}

/** Where go-yaml notices a nested mapping: at the `: ` after the one that made the first key. */
function secondColon(text: string, offset: number): number {
  const found = text.slice(offset).search(/:(\s|$)/);
  return found < 0 ? offset : offset + found;
}
