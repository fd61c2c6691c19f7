import { OtlpDecodeError } from './error.ts';
import { deprecatedField, wireKinds, type Layout } from './wire.ts';

/**
 * How deep messages may nest, the request being the first.
 * Upstream: no limit for protobuf, because Go's stack grows. Here: 250, which is 80 nested maps or 120 nested arrays, because ours does not.
 */
const maxMessageDepth = 250;

const wireTypeOfKind: readonly number[] = [-1, 0, 1, 5, 2, 2, 2, 2, 2, 2];

/**
 * Walks all of a message once and throws OtlpDecodeError for anything the real Collector would refuse: truncated varints, lengths past the
 * end, wrong wire types, ids of a wrong length. After it every lazy reader of the same bytes is safe. Allocates nothing.
 */
export function validate(layout: Layout, bytes: Uint8Array): void {
  new Walk(bytes).message(layout, 0, bytes.length, 1);
}

class Walk {
  private readonly bytes: Uint8Array;
  private pos = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Walks the message that fills [from, end). Steps over what is usual by itself; all else is `field`'s, which knows what is wrong with it. */
  message(layout: Layout, from: number, end: number, depth: number): void {
    if (depth > maxMessageDepth) {
      this.pos = from;
      this.fail('proto: exceeded maximum nesting depth');
    }
    const { bytes } = this;
    const { kinds } = layout;
    let pos = from;
    while (pos < end) {
      const tag = bytes[pos] ?? 0;
      const kind = tag < 0x80 ? kinds[tag >>> 3] ?? 0 : 0;
      const usual = wireTypeOfKind[kind];
      if (usual === (tag & 7) && pos + 3 < end) {
        const next = bytes[pos + 1] ?? 0;
        if (usual === 2) {
          const isShort = next < 0x80;
          const high = isShort ? 0 : bytes[pos + 2] ?? 0;
          const body = isShort ? pos + 2 : pos + 3;
          const bodyEnd = body + (isShort ? next : (next & 0x7f) | (high << 7));
          if (high < 0x80 && bodyEnd <= end && (kind === wireKinds.bytes || kind === wireKinds.message)) {
            const child = kind === wireKinds.message ? layout.children[tag >>> 3] : undefined;
            if (child !== undefined) this.message(child, body, bodyEnd, depth + 1);
            pos = bodyEnd;
            continue;
          }
        } else {
          const after = usual === 0 ? (next < 0x80 ? pos + 2 : end + 1) : pos + (usual === 1 ? 9 : 5);
          if (after <= end) {
            pos = after;
            continue;
          }
        }
      }
      this.pos = pos;
      this.field(layout, end, depth);
      ({ pos } = this);
    }
  }

  private field(layout: Layout, end: number, depth: number): void {
    const tag = this.tag(end);
    const number = tag >>> 3;
    const wireType = tag & 7;
    const kind = number < 32 ? (layout.kinds[number] ?? 0) : 0;
    if (kind === wireKinds.unknown) this.other(layout, tag, end, depth);
    else if (wireType !== wireTypeOfKind[kind]) this.otherWireType(layout, tag, end);
    else if (wireType === 2) this.delimited(layout, number, end, depth);
    else if (wireType === 0) this.varint(end);
    else this.advance(wireType === 1 ? 8 : 4, end);
  }

  private delimited(layout: Layout, number: number, end: number, depth: number): void {
    const bodyEnd = this.length(end);
    const kind = layout.kinds[number];
    if (kind === wireKinds.message) {
      const child = layout.children[number];
      if (child !== undefined) this.message(child, this.pos, bodyEnd, depth + 1);
      this.pos = bodyEnd;
      return;
    }
    if (kind === wireKinds.traceId || kind === wireKinds.spanId) return this.id(bodyEnd, kind === wireKinds.traceId ? 16 : 8);
    if (kind === wireKinds.repeatedVarint) while (this.pos < bodyEnd) this.varint(bodyEnd);
    else if (kind === wireKinds.repeatedFixed64 && (bodyEnd - this.pos) % 8 !== 0) {
      this.fail(`proto: invalid field len = ${String(bodyEnd - this.pos)} for field ${goName(layout, number)}`);
    }
    this.pos = bodyEnd;
  }

