import { isMap, isPair, isSeq, type Document, type YAMLError } from 'yaml';

/** Says what go-yaml would have said about a text that does not parse: its message with its `line N: `, which is often one line early. */
export function goYamlText(error: YAMLError, document: Document, lineAt: (offset: number) => number, text: string): string {
  const [offset] = error.pos;
  const at: Reading = { offset, document, lineAt, text };
  const code: string = error.code;
  if (closesNothing(text, offset) || /^Unexpected , in flow/.test(error.message)) return parserText('did not find expected node content', lineAt(offset), at);
  const unclosed = openFlow(error, at);
  if (unclosed !== undefined) return unclosed;
  switch (code) {
    case 'TAB_AS_INDENT': return tab(at);
    case 'BAD_SCALAR_START': return scannerText('found character that cannot start any token', at);
    case 'BLOCK_AS_IMPLICIT_KEY':
      return error.message.startsWith('A block sequence') ? unexpectedKey(at) : scannerText('mapping values are not allowed in this context', at, secondColon(text, offset));
    case 'BAD_DQ_ESCAPE': return scannerText(/^\\[xuU]/.test(text.slice(offset)) ? 'did not find expected hexdecimal number' : 'found unknown escape character', at);
    case 'BAD_ALIAS': return scannerText('did not find expected alphabetic or numeric character', at);
    case 'MISSING_CHAR': return missingCharacter(error, at);
    case 'KEY_OVER_1024_CHARS': return scannerText("could not find expected ':'", at);
    case 'MULTILINE_IMPLICIT_KEY': return multilineKey(at);
    case 'UNEXPECTED_TOKEN':
      if (error.message.includes('block-seq-ind on same line')) return scannerText('block sequence entries are not allowed in this context', at);
      return inBlockHeader(at) ? scannerText('did not find expected comment or line break', at) : unexpectedKey(at);
    default: return unexpectedKey(at);
  }
}

/** Is it about what stands behind the first document? go-yaml does not read so far. */
export function isBehindDocument(error: YAMLError, document: Document, text: string): boolean {
  const root = document.contents;
  if (!(isMap(root) || isSeq(root)) || error.code !== 'UNEXPECTED_TOKEN') return false;
  const [begin = 0, end = 0] = root.range ?? [];
  const columnOf = (offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);
  return error.pos[0] >= end && (root.flow === true ? closes(text[end - 1]) : columnOf(error.pos[0]) < columnOf(begin));
}
const closes = (character: string | undefined): boolean => character === ']' || character === '}';

interface Reading {
  readonly offset: number;
  readonly document: Document;
  readonly lineAt: (offset: number) => number;
  readonly text: string;
}

const scannerText = (message: string, { lineAt, offset }: Reading, at = offset): string => withLine(message, lineAt(at), 1);
const parserText = (message: string, contextLine: number, { lineAt, offset }: Reading): string => withLine(message, contextLine > 0 ? contextLine : lineAt(offset), 0);

