/** A list of whole numbers that only grows. */
export class Marks {
  #values = new Int32Array(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const values = new Int32Array(Math.max(256, this.#length * 2));
      values.set(this.#values);
      this.#values = values;
    }
    this.#values[this.#length++] = value;
  }
}

/** The bytes of one request and a view of them, shared by everything decoded from it. Nobody may change the bytes afterwards. */
export class Source {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Places in the bytes that lazy readers have found. One list for all of them, because each reader's own would cost more than it holds. */
  readonly marks = new Marks();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

/** The body of one encoded message: [start, end) of its source. */
export interface Slice {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads fields of a message that `validate` has accepted, which is why no method here checks bounds: they cannot fail on such bytes.
 * Loops end at `end` even on bytes that were never validated.
 */
export class ProtobufReader {
  readonly source: Source;
  readonly bytes: Uint8Array;
  /** Where the message starts. */
  readonly start: number;
  readonly end: number;
  pos: number;

  constructor({ source, start, end }: Slice) {
    this.source = source;
    this.bytes = source.bytes;
    this.start = start;
    this.pos = start;
    this.end = end;
  }

  /** A varint's low 32 bits, unsigned: tags, lengths, uint32, enums, booleans. */
  varint32(): number {
    const { bytes } = this;
    let byte = bytes[this.pos++] ?? 0;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let shift = 7; ; shift += 7) {
      byte = bytes[this.pos++] ?? 0;
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  /** A varint's 64 bits, unsigned. */
  varint64(): bigint {
    const { bytes } = this;
    let low = 0; // 28 bits
    let middle = 0; // 28 bits
    let high = 0; // 8 bits
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[this.pos++] ?? 0;
      const part = byte & 0x7f;
      if (shift < 28) low |= part << shift;
      else if (shift < 56) middle |= part << (shift - 28);
      else high |= part << (shift - 56);
      if (byte < 0x80) break;
    }
    if (high === 0 && middle < 0x1000000) return BigInt(middle * 0x10000000 + low);
    return BigInt.asUintN(64, (BigInt(high) << 56n) | (BigInt(middle) << 28n) | BigInt(low));
  }

  isTrue(): boolean {
    let any = 0;
    for (;;) {
      const byte = this.bytes[this.pos++] ?? 0;
      any |= byte & 0x7f;
      if (byte < 0x80) return any !== 0;
    }
  }

  fixed32(): number {
    this.pos += 4;
    return this.source.view.getUint32(this.pos - 4, true);
  }

  fixed64(): bigint {
    this.pos += 8;
    return this.source.view.getBigUint64(this.pos - 8, true);
  }

  sfixed64(): bigint {
    this.pos += 8;
    return this.source.view.getBigInt64(this.pos - 8, true);
  }

  double(): number {
    this.pos += 8;
    return this.source.view.getFloat64(this.pos - 8, true);
  }

  /** Reads a length and steps over that many bytes; the body is [pos - length, pos). */
  skipLength(): number {
    const length = this.varint32();
    this.pos += length;
    return length;
  }

  skip(wireType: number): void {
    if (wireType === 0) while ((this.bytes[this.pos++] ?? 0) >= 0x80);
    else if (wireType === 1) this.pos += 8;
    else if (wireType === 2) this.skipLength();
    else if (wireType === 5) this.pos += 4;
    else if (wireType === 3) this.skipGroup();
  }

  private skipGroup(): void {
    for (let depth = 1; depth > 0 && this.pos < this.end; ) {
      const wireType = this.varint32() & 7;
      if (wireType === 3) depth++;
      else if (wireType === 4) depth--;
      else this.skip(wireType);
    }
  }
}
