import { isMap, isPair, isSeq, type Document, type YAMLError } from 'yaml';

/** Says what go-yaml would have said about a text that does not parse: its message with its `line N: `, which is often one line early. */
export function goYamlText(error: YAMLError, document: Document, lineAt: (offset: number) => number, text: string): string {
  const [offset] = error.pos;
  const scanner = (message: string, at = offset): string => withLine(message, lineAt(at), 1);
  const parser = (message: string, contextLine: number): string => withLine(message, contextLine > 0 ? contextLine : lineAt(offset), 0);
  if (closesNothing(text, offset)) return parser('did not find expected node content', lineAt(offset));
  const code: string = error.code;
  switch (code) {
    case 'TAB_AS_INDENT': return scanner('found character that cannot start any token');
    case 'BAD_SCALAR_START': return scanner('found character that cannot start any token');
    case 'BLOCK_AS_IMPLICIT_KEY': return scanner('mapping values are not allowed in this context', secondColon(text, offset));
    case 'BAD_DQ_ESCAPE': return scanner('found unknown escape character');
    case 'BAD_ALIAS': return scanner('did not find expected alphabetic or numeric character');
    case 'MISSING_CHAR': return missingCharacter(error, scanner, text);
    case 'MULTILINE_IMPLICIT_KEY': return parser('did not find expected key', enclosingLine(document, offset, text));
    case 'BAD_INDENT': {
      const flow = /^Flow (sequence|map)/.test(error.message) ? enclosingFlow(document, offset, lineAt) : undefined;
      return flow === undefined ? parser('did not find expected key', enclosingLine(document, offset, text)) : parser(`did not find expected ',' or '${flow.close}'`, flow.line);
    }
    case 'UNEXPECTED_TOKEN':
      if (error.message.includes('block-seq-ind on same line')) return scanner('block sequence entries are not allowed in this context');
      return unexpected(error, document, { lineAt, text, parser });
    default: return parser('did not find expected key', enclosingLine(document, offset, text));
  }
}

/** Does a `]` or `}` stand at `offset` where a value should begin? */
function closesNothing(text: string, offset: number): boolean {
  return /^[\]}]/.test(text.slice(offset, offset + 1)) && /[:,[{-]\s*$/.test(text.slice(Math.max(0, offset - 200), offset));
}

interface Reading {
  readonly lineAt: (offset: number) => number;
  readonly text: string;
  readonly parser: (message: string, contextLine: number) => string;
}
function unexpected(error: YAMLError, document: Document, { lineAt, text, parser }: Reading): string {
  const [offset] = error.pos;
  const flow = error.message.endsWith('at node end') ? enclosingFlow(document, offset, lineAt) : undefined;
  return flow === undefined ? parser('did not find expected key', enclosingLine(document, offset, text)) : parser(`did not find expected ',' or '${flow.close}'`, flow.line);
}

function missingCharacter(error: YAMLError, scanner: (message: string, at?: number) => string, text: string): string {
  if (error.message.startsWith('Missing closing')) return scanner('found unexpected end of stream', text.length);
  if (error.message.includes('Implicit map keys')) return scanner("could not find expected ':'", Math.min(error.pos[0] + 1, text.length));
  return scanner("could not find expected ':'");
}

/** go-yaml counts lines from 0 and prints the number as it is for parser errors, plus one for scanner errors; line 0 is not printed at all. */
function withLine(message: string, zeroBasedLine: number, add: 0 | 1): string {
  return zeroBasedLine === 0 ? message : `line ${String(zeroBasedLine + add)}: ${message}`;
}

/** The zero-based line on which the block collection begins that `offset` belongs to, by its column. */
function enclosingLine(document: Document, offset: number, text: string): number {
  const columnOf = (at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);
  const column = columnOf(offset) + (/^ */.exec(text.slice(offset))?.[0].length ?? 0);
  let line = 0;
  let node: unknown = document.contents;
  while ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const begin = node.range?.[0] ?? 0;
    if (columnOf(begin) <= column) line = text.slice(0, begin).split('\n').length - 1;
    const inner: unknown = node.items.findLast((item: unknown) => start(item) < offset);
    node = isPair(inner) ? inner.value : inner;
  }
  return line;
}

/** The innermost `{` or `[` that `offset` is in or just behind. */
function enclosingFlow(document: Document, offset: number, lineAt: (offset: number) => number): { readonly close: '}' | ']'; readonly line: number } | undefined {
  let found: { readonly close: '}' | ']'; readonly line: number } | undefined;
  let node: unknown = document.contents;
  while (isMap(node) || isSeq(node)) {
    if (node.flow === true) found = { close: isMap(node) ? '}' : ']', line: lineAt(node.range?.[0] ?? 0) };
    const inner: unknown = node.items.findLast((item: unknown) => start(item) < offset);
    node = isPair(inner) ? inner.value : inner;
  }
  return found;
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
