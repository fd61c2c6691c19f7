import type { Message } from './message.ts';
import { EncodedRecord } from './origin.ts';
import type { Slice } from './protobufReader.ts';

/** A record that decodes its header on first look; its attributes decode on their own first look. */
export abstract class LazyRecord<T> extends EncodedRecord {
  private decoded: T | undefined;

  protected abstract decode(slice: Slice): T;

  protected get fields(): T {
    return (this.decoded ??= this.decode(this.slice));
  }
}

/** The codec of a record: as `fields` is, except that decoding only notes where the record's bytes are. */
export function recordMessage<T>(fields: Message<T>, open: (slice: Slice) => T): Message<T> {
  return {
    layout: fields.layout,
    initial: fields.initial,
    decode: open,
    encode: (writer, value) => { fields.encode(writer, value); },
    decodeJson: (json, base) => fields.decodeJson(json, base),
    encodeJson: (writer, value) => { fields.encodeJson(writer, value); },
  };
}
