import { Attributes, type AnyValue } from '../value.ts';
import { AttributesSlice, writeAttributes } from './attributesSlice.ts';
import { onlyWire, ownArray, type Field } from './field.ts';
import { int64, jsonArray, jsonDouble, jsonInteger, within } from './jsonInput.ts';
import type { Message } from './message.ts';
import type { ProtobufReader, Slice } from './protobufReader.ts';
import { anyValueLayout, keyValueLayout, readAnyValue, writeAnyValue } from './valueProtobuf.ts';
import { readAnyValueJson, readKeyValuesJson, writeAnyValueJson, writeKeyValuesJson } from './valueJson.ts';
import { wireKinds } from './wire.ts';

/** The body of the length-delimited field whose tag was just read; steps over it. */
export function nextBody(reader: ProtobufReader): Slice {
  const length = reader.skipLength();
  return { source: reader.source, start: reader.pos - length, end: reader.pos };
}

/** A nested message that is always there: written even when it is empty, as upstream does. */
export function message<T>(number: number, type: Message<T>): Field<T> {
  return {
    wires: (name) => [{ number, kind: wireKinds.message, name, layout: type.layout }],
    initial: type.initial,
    read: (reader, _tag, previous) => (previous === type.initial ? type.decode(nextBody(reader)) : type.decode(nextBody(reader), previous)),
    write(writer, _wires, value) {
      const before = writer.length;
      type.encode(writer, value);
      writer.prefix(number, before);
    },
    readJson: (json, _wire, previous) => type.decodeJson(json, previous),
    writeJson(writer, wires, value) {
      writer.field(onlyWire(wires).name);
      type.encodeJson(writer, value);
    },
  };
}

export function repeated<T>(number: number, type: Message<T>): Field<readonly T[]> {
  const none: readonly T[] = [];
  return {
    wires: (name) => [{ number, kind: wireKinds.message, name, layout: type.layout }],
    initial: none,
    read(reader, _tag, previous) {
      const values = ownArray(previous, none);
      values.push(type.decode(nextBody(reader)));
      return values;
    },
    write(writer, _wires, values) {
      for (let at = values.length - 1; at >= 0; at--) {
        const value = values[at];
        if (value === undefined) continue;
        const before = writer.length;
        type.encode(writer, value);
        writer.prefix(number, before);
      }
    },
    readJson: (json, _wire, previous) => [...previous, ...jsonArray(json).map((element, at) => within(`[${String(at)}]`, () => type.decodeJson(element)))],
    writeJson: (writer, wires, values) => writer.list(onlyWire(wires).name, values, (_, value) => type.encodeJson(writer, value)),
  };
}

export function attributes(number: number): Field<Attributes> {
  return {
    wires: (name) => [{ number, kind: wireKinds.message, name, layout: keyValueLayout }],
    initial: Attributes.empty,
    read(reader, _tag, previous) {
      reader.skipLength();
      if (!(previous.source instanceof AttributesSlice)) return Attributes.lazily(new AttributesSlice(number, reader));
      previous.source.add(reader);
      return previous;
    },
    write: (writer, _wires, value) => { writeAttributes(writer, number, value); },
    readJson: (json, _wire, previous) => new Attributes([...previous.entries, ...readKeyValuesJson(json)]),
    writeJson: (writer, wires, value) => { writeKeyValuesJson(writer, onlyWire(wires).name, value.entries); },
  };
}

export const anyValue = (number: number): Field<AnyValue> => ({
  wires: (name) => [{ number, kind: wireKinds.message, name, layout: anyValueLayout }],
  initial: undefined,
  read: (reader, _tag, previous) => readAnyValue(reader, reader.varint32() + reader.pos, previous),
  write(writer, _wires, value) {
    const before = writer.length;
    writeAnyValue(writer, value);
    writer.prefix(number, before);
  },
  readJson: (json, _wire, previous) => readAnyValueJson(json, previous),
  writeJson(writer, wires, value) {
    writer.field(onlyWire(wires).name);
    writeAnyValueJson(writer, value);
  },
});

/** The oneof of a number data point and of an exemplar: bigint is as_int (sfixed64), number is as_double. */
export const numberValue = (asDouble: number, asInt: number): Field<bigint | number | undefined> => ({
  wires: () => [
    { number: asDouble, kind: wireKinds.fixed64, name: 'asDouble' },
    { number: asInt, kind: wireKinds.fixed64, name: 'asInt' },
  ],
  initial: undefined,
  read: (reader, tag) => (tag >>> 3 === asDouble ? reader.double() : reader.sfixed64()),
  write(writer, _wires, value) {
    if (typeof value === 'number') {
      writer.double(value);
      writer.tag(asDouble, 1);
    } else if (typeof value === 'bigint') {
      writer.fixed64(value);
      writer.tag(asInt, 1);
    }
  },
  readJson: (json, wire) => (wire.name === 'asDouble' ? jsonDouble(json) : jsonInteger(json, int64)),
  writeJson(writer, _wires, value) {
    if (typeof value === 'number') {
      writer.field('asDouble');
      writer.double(value);
    } else if (typeof value === 'bigint') {
      writer.field('asInt');
      writer.raw(`"${String(value)}"`);
    }
  },
});
