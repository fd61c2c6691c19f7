import { onlyWire, ownArray, type Field } from './field.ts';
import { jsonArray, jsonInteger, uint64 } from './jsonInput.ts';
import type { JsonWriter } from './jsonWriter.ts';
import type { ProtobufReader } from './protobufReader.ts';
import type { ProtobufWriter } from './protobufWriter.ts';
import { doubleType, writeQuoted } from './scalarFields.ts';
import { wireKinds, type WireKind } from './wire.ts';

interface Packed<V> {
  readonly kind: WireKind;
  read(reader: ProtobufReader): V;
  write(writer: ProtobufWriter, value: V): void;
  readJson(json: unknown): V;
  writeJson(writer: JsonWriter, value: V): void;
}

/** Repeated numbers: written packed, read packed or one by one. */
function packed<V>(number: number, type: Packed<V>): Field<readonly V[]> {
  const none: readonly V[] = [];
  return {
    wires: (name) => [{ number, kind: type.kind, name }],
    initial: none,
    read(reader, tag, previous) {
      const values = ownArray(previous, none);
      if ((tag & 7) === 2) for (const end = reader.varint32() + reader.pos; reader.pos < end; ) values.push(type.read(reader));
      else values.push(type.read(reader));
      return values;
    },
    write(writer, _wires, values) {
      if (values.length === 0) return;
      const before = writer.length;
      for (const value of values.toReversed()) type.write(writer, value);
      writer.prefix(number, before);
    },
    readJson: (json, _wire, previous) => [...previous, ...jsonArray(json).map((value) => type.readJson(value))],
    writeJson: (writer, wires, values) => writer.list(onlyWire(wires).name, values, (_, value) => type.writeJson(writer, value)),
  };
}
const readUint64Json = (json: unknown): bigint => jsonInteger(json, uint64);
export const packedFixed64 = (number: number): Field<readonly bigint[]> => packed(number, {
  kind: wireKinds.repeatedFixed64, read: (reader) => reader.fixed64(), write: (writer, value) => { writer.fixed64(value); },
  readJson: readUint64Json, writeJson: writeQuoted,
});
export const packedUint64 = (number: number): Field<readonly bigint[]> => packed(number, {
  kind: wireKinds.repeatedVarint, read: (reader) => reader.varint64(), write: (writer, value) => { writer.varint64(BigInt.asUintN(64, value)); },
  readJson: readUint64Json, writeJson: writeQuoted,
});
export const packedDouble = (number: number): Field<readonly number[]> => packed(number, { ...doubleType, kind: wireKinds.repeatedFixed64 });
