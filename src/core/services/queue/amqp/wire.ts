/** A mistake of the peer that ends its connection, with the reply code of AMQP 0-9-1. */
export class AmqpError extends Error {
  override readonly name = 'AmqpError';
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
export const frameError = (message: string): AmqpError => new AmqpError(501, `FRAME_ERROR - ${message}`);
const syntaxError = (message: string): AmqpError => new AmqpError(502, `SYNTAX_ERROR - ${message}`);

export type Table = Readonly<Record<string, unknown>>;

/** Reads the data types of AMQP 0-9-1 section 4.2.5; throws AmqpError where the bytes end too early. */
export class Reader {
  readonly #bytes: Buffer;
  #at = 0;
  /** Bits of the octet that is being read, and the next one's number. */
  #bits: { readonly octet: number; next: number } | undefined;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  octet(): number {
    return this.#bytes.readUInt8(this.#take(1));
  }
  short(): number {
    return this.#bytes.readUInt16BE(this.#take(2));
  }
  long(): number {
    return this.#bytes.readUInt32BE(this.#take(4));
  }
  longlong(): bigint {
    return this.#bytes.readBigUInt64BE(this.#take(8));
  }
  shortstr(): string {
    return this.#text(this.octet());
  }
  longstr(): string {
    return this.#text(this.long());
  }
  /** Consecutive bits share octets, lowest first. */
  bit(): boolean {
    if (this.#bits === undefined || this.#bits.next > 7) this.#bits = { octet: this.#bytes.readUInt8(this.#take(1, true)), next: 0 };
    const { octet, next } = this.#bits;
    this.#bits.next += 1;
    return ((octet >> next) & 1) === 1;
  }
  table(): Table {
    const end = this.long() + this.#at;
    if (end > this.#bytes.length) throw syntaxError('a table is longer than its frame');
    const entries: [string, unknown][] = [];
    while (this.#at < end) entries.push([this.shortstr(), this.#value()]);
    return Object.fromEntries(entries);
  }
  /** All that is left. */
  rest(): Buffer {
    return this.#bytes.subarray(this.#at);
  }

  #text(length: number): string {
    const at = this.#take(length);
    return this.#bytes.toString('utf8', at, at + length);
  }

  /** The field values that RabbitMQ and its clients use (its "errata" to section 4.2.1). */
  #value(): unknown {
    const type = String.fromCharCode(this.octet());
    const signed = (bits: number, value: number): number => (value << (32 - bits)) >> (32 - bits);
    switch (type) {
      case 't': return this.octet() !== 0;
      case 'b': return signed(8, this.octet());
      case 'B': return this.octet();
      case 's': return signed(16, this.short());
      case 'u': return this.short();
      case 'I': return signed(32, this.long());
      case 'i': return this.long();
      case 'l': case 'T': return Number(BigInt.asIntN(64, this.longlong()));
      case 'f': return this.#bytes.readFloatBE(this.#take(4));
      case 'd': return this.#bytes.readDoubleBE(this.#take(8));
      case 'D': return this.#decimal();
      case 'S': return this.longstr();
      case 'x': return this.longstr();
      case 'F': return this.table();
      case 'A': return this.#array();
      case 'V': return null;
      default: throw syntaxError(`unknown field type ${JSON.stringify(type)}`);
    }
  }

  #decimal(): number {
    const scale = this.octet();
    return this.long() / 10 ** scale;
  }

  #array(): readonly unknown[] {
    const end = this.long() + this.#at;
    if (end > this.#bytes.length) throw syntaxError('an array is longer than its frame');
    const items: unknown[] = [];
    while (this.#at < end) items.push(this.#value());
    return items;
  }

  #take(length: number, isBit = false): number {
    if (!isBit) this.#bits = undefined;
    const at = this.#at;
    if (at + length > this.#bytes.length) throw syntaxError('a frame ends too early');
    this.#at = at + length;
    return at;
  }
}

/** Writes the data types of AMQP 0-9-1. */
export class Writer {
  readonly #parts: Buffer[] = [];
  #bits: { readonly octet: Buffer; next: number } | undefined;

  octet(value: number): this {
    return this.#put(Buffer.from([value]));
  }
  short(value: number): this {
    const bytes = Buffer.allocUnsafe(2);
    bytes.writeUInt16BE(value);
    return this.#put(bytes);
  }
  long(value: number): this {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeUInt32BE(value);
    return this.#put(bytes);
  }
  longlong(value: bigint): this {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigUInt64BE(value);
    return this.#put(bytes);
  }
  shortstr(text: string): this {
    const bytes = Buffer.from(text);
    return this.octet(bytes.length).#put(bytes);
  }
  longstr(text: string): this {
    const bytes = Buffer.from(text);
    return this.long(bytes.length).#put(bytes);
  }
  bit(value: boolean): this {
    if (this.#bits === undefined || this.#bits.next > 7) {
      this.#bits = { octet: Buffer.from([0]), next: 0 };
      this.#parts.push(this.#bits.octet);
    }
    if (value) this.#bits.octet.writeUInt8(this.#bits.octet.readUInt8(0) | (1 << this.#bits.next));
    this.#bits.next += 1;
    return this;
  }
  /** Of texts, booleans and tables: all that a server says of itself. */
  table(table: Table): this {
    const inner = new Writer();
    for (const [key, value] of Object.entries(table)) {
      inner.shortstr(key);
      if (typeof value === 'boolean') inner.octet(0x74).octet(value ? 1 : 0);
      else if (typeof value === 'string') inner.octet(0x53).longstr(value);
      else inner.octet(0x46).table(value as Table);
    }
    const bytes = inner.bytes();
    return this.long(bytes.length).#put(bytes);
  }
  raw(bytes: Buffer): this {
    return this.#put(bytes);
  }
  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #put(bytes: Buffer): this {
    this.#bits = undefined;
    this.#parts.push(bytes);
    return this;
  }
}