/** Where other keys of a map stand, a key must end on its line; elsewhere it is a value until a colon follows. */
function multilineKey(at: Reading): string {
  if (/^["'[{]/.test(at.text.slice(at.offset))) return unexpectedKey(at);
  const { list, begin } = enclosingBlock(at);
  const column = (offset: number): number => offset - (at.text.lastIndexOf('\n', offset - 1) + 1);
  if (!list && begin !== at.offset && begin >= 0 && column(begin) === column(at.offset)) return scannerText("could not find expected ':'", at);
  return scannerText('mapping values are not allowed in this context', at, secondColon(at.text, at.offset));
}

/** A block collection goes on with something else. */
function unexpectedKey(at: Reading): string {
  const begin = at.text[at.offset] === '\n' ? { ...at, offset: at.offset + 1 } : at;
  const { line, list } = enclosingBlock(begin);
  return parserText(list ? "did not find expected '-' indicator" : 'did not find expected key', line, begin);
}

/** Does a `]` or `}` stand at `offset` where a value should begin? */
function closesNothing(text: string, offset: number): boolean {
  return /^[\]}]/.test(text.slice(offset, offset + 1)) && /[:,[{-]\s*$/.test(text.slice(Math.max(0, offset - 200), offset));
}

/** A bracket that is never closed, or closed by another one. */
function openFlow(error: YAMLError, at: Reading): string | undefined {
  const { document, lineAt, text, offset } = at;
  if (!/^Flow (sequence|map)/.test(error.message) && !error.message.endsWith('at node end')) return undefined;
  const flow = enclosingFlow(document, offset, lineAt);
  if (flow === undefined) return undefined;
  const atEnd = text.slice(offset).trim() === '';
  // The end of the text counts as a line of its own.
  const endLine = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (atEnd && /[[{,:]\s*$/.test(text)) return withLine('did not find expected node content', endLine, 0);
  const message = `did not find expected ',' or '${flow.close}'`;
  return flow.line > 0 || !atEnd ? parserText(message, flow.line, at) : withLine(message, endLine, 0);
}

/** Within the continuation of a plain value a tab is another mistake than elsewhere, and is told at the value. */
function tab(at: Reading): string {
  const before = at.text.slice(0, at.offset).trimEnd();
  if (before === '' || /[:\]}"'>|-]$/.test(before)) return scannerText('found character that cannot start any token', at);
  const valueLine = at.lineAt(before.length - 1);
  return withLine('found a tab character that violates indentation', valueLine > 0 ? valueLine : at.lineAt(at.offset), 1);
}

/** `|x` and `> x`: does the line up to `offset` end with the head of a block scalar? */
const inBlockHeader = ({ text, offset }: Reading): boolean => /(^|[\s:-])[|>][-+0-9]*[ \t]*[^\s]*$/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset + 1));

function missingCharacter(error: YAMLError, at: Reading): string {
  const { text, offset, lineAt } = at;
  if (error.message.startsWith('Missing closing')) {
    const begin = lineAt(lastScalar(at.document) ?? offset);
    return begin > 0 ? withLine('found unexpected end of stream', begin, 1) : scannerText('found unexpected end of stream', at, text.length);
  }
  const flow = error.message.startsWith('Missing , ') ? enclosingFlow(at.document, offset, lineAt) : undefined;
  if (flow !== undefined) return parserText(`did not find expected ',' or '${flow.close}'`, flow.line, at);
  if (error.message.startsWith('Sequence item without')) return unexpectedKey(at);
  if (error.message.startsWith('Missing directives-end')) return 'found unknown directive name';
  if (error.message.includes('Implicit map keys')) return scannerText("could not find expected ':'", at, Math.min(offset + 1, text.length));
  return scannerText("could not find expected ':'", at);
}

/** Where the last scalar of the document begins. */
function lastScalar(document: Document): number | undefined {
  let node: unknown = document.contents;
  while (isMap(node) || isSeq(node)) {
    const inner: unknown = node.items.at(-1);
    node = isPair(inner) ? inner.value ?? inner.key : inner;
  }
  const begin = start(node);
  return Number.isFinite(begin) ? begin : undefined;
}

/** go-yaml counts lines from 0 and prints the number as it is for parser errors, plus one for scanner errors; line 0 is not printed at all. */
function withLine(message: string, zeroBasedLine: number, add: 0 | 1): string {
  return zeroBasedLine === 0 ? message : `line ${String(zeroBasedLine + add)}: ${message}`;
}

/** The block collection that `offset` belongs to, by its column: its begin, its first line, counted from 0, and its kind. */
function enclosingBlock({ document, offset, text }: Reading): { readonly begin: number; readonly line: number; readonly list: boolean } {
  const columnOf = (at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);
  const column = columnOf(offset) + (/^ */.exec(text.slice(offset))?.[0].length ?? 0);
  let found = { begin: -1, line: 0, list: false };
  let mapColumn = -1;
  let node: unknown = document.contents;
  while ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const begin = node.range?.[0] ?? 0;
    // A list in the column of its key does not end by itself: the map around it does.
    if (columnOf(begin) <= column && !(isSeq(node) && columnOf(begin) === mapColumn)) found = { begin, line: text.slice(0, begin).split('\n').length - 1, list: isSeq(node) };
    mapColumn = isMap(node) ? columnOf(begin) : -1;
    const inner: unknown = node.items.findLast((item: unknown) => start(item) < offset);
    node = isPair(inner) ? inner.value : inner;
  }
  return found;
}

/** The innermost `{` or `[` that `offset` is in or just behind. */
function enclosingFlow(document: Document, offset: number, lineAt: (offset: number) => number): { readonly close: '}' | ']'; readonly line: number } | undefined {
  let found: { readonly close: '}' | ']'; readonly line: number } | undefined;
  let node: unknown = document.contents;
  while (isMap(node) || isSeq(node)) {
    if (node.flow === true && (node.range?.[1] ?? offset) >= offset) found = { close: isMap(node) ? '}' : ']', line: lineAt(node.range?.[0] ?? 0) };
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
