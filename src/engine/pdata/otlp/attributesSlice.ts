import { type AnyValue, type Attributes, type AttributesSource, type KeyValue, withElement, withoutElement } from '../value.ts';
import { ProtobufReader, type Slice, type Source } from './protobufReader.ts';
import type { ProtobufWriter } from './protobufWriter.ts';
import { readKeyValue, writeKeyValue, writeKeyValues } from './valueProtobuf.ts';

/** Writes attributes as a repeated field of this number, copying what is bytes. */
export function writeAttributes(writer: ProtobufWriter, number: number, attributes: Attributes): void {
  const { source } = attributes;
  if (source instanceof AttributesSlice || source instanceof EditedAttributes) source.copyTo(writer, number);
  else writeKeyValues(writer, number, attributes.entries);
}

/**
 * The KeyValue fields of a message that has not been asked for them. They are found again by walking the message, which is cheap and
 * needs no table. A message given in several parts (protobuf merges them) has several slices.
 */
export class AttributesSlice implements AttributesSource {
  readonly #number: number;
  readonly #source: Source;
  readonly #start: number;
  readonly #end: number;
  /** Further parts; hardly ever any. */
  #more: Slice[] | undefined;
  /** Where the source's marks of these pairs begin, three for each: where its field starts, where its body starts, where both end. -1: not looked for yet. */
  #marks = -1;
  #size = 0;

  constructor(number: number, { source, start, end }: Slice) {
    this.#number = number;
    this.#source = source;
    this.#start = start;
    this.#end = end;
  }