  private id(bodyEnd: number, size: number): void {
    const length = bodyEnd - this.pos;
    if (length !== 0 && length !== size) this.fail(`unmarshal: invalid ${size === 16 ? 'TraceID' : 'SpanID'} length`);
    this.pos = bodyEnd;
  }

  private other(layout: Layout, tag: number, end: number, depth: number): void {
    const number = tag >>> 3;
    if (number !== deprecatedField || layout.deprecated === undefined) return this.unknown(tag & 7, end);
    if ((tag & 7) !== 2) this.fail(`proto: wrong wireType = ${String(tag & 7)} for field Deprecated${goName(layout, 2)}`);
    const bodyEnd = this.length(end);
    this.message(layout.deprecated, this.pos, bodyEnd, depth + 1);
    this.pos = bodyEnd;
  }

  /** A known field with another wire type is an error, except that repeated numbers may come one by one. */
  private otherWireType(layout: Layout, tag: number, end: number): void {
    const number = tag >>> 3;
    const kind = layout.kinds[number];
    if (kind === wireKinds.repeatedFixed64 && (tag & 7) === 1) return this.advance(8, end);
    if (kind !== wireKinds.repeatedVarint || (tag & 7) !== 0) this.fail(`proto: wrong wireType = ${String(tag & 7)} for field ${goName(layout, number)}`);
    this.varint(end);
  }

  /** Steps over a field nobody knows; groups are counted, not recursed into. */
  private unknown(firstWireType: number, end: number): void {
    let wireType = firstWireType;
    for (let depth = 0; ; wireType = this.tag(end) & 7) {
      if (wireType === 3) depth++;
      else if (wireType === 4) {
        if (depth-- === 0) this.fail('proto: unexpected end of group');
      } else if (wireType === 0) this.varint(end);
      else if (wireType === 1) this.advance(8, end);
      else if (wireType === 2) this.pos = this.length(end);
      else if (wireType === 5) this.advance(4, end);
      else this.fail(`proto: illegal wireType ${String(wireType)}`);
      if (depth === 0) return;
    }
  }

  private tag(end: number): number {
    const start = this.pos;
    const first = this.bytes[start] ?? 0;
    if (start < end && first < 0x80 && first > 7) {
      this.pos = start + 1;
      return first;
    }
    const tag = this.varint(end);
    const number = Math.floor(tag / 8);
    // Upstream cuts the number to 32 bits and may then see another field. Here: refused, because such a tag is never honest.
    if (number <= 0 || tag > 0xffffffff) {
      this.pos = start;
      this.fail(`proto: Link: illegal field=${String(number)} (tag=${String(tag)}, pos=${String(start)})`);
    }
    return tag;
  }

  /** Reads a length and returns where the body ends. */
  private length(end: number): number {
    const length = this.varint(end);
    if (length >= 2 ** 63) this.fail('proto: negative length found during unmarshaling');
    if (length > end - this.pos) this.fail('unexpected EOF');
    return this.pos + length;
  }

  /** The value, rounded above 2^53, which is enough to refuse it as a tag or length. */
  private varint(end: number): number {
    const { bytes } = this;
    let value = 0;
    let scale = 1;
    for (let count = 0; ; count++) {
      if (count === 10) this.fail('proto: integer overflow');
      if (this.pos >= end) this.fail('unexpected EOF');
      const byte = bytes[this.pos++] ?? 0;
      if (byte < 0x80) return value + byte * scale;
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    }
  }

  private advance(size: number, end: number): void {
    if (size > end - this.pos) this.fail('unexpected EOF');
    this.pos += size;
  }

  private fail(message: string): never {
    throw new OtlpDecodeError(message, this.pos);
  }
}

/** Upstream names fields as Go does: TraceId, StartTimeUnixNano. */
function goName(layout: Layout, number: number): string {
  const name = layout.names[number] ?? '';
  return name.charAt(0).toUpperCase() + name.slice(1);
}
