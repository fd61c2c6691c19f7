import { encodeUtf8, hexDigit } from './text.ts';

/**
 * Writes a message from its end to its start, so that the length of a nested message is known when its prefix is written: one pass, no
 * sizes computed beforehand. Callers write what comes last first, and each field's value before its tag.
 */
export class ProtobufWriter {
  private bytes: Uint8Array;
  private view: DataView;
  private pos: number;

  constructor(capacity = 1024) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
    this.pos = capacity;
  }

  /** How many bytes have been written. */
  get length(): number {
    return this.bytes.length - this.pos;
  }

  /** What was written; copied when most of the buffer would be kept for nothing. */
  finish(): Uint8Array {
    return this.length * 2 < this.bytes.length ? this.bytes.slice(this.pos) : this.bytes.subarray(this.pos);
  }

  tag(number: number, wireType: number): void {
    this.varint((number << 3) | wireType);
  }

  /** The prefix of a length-delimited field whose body was written since `before`, a former `length`. */
  prefix(number: number, before: number): void {
    this.varint(this.length - before);
    this.tag(number, 2);
  }

  /** 0 to 2^53 - 1. */
  varint(value: number): void {
    let size = 1;
    for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) size++;
    let at = this.reserve(size);
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[at] = rest;
  }

  /** Any integer of 64 bits; a negative one takes ten bytes, as int64 and int32 do. */
  varint64(value: bigint): void {
    if (value >= 0n && value <= 0x1fffffffffffffn) return this.varint(Number(value));
    const parts: number[] = [];
    let rest = BigInt.asUintN(64, value);
    while (rest >= 0x80n) {
      parts.push(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    parts.push(Number(rest));
    const at = this.reserve(parts.length);
    this.bytes.set(parts, at);
  }

  fixed32(value: number): void {
    const at = this.reserve(4);
    this.view.setUint32(at, value, true);
  }

  fixed64(value: bigint): void {
    const at = this.reserve(8);
    this.view.setBigUint64(at, BigInt.asUintN(64, value), true);
  }

  double(value: number): void {
    const at = this.reserve(8);
    this.view.setFloat64(at, value, true);
  }

  copy(bytes: Uint8Array, start: number, end: number): void {
    const at = this.reserve(end - start);
    if (end - start > 64) this.bytes.set(bytes.subarray(start, end), at);
    else for (let offset = 0; offset < end - start; offset++) this.bytes[at + offset] = bytes[start + offset] ?? 0;
  }

  string(text: string): void {
    const { length } = text;
    if (length <= 64) {
      const at = this.reserve(length);
      let offset = 0;
      for (; offset < length; offset++) {
        const code = text.charCodeAt(offset);
        if (code > 0x7f) break;
        this.bytes[at + offset] = code;
      }
      if (offset === length) return;
      this.pos += length;
    }
    const encoded = encodeUtf8(text);
    this.copy(encoded, 0, encoded.length);
  }

  /** An id's bytes from its hex; anything that is not an id of that many bytes is written as absent. */
  id(hex: string, size: number): void {
    if (hex.length !== size * 2) return;
    const at = this.reserve(size);
    for (let offset = 0; offset < size; offset++) {
      const byte = (hexDigit(hex.charCodeAt(offset * 2)) << 4) | hexDigit(hex.charCodeAt(offset * 2 + 1));
      if (byte < 0) {
        this.pos += size;
        return;
      }
      this.bytes[at + offset] = byte;
    }
  }

  private reserve(size: number): number {
    if (this.pos < size) this.grow(size);
    return (this.pos -= size);
  }

  private grow(size: number): void {
    const { length } = this;
    const capacity = Math.max(this.bytes.length * 2, length + size + 1024);
    const bytes = new Uint8Array(capacity);
    bytes.set(this.bytes.subarray(this.pos), capacity - length);
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
    this.pos = capacity - length;
  }
}