  /** Adds the part of the same message that `reader` is in, unless it is the last one again. Only while the message is being decoded. */
  add({ source, start, end }: Slice): void {
    const last = this.#more?.at(-1);
    if (last === undefined ? this.#start === start && this.#end === end : last.start === start && last.end === end) return;
    this.#more ??= [];
    this.#more.push({ source, start, end });
  }

  get size(): number {
    this.#look();
    return this.#size;
  }

  entries(): readonly KeyValue[] {
    const entries: KeyValue[] = [];
    for (let index = 0; index < this.size; index++) entries.push(this.entryAt(index));
    return entries;
  }

  indexOf(key: string): number {
    const { size } = this;
    for (let index = 0; index < size; index++) if (this.keyIs(index, key)) return index;
    return -1;
  }

  entryAt(index: number): KeyValue {
    this.#look();
    const end = this.#endOf(index);
    return readKeyValue(new ProtobufReader({ source: this.#source, start: this.#bodyOf(index), end }), end);
  }

  keyIs(index: number, key: string): boolean {
    this.#look();
    return this.#hasKey(this.#bodyOf(index), this.#endOf(index), key);
  }

  valueAt(index: number): AnyValue {
    return this.entryAt(index).value;
  }

  with(index: number, entry: KeyValue): AttributesSource {
    return new EditedAttributes(this, withElement<Item>(this.#indexes(), index, entry));
  }

  without(index: number, gap: 'closed' | 'filled'): AttributesSource {
    return new EditedAttributes(this, withoutElement<Item>(this.#indexes(), index, gap));
  }

  copyTo(writer: ProtobufWriter, number: number): void {
    this.copyRange(writer, number, { from: 0, to: this.size });
  }

  /** Copies the pairs [from, to); neighbours that lie side by side, and keep their field's number, in one piece. */
  copyRange(writer: ProtobufWriter, number: number, { from, to }: { readonly from: number; readonly to: number }): void {
    this.#look();
    const { bytes } = this.#source;
    for (let index = to - 1; index >= from; index--) {
      const end = this.#endOf(index);
      if (number === this.#number) {
        while (index > from && this.#endOf(index - 1) === this.#startOf(index)) index--;
        writer.copy(bytes, this.#startOf(index), end);
      } else {
        const before = writer.length;
        writer.copy(bytes, this.#bodyOf(index), end);
        writer.prefix(number, before);
      }
    }
  }

  /** Writes the whole message these pairs are in, with what `writePairs` writes in their place. Only for a message of one part. */
  copyMessage(writer: ProtobufWriter, writePairs: () => void): void {
    const { bytes } = this.#source;
    const { size } = this;
    let end = this.#end;
    if (size === 0) writePairs();
    for (let index = size - 1; index >= 0; index--) {
      writer.copy(bytes, this.#endOf(index), end);
      end = this.#startOf(index);
      if (index === 0) writePairs();
    }
    writer.copy(bytes, this.#start, end);
  }

  #startOf(index: number): number {
    return this.#source.marks.at(this.#marks + index * 3);
  }

  #bodyOf(index: number): number {
    return this.#source.marks.at(this.#marks + index * 3 + 1);
  }

  #endOf(index: number): number {
    return this.#source.marks.at(this.#marks + index * 3 + 2);
  }

  #look(): void {
    if (this.#marks >= 0) return;
    const { marks } = this.#source;
    this.#marks = marks.length;
    this.#lookIn({ source: this.#source, start: this.#start, end: this.#end });
    for (const part of this.#more ?? []) this.#lookIn(part);
    this.#size = (marks.length - this.#marks) / 3;
  }

  #lookIn(part: Slice): void {
    const { marks } = this.#source;
    const wanted = (this.#number << 3) | 2;
    const reader = new ProtobufReader(part);
    while (reader.pos < reader.end) {
      const start = reader.pos;
      const tag = reader.varint32();
      if (tag === wanted) {
        const length = reader.skipLength();
        marks.push(start);
        marks.push(reader.pos - length);
        marks.push(reader.pos);
      } else reader.skip(tag & 7);
    }
  }

  #indexes(): Item[] {
    const { size } = this;
    while (ascending.length < size) ascending.push(ascending.length);
    return ascending.slice(0, size);
  }

  /** Compares bytes where the pair is one key and one value, in any order, and the key is ASCII: nearly always. */
  #hasKey(start: number, end: number, key: string): boolean {
    const { bytes } = this.#source;
    let keyStart = -1;
    let keyLength = 0;
    let at = start;
    while (at < end) {
      const tag = bytes[at];
      let length = bytes[at + 1] ?? 0;
      at += 2;
      if (length > 0x7f) length = (length & 0x7f) | ((bytes[at++] ?? 0) << 7);
      // A longer length, another field, or a second key: not worth a fast way.
      if (length > 0x3fff || (tag === 0x0a ? keyStart >= 0 : tag !== 0x12)) return this.#decodedKey(start, end) === key;
      if (tag === 0x0a) {
        keyStart = at;
        keyLength = length;
      }
      at += length;
    }
    // Longer in bytes than in characters: not all of it is ASCII.
    if (keyLength !== key.length) return keyLength > key.length && !isAscii(key) && this.#decodedKey(start, end) === key;
    for (let offset = 0; offset < keyLength; offset++) {
      const code = key.charCodeAt(offset);
      if (code > 0x7f) return this.#decodedKey(start, end) === key;
      if (bytes[keyStart + offset] !== code) return false;
    }
    return true;
  }

  #decodedKey(start: number, end: number): string {
    return readKeyValue(new ProtobufReader({ source: this.#source, start, end }), end).key;
  }
}

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/** A pair made by hand, or the index of one that is still bytes. */
type Item = number | KeyValue;
/** 0, 1, 2, … as far as anybody needed. Copying from it is cheaper than counting. */
const ascending: Item[] = [];

/** Encoded pairs of which some were replaced, removed or added. */
class EditedAttributes implements AttributesSource {
  readonly #base: AttributesSlice;
  readonly #items: readonly Item[];

  constructor(base: AttributesSlice, items: readonly Item[]) {
    this.#base = base;
    this.#items = items;
  }

  get size(): number {
    return this.#items.length;
  }

  entries(): readonly KeyValue[] {
    return this.#items.map((item) => this.#entry(item));
  }

  indexOf(key: string): number {
    for (let index = 0; index < this.#items.length; index++) {
      const item = this.#items[index];
      if (typeof item === 'number' ? this.#base.keyIs(item, key) : item?.key === key) return index;
    }
    return -1;
  }

  valueAt(index: number): AnyValue {
    const item = this.#items[index];
    return item === undefined ? undefined : this.#entry(item).value;
  }

  with(index: number, entry: KeyValue): AttributesSource {
    return new EditedAttributes(this.#base, withElement<Item>(this.#items, index, entry));
  }

  without(index: number, gap: 'closed' | 'filled'): AttributesSource {
    return new EditedAttributes(this.#base, withoutElement(this.#items, index, gap));
  }

  copyTo(writer: ProtobufWriter, number: number): void {
    const items = this.#items;
    for (let at = items.length - 1; at >= 0; at--) {
      const item = items[at];
      if (typeof item === 'object') writeKeyValue(writer, number, item);
      else if (item !== undefined) {
        // Pairs that still stand in their old order go together.
        let from = item;
        while (at > 0 && items[at - 1] === from - 1) {
          from--;
          at--;
        }
        this.#base.copyRange(writer, number, { from, to: item + 1 });
      }
    }
  }

  #entry(item: Item): KeyValue {
    return typeof item === 'number' ? this.#base.entryAt(item) : item;
  }
}
