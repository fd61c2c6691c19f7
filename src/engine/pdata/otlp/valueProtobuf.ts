import { Attributes, type AnyValue, type KeyValue } from '../value.ts';
import type { ProtobufReader } from './protobufReader.ts';
import type { ProtobufWriter } from './protobufWriter.ts';
import { decodeUtf8 } from './text.ts';
import { Layout, wireKinds } from './wire.ts';

export const anyValueLayout = new Layout('AnyValue');
export const keyValueLayout = new Layout('KeyValue');
const arrayLayout = new Layout('ArrayValue');
const keyValueListLayout = new Layout('KeyValueList');

keyValueLayout.addWire({ number: 1, kind: wireKinds.bytes, name: 'key' });
keyValueLayout.addWire({ number: 2, kind: wireKinds.message, name: 'value', layout: anyValueLayout });
keyValueLayout.addWire({ number: 3, kind: wireKinds.varint, name: 'keyStrindex' });
arrayLayout.addWire({ number: 1, kind: wireKinds.message, name: 'values', layout: anyValueLayout });
keyValueListLayout.addWire({ number: 1, kind: wireKinds.message, name: 'values', layout: keyValueLayout });
anyValueLayout.addWire({ number: 1, kind: wireKinds.bytes, name: 'stringValue' });
anyValueLayout.addWire({ number: 2, kind: wireKinds.varint, name: 'boolValue' });
anyValueLayout.addWire({ number: 3, kind: wireKinds.varint, name: 'intValue' });
anyValueLayout.addWire({ number: 4, kind: wireKinds.fixed64, name: 'doubleValue' });
anyValueLayout.addWire({ number: 5, kind: wireKinds.message, name: 'arrayValue', layout: arrayLayout });
anyValueLayout.addWire({ number: 6, kind: wireKinds.message, name: 'kvlistValue', layout: keyValueListLayout });
anyValueLayout.addWire({ number: 7, kind: wireKinds.bytes, name: 'bytesValue' });
// References into a profiles dictionary; outside profiles nothing refers to them, and pdata shows such a value as empty.
anyValueLayout.addWire({ number: 8, kind: wireKinds.varint, name: 'stringValueStrindex' });

/** Reads an AnyValue that ends at `end`. Of several values the last counts; of none, `previous`. */
export function readAnyValue(reader: ProtobufReader, end: number, previous: AnyValue): AnyValue {
  let value = previous;
  while (reader.pos < end) {
    const tag = reader.varint32();
    switch (tag >>> 3) {
      case 1: {
        const length = reader.skipLength();
        value = decodeUtf8(reader.bytes, reader.pos - length, reader.pos);
        break;
      }
      case 2:
        value = reader.isTrue();
        break;
      case 3:
        value = BigInt.asIntN(64, reader.varint64());
        break;
      case 4:
        value = reader.double();
        break;
      case 5:
        value = readArray(reader, reader.varint32() + reader.pos);
        break;
      case 6:
        value = readKeyValueList(reader, reader.varint32() + reader.pos);
        break;
      case 7: {
        const length = reader.skipLength();
        value = reader.bytes.slice(reader.pos - length, reader.pos);
        break;
      }
      case 8:
        reader.skip(0);
        value = undefined;
        break;
      default:
        reader.skip(tag & 7);
    }
  }
  return value;
}

function readArray(reader: ProtobufReader, end: number): readonly AnyValue[] {
  const values: AnyValue[] = [];
  while (reader.pos < end) {
    const tag = reader.varint32();
    if (tag === 10) values.push(readAnyValue(reader, reader.varint32() + reader.pos, undefined));
    else reader.skip(tag & 7);
  }
  return values;
}

function readKeyValueList(reader: ProtobufReader, end: number): Attributes {
  const entries: KeyValue[] = [];
  while (reader.pos < end) {
    const tag = reader.varint32();
    if (tag === 10) entries.push(readKeyValue(reader, reader.varint32() + reader.pos));
    else reader.skip(tag & 7);
  }
  return new Attributes(entries);
}

export function readKeyValue(reader: ProtobufReader, end: number): KeyValue {
  let key = '';
  let value: AnyValue;
  while (reader.pos < end) {
    const tag = reader.varint32();
    if (tag === 10) {
      const length = reader.skipLength();
      key = decodeUtf8(reader.bytes, reader.pos - length, reader.pos);
    } else if (tag === 18) value = readAnyValue(reader, reader.varint32() + reader.pos, value);
    else reader.skip(tag & 7);
  }
  return { key, value };
}

/** Writes an AnyValue's body (backwards, as the writer does everything). */
export function writeAnyValue(writer: ProtobufWriter, value: AnyValue): void {
  if (value === undefined) return;
  if (typeof value === 'string') {
    const before = writer.length;
    writer.string(value);
    writer.prefix(1, before);
  } else if (typeof value === 'boolean') {
    writer.varint(value ? 1 : 0);
    writer.tag(2, 0);
  } else if (typeof value === 'bigint') {
    writer.varint64(value);
    writer.tag(3, 0);
  } else if (typeof value === 'number') {
    writer.double(value);
    writer.tag(4, 1);
  } else writeComposite(writer, value);
}

function writeComposite(writer: ProtobufWriter, value: Uint8Array | readonly AnyValue[] | Attributes): void {
  const before = writer.length;
  if (value instanceof Attributes) {
    writeKeyValues(writer, 1, value.entries);
    return writer.prefix(6, before);
  }
  if (value instanceof Uint8Array) {
    writer.copy(value, 0, value.length);
    return writer.prefix(7, before);
  }
  for (let at = value.length - 1; at >= 0; at--) {
    const elementBefore = writer.length;
    writeAnyValue(writer, value[at]);
    writer.prefix(1, elementBefore);
  }
  writer.prefix(5, before);
}

/** Writes a repeated KeyValue field. */
export function writeKeyValues(writer: ProtobufWriter, number: number, entries: readonly KeyValue[]): void {
  for (let at = entries.length - 1; at >= 0; at--) {
    const entry = entries[at];
    if (entry !== undefined) writeKeyValue(writer, number, entry);
  }
}

/** Writes one KeyValue of a repeated field. */
export function writeKeyValue(writer: ProtobufWriter, number: number, { key, value }: KeyValue): void {
  const before = writer.length;
  if (key !== '') {
    writer.string(key);
    writer.prefix(1, before);
  }
  const valueBefore = writer.length;
  writeAnyValue(writer, value);
  writer.prefix(2, valueBefore);
  writer.prefix(number, before);
}
