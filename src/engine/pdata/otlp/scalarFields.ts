import type { UnixNano } from '#common/base/units.ts';
import { unixNano } from '#common/base/units.ts';
import { onlyWire, type Field } from './field.ts';
import { int32, int64, jsonBoolean, jsonDouble, jsonEnum, jsonId, jsonInteger, jsonString, uint32, uint64 } from './jsonInput.ts';
import type { JsonWriter } from './jsonWriter.ts';
import type { ProtobufReader } from './protobufReader.ts';
import type { ProtobufWriter } from './protobufWriter.ts';
import { decodeId, decodeUtf8 } from './text.ts';
import { wireKinds, type WireKind } from './wire.ts';

interface Scalar<V> {
  readonly kind: WireKind;
  readonly wireType: number;
  readonly initial: V;
  readonly read: (reader: ProtobufReader) => V;
  /** The value alone; its tag follows. */
  write(writer: ProtobufWriter, value: V): void;
  readJson(json: unknown): V;
  writeJson(writer: JsonWriter, value: V): void;
  isOmitted(value: V): boolean;
}

function scalar<V>(number: number, type: Scalar<V>): Field<V> {
  return {
    wires: (name) => [{ number, kind: type.kind, name }],
    initial: type.initial,
    read: type.read,
    write(writer, wires, value) {
      if (type.isOmitted(value)) return;
      const before = writer.length;
      type.write(writer, value);
      if (type.wireType === 2) writer.prefix(onlyWire(wires).number, before);
      else writer.tag(number, type.wireType);
    },
    readJson: (json) => type.readJson(json),
    writeJson(writer, wires, value) {
      if (type.isOmitted(value)) return;
      writer.field(onlyWire(wires).name);
      type.writeJson(writer, value);
    },
  };
}

const readString = (reader: ProtobufReader): string => {
  const length = reader.skipLength();
  return decodeUtf8(reader.bytes, reader.pos - length, reader.pos);
};
const readId = (reader: ProtobufReader): string => {
  const length = reader.skipLength();
  return decodeId(reader.bytes, reader.pos - length, reader.pos);
};
const isZero = (value: number): boolean => value === 0;
const writeNumber = (writer: JsonWriter, value: number): void => { writer.raw(String(value)); };
export const writeQuoted = (writer: JsonWriter, value: bigint): void => { writer.raw(`"${String(value)}"`); };

export const string = (number: number): Field<string> => scalar(number, {
  kind: wireKinds.bytes, wireType: 2, initial: '', read: readString,
  write: (writer, value) => { writer.string(value); },
  readJson: jsonString,
  writeJson: (writer, value) => { writer.string(value); },
  isOmitted: (value) => value === '',
});

function id(number: number, size: 8 | 16): Field<string> {
  const field = scalar<string>(number, {
    kind: size === 16 ? wireKinds.traceId : wireKinds.spanId, wireType: 2, initial: '', read: readId,
    write: (writer, value) => { writer.id(value, size); },
    readJson: (json) => jsonId(json, size),
    writeJson: (writer, value) => { writer.string(value); },
    isOmitted: (value) => value === '',
  });
  // Upstream writes an absent id as a field of length 0; so do we, to give the same bytes.
  return {
    ...field,
    write: (writer, _wires, value) => {
      const before = writer.length;
      writer.id(value, size);
      writer.prefix(number, before);
    },
    writeJson(writer, wires, value) {
      if (value === '' && !writer.style.writesEmptyIds) return;
      writer.field(onlyWire(wires).name);
      writer.string(value);
    },
  };
}
export const traceId = (number: number): Field<string> => id(number, 16);
export const spanId = (number: number): Field<string> => id(number, 8);

export const boolean = (number: number): Field<boolean> => scalar(number, {
  kind: wireKinds.varint, wireType: 0, initial: false,
  read: (reader) => reader.isTrue(),
  write: (writer, value) => { writer.varint(value ? 1 : 0); },
  readJson: jsonBoolean,
  writeJson: (writer, value) => { writer.raw(String(value)); },
  isOmitted: (value) => !value,
});

