import type { AttributesSource, KeyValue } from '../value.ts';
import { ProtobufReader, type Slice, type Source } from './protobufReader.ts';
import type { ProtobufWriter } from './protobufWriter.ts';
import { readKeyValue } from './valueProtobuf.ts';

/**
 * The KeyValue fields of a message that has not been asked for them. They are found again by walking the message, which is cheap and
 * needs no table. A message given in several parts (protobuf merges them) has several slices.
 */
export class AttributesSlice implements AttributesSource {
  private readonly number: number;
  private readonly source: Source;
  readonly start: number;
  readonly end: number;
  /** Further parts; hardly ever any. */
  private more: Slice[] | undefined;

  constructor(number: number, { source, start, end }: Slice) {
    this.number = number;
    this.source = source;
    this.start = start;
    this.end = end;
  }

  /** Adds the part of the same message that `reader` is in, unless it is the last one again. */
  add({ source, start, end }: Slice): void {
    const last = this.more?.at(-1) ?? this;
    if (last.start === start && last.end === end) return;
    this.more ??= [];
    this.more.push({ source, start, end });
  }

  private get parts(): Slice[] {
    const first = { source: this.source, start: this.start, end: this.end };
    return this.more === undefined ? [first] : [first, ...this.more];
  }

  entries(): readonly KeyValue[] {
    const entries: KeyValue[] = [];
    const wanted = (this.number << 3) | 2;
    for (const part of this.parts) {
      const reader = new ProtobufReader(part);
      while (reader.pos < reader.end) {
        const tag = reader.varint32();
        if (tag === wanted) entries.push(readKeyValue(reader, reader.varint32() + reader.pos));
        else reader.skip(tag & 7);
      }
    }
    return entries;
  }

  /** Copies the encoded pairs under another message's field number. */
  copyTo(writer: ProtobufWriter, number: number): void {
    const wanted = (this.number << 3) | 2;
    const bounds: number[] = [];
    for (const part of this.parts.toReversed()) {
      const reader = new ProtobufReader(part);
      bounds.length = 0;
      while (reader.pos < reader.end) {
        const tag = reader.varint32();
        if (tag === wanted) bounds.push(reader.skipLength(), reader.pos);
        else reader.skip(tag & 7);
      }
      for (let at = bounds.length - 2; at >= 0; at -= 2) {
        const [length = 0, end = 0] = [bounds[at], bounds[at + 1]];
        const before = writer.length;
        writer.copy(reader.bytes, end - length, end);
        writer.prefix(number, before);
      }
    }
  }
}
