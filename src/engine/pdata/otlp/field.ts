import type { JsonWriter } from './jsonWriter.ts';
import type { ProtobufReader } from './protobufReader.ts';
import type { ProtobufWriter } from './protobufWriter.ts';
import type { Wire } from './wire.ts';

/**
 * How one property of a pdata type is carried by OTLP, in both encodings. Usually one property is one wire field; a `oneof` is one property
 * carried by several.
 */
export interface Field<V> {
  /** The wire fields that carry it; `name` is the property's name, which is its JSON name unless the field says otherwise. */
  wires(name: string): readonly Wire[];
  /** The value when nothing was sent. */
  readonly initial: V;
  /**
   * Reads one occurrence of the field, whose tag has just been read. `previous` is what earlier occurrences gave, or `initial`; a repeated
   * field may add to it in place when it is not `initial`, because nobody else holds it yet. The bytes have been validated.
   */
  read(reader: ProtobufReader, tag: number, previous: V): V;
  /** Writes the field, tag included, or nothing when the real Collector omits it. */
  write(writer: ProtobufWriter, wires: readonly Wire[], value: V): void;
  /** Throws OtlpDecodeError when the JSON value cannot be this field. */
  readJson(json: unknown, wire: Wire, previous: V): V;
  writeJson(writer: JsonWriter, wires: readonly Wire[], value: V): void;
}
export type Fields<T> = { readonly [K in keyof T]-?: Field<T[K]> };

/** The only wire of a field that has exactly one. */
export function onlyWire(wires: readonly Wire[]): Wire {
  const [wire] = wires;
  if (wire === undefined) throw new Error('a field has at least one wire');
  return wire;
}

/** The array earlier occurrences of a repeated field were put in, ready to take more. */
export function ownArray<V>(previous: readonly V[], initial: readonly V[]): V[] {
  // Not the shared initial array, hence made by this very function for the message being read.
  return previous === initial ? [] : (previous as V[]);
}