/** uint32 as a varint. */
export const uint32Varint = (number: number): Field<number> => scalar(number, {
  kind: wireKinds.varint, wireType: 0, initial: 0,
  read: (reader) => reader.varint32(),
  write: (writer, value) => { writer.varint(value >>> 0); },
  readJson: (json) => Number(jsonInteger(json, uint32)),
  writeJson: writeNumber, isOmitted: isZero,
});

/** An enum's number; `names[n]` is the full name of n in OTLP/JSON. */
export const enumNumber = (number: number, names: readonly string[]): Field<number> => scalar(number, {
  kind: wireKinds.varint, wireType: 0, initial: 0,
  read: (reader) => reader.varint32() | 0,
  write: (writer, value) => { writer.varint64(BigInt(value)); },
  readJson: (json) => jsonEnum(json, names),
  writeJson: writeNumber, isOmitted: isZero,
});

/** sint32: zigzag, so that small negative numbers stay short. */
export const sint32 = (number: number): Field<number> => scalar(number, {
  kind: wireKinds.varint, wireType: 0, initial: 0,
  read: (reader) => {
    const value = reader.varint32();
    return (value >>> 1) ^ -(value & 1);
  },
  write: (writer, value) => { writer.varint(((value << 1) ^ (value >> 31)) >>> 0); },
  readJson: (json) => Number(jsonInteger(json, int32)),
  writeJson: writeNumber, isOmitted: isZero,
});

export const fixed32 = (number: number): Field<number> => scalar(number, {
  kind: wireKinds.fixed32, wireType: 5, initial: 0,
  read: (reader) => reader.fixed32(),
  write: (writer, value) => { writer.fixed32(value); },
  readJson: (json) => Number(jsonInteger(json, uint32)),
  writeJson: writeNumber, isOmitted: isZero,
});

export const fixed64 = (number: number): Field<bigint> => scalar(number, {
  kind: wireKinds.fixed64, wireType: 1, initial: 0n,
  read: (reader) => reader.fixed64(),
  write: (writer, value) => { writer.fixed64(value); },
  readJson: (json) => jsonInteger(json, uint64),
  writeJson: writeQuoted, isOmitted: (value) => value === 0n,
});

/** An absolute time as fixed64. */
export const time = (number: number): Field<UnixNano> => scalar<UnixNano>(number, {
  kind: wireKinds.fixed64, wireType: 1, initial: unixNano(0n),
  read: (reader) => unixNano(reader.fixed64()),
  write: (writer, value) => { writer.fixed64(value); },
  readJson: (json) => unixNano(jsonInteger(json, uint64)),
  writeJson: writeQuoted, isOmitted: (value) => value === 0n,
});

/** int64 as a varint. */
export const int64Varint = (number: number): Field<bigint> => scalar(number, {
  kind: wireKinds.varint, wireType: 0, initial: 0n,
  read: (reader) => BigInt.asIntN(64, reader.varint64()),
  write: (writer, value) => { writer.varint64(value); },
  readJson: (json) => jsonInteger(json, int64),
  writeJson: writeQuoted, isOmitted: (value) => value === 0n,
});

export const doubleType: Scalar<number> = {
  kind: wireKinds.fixed64, wireType: 1, initial: 0,
  read: (reader) => reader.double(),
  write: (writer, value) => { writer.double(value); },
  readJson: jsonDouble,
  writeJson: (writer, value) => { writer.double(value); },
  isOmitted: isZero,
};
export const double = (number: number): Field<number> => scalar(number, doubleType);

/** A double that may be absent; zero is present. */
export const optionalDouble = (number: number): Field<number | undefined> => scalar<number | undefined>(number, {
  ...doubleType,
  initial: undefined,
  write: (writer, value) => { writer.double(value ?? 0); },
  writeJson: (writer, value) => { writer.double(value ?? 0); },
  isOmitted: (value) => value === undefined,
});
