/** What a piece of a propagation header is. Same words as the contract's `FieldKind`. */
export type FieldKind =
  | 'version' | 'traceId' | 'parentId' | 'flags' | 'future'
  | 'spanId' | 'sampled' | 'b3ParentId' | 'debug'
  | 'key' | 'value' | 'property' | 'separator' | 'invalid';

/** Why a receiver must not accept a field. Same words as the contract's `HeaderField.problem`. */
export type FieldProblem =
  | 'length' | 'notHex' | 'uppercase' | 'allZero' | 'forbiddenVersion' | 'extraFields' | 'badKey' | 'badValue'
  | 'duplicateKey' | 'tooMany' | 'tooLong' | 'badEncoding' | 'badFlag' | 'duplicateHeader';

/** A dialect of propagation. Same words as the contract's `Format`. */
export type Format = 'tracecontext' | 'baggage' | 'b3' | 'b3multi';

/** One piece of a header's value; the texts of all pieces, joined, are the value as it was sent. */
export interface HeaderField {
  readonly kind: FieldKind;
  readonly text: string;
  /** Null when it is well formed. */
  readonly problem: FieldProblem | null;
}

export interface HeaderView {
  /** As it was sent: case kept. */
  readonly name: string;
  readonly value: string;
  /** Null for a header that carries no context. */
  readonly format: Format | null;
  /** Empty when `format` is null. */
  readonly fields: readonly HeaderField[];
  /** True for what the lab itself adds. */
  readonly isLabs: boolean;
}

export function field(kind: FieldKind, text: string, problem: FieldProblem | null = null): HeaderField {
  return { kind, text, problem };
}

/** A separator, or nothing where there is no text: empty fields are kept for what is missing and should not be. */
export function separator(text: string): readonly HeaderField[] {
  return text === '' ? [] : [field('separator', text)];
}

/** `text` without its optional whitespace (RFC 9110 section 5.6.3: spaces and tabs), and that whitespace. */
export function peel(text: string): { readonly before: string; readonly inner: string; readonly after: string } {
  let start = 0;
  let end = text.length;
  // Not a pattern: one that looks for spaces before the end takes quadratic time on spaces before something else.
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return { before: text.slice(0, start), inner: text.slice(start, end), after: text.slice(end) };
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** What is wrong with lower-case hex of one of these lengths, in characters; null when nothing is. Zeros are allowed. */
export function hexProblem(text: string, ...lengths: readonly number[]): FieldProblem | null {
  if (!lengths.includes(text.length)) return 'length';
  if (/^[0-9a-f]*$/.test(text)) return null;
  return /^[0-9a-fA-F]*$/.test(text) ? 'uppercase' : 'notHex';
}

/** As `hexProblem`, for an id: one of nothing but zeros names nothing. */
export function idProblem(text: string, ...lengths: readonly number[]): FieldProblem | null {
  return hexProblem(text, ...lengths) ?? (/^0+$/.test(text) ? 'allZero' : null);
}
