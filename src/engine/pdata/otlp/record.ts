import { Attributes } from '../value.ts';
import { AttributesSlice, writeAttributes } from './attributesSlice.ts';
import type { Message } from './message.ts';
import { EncodedRecord } from './origin.ts';
import { ProtobufReader, type Slice } from './protobufReader.ts';
import type { ProtobufWriter } from './protobufWriter.ts';

/** A record that decodes its header on first look. */
export abstract class LazyRecord<T> extends EncodedRecord {
  protected decoded: T | undefined = undefined;

  protected abstract decode(slice: Slice): T;

  protected get fields(): T {
    return (this.decoded ??= this.decode(this));
  }

  /** One text field of a record of which nobody has needed more yet; of several the last, as when everything is decoded. */
  protected peek(number: number, decodeText: (bytes: Uint8Array, start: number, end: number) => string): string {
    const reader = new ProtobufReader(this);
    const wanted = (number << 3) | 2;
    let start = 0;
    let end = 0;
    while (reader.pos < reader.end) {
      const tag = reader.varint32();
      if (tag === wanted) {
        const length = reader.skipLength();
        end = reader.pos;
        start = end - length;
      } else reader.skip(tag & 7);
    }
    return decodeText(reader.bytes, start, end);
  }
}

/**
 * A lazy record whose attributes are looked at, and replaced, without decoding the rest: with others it is still its bytes, except in their
 * place.
 */
export abstract class AttributedRecord<T> extends LazyRecord<T> {
  private pairs: AttributesSlice | undefined = undefined;
  private own: Attributes | undefined = undefined;
  private isEdited = false;

  /** The number of the attributes' field. */
  protected abstract get attributesNumber(): number;
  get attributes(): Attributes {
    return (this.own ??= Attributes.lazily(this.slice));
  }

  override origin(): Slice | undefined {
    return this.isEdited ? undefined : this;
  }

  /** Gives `copy`, a new record of the same bytes, other attributes. */
  protected edited<R extends AttributedRecord<T>>(copy: R, attributes: Attributes): R {
    copy.pairs = this.pairs;
    copy.own = attributes;
    copy.isEdited = true;
    return copy;
  }

  /** Writes the bytes, with the attributes it has now. */
  encode(writer: ProtobufWriter): void {
    this.slice.copyMessage(writer, () => { writeAttributes(writer, this.attributesNumber, this.attributes); });
  }

  private get slice(): AttributesSlice {
    return (this.pairs ??= new AttributesSlice(this.attributesNumber, this));
  }
}

/** The codec of a record: as `fields` is, except that decoding only notes where the record's bytes are. */
export function recordMessage<T>(fields: Message<T>, open: (slice: Slice) => T): Message<T> {
  return {
    layout: fields.layout,
    initial: fields.initial,
    decode: open,
    encode(writer, value) {
      if (value instanceof AttributedRecord && value.origin() === undefined) value.encode(writer);
      else fields.encode(writer, value);
    },
    decodeJson: (json, base) => fields.decodeJson(json, base),
    encodeJson: (writer, value) => { fields.encodeJson(writer, value); },
  };
}
