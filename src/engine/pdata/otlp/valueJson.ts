import { Attributes, type AnyValue, type KeyValue } from '../value.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { OtlpDecodeError } from './error.ts';
import { int32, int64, jsonArray, jsonBoolean, jsonDouble, jsonInteger, jsonObject, jsonString, within } from './jsonInput.ts';
import type { JsonWriter } from './jsonWriter.ts';

/** Reads an AnyValue. Of several values the last counts; of none, `previous`. */
export function readAnyValueJson(json: unknown, previous?: AnyValue): AnyValue {
  let value = previous;
  for (const [name, field] of jsonObject(json)) {
    const read = readers.get(name);
    if (read !== undefined) value = within(name, () => read(field));
  }
  return value;
}

const readArray = (json: unknown): readonly AnyValue[] => {
  const values: AnyValue[] = [];
  for (const [name, field] of jsonObject(json)) {
    if (name === 'values') within(name, () => jsonArray(field).forEach((element, at) => values.push(within(`[${String(at)}]`, () => readAnyValueJson(element)))));
  }
  return values;
};

const readKeyValueList = (json: unknown): Attributes => {
  const entries: KeyValue[] = [];
  for (const [name, field] of jsonObject(json)) {
    if (name === 'values') for (const entry of within(name, () => readKeyValuesJson(field))) entries.push(entry);
  }
  return new Attributes(entries);
};

function readBytes(json: unknown): Uint8Array {
  const decoded = decodeBase64(jsonString(json));
  if ('badAt' in decoded) throw new OtlpDecodeError(`base64.Decode: illegal base64 data at input byte ${String(decoded.badAt)}`);
  return decoded.bytes;
}

const readers: ReadonlyMap<string, (json: unknown) => AnyValue> = new Map(
  Object.entries<(json: unknown) => AnyValue>({
    stringValue: jsonString, string_value: jsonString,
    boolValue: jsonBoolean, bool_value: jsonBoolean,
    intValue: (json) => jsonInteger(json, int64), int_value: (json) => jsonInteger(json, int64),
    doubleValue: jsonDouble, double_value: jsonDouble,
    arrayValue: readArray, array_value: readArray,
    kvlistValue: readKeyValueList, kvlist_value: readKeyValueList,
    bytesValue: readBytes, bytes_value: readBytes,
    stringValueStrindex: readDictionaryIndex, string_value_strindex: readDictionaryIndex,
  }),
);

/** A reference into a profiles dictionary: checked, then shown as empty, as pdata does. */
function readDictionaryIndex(json: unknown): undefined {
  jsonInteger(json, int32);
}

/** Reads a list of KeyValue. */
export function readKeyValuesJson(json: unknown): readonly KeyValue[] {
  return jsonArray(json).map((element, at) => within(`[${String(at)}]`, () => readKeyValue(element)));
}

function readKeyValue(json: unknown): KeyValue {
  let key = '';
  let value: AnyValue;
  for (const [name, field] of jsonObject(json)) {
    if (name === 'key') key = within(name, () => jsonString(field));
    else if (name === 'value') value = within(name, () => readAnyValueJson(field, value));
  }
  return { key, value };
}

export function writeAnyValueJson(writer: JsonWriter, value: AnyValue): void {
  writer.objectStart();
  if (typeof value === 'string') {
    writer.field('stringValue');
    writer.string(value);
  } else if (typeof value === 'boolean') {
    writer.field('boolValue');
    writer.raw(String(value));
  } else if (typeof value === 'bigint') {
    writer.field('intValue');
    writer.raw(`"${String(value)}"`);
  } else if (typeof value === 'number') {
    writer.field('doubleValue');
    writer.double(value);
  } else if (value !== undefined) writeComposite(writer, value);
  writer.objectEnd();
}

function writeComposite(writer: JsonWriter, value: Uint8Array | readonly AnyValue[] | Attributes): void {
  if (value instanceof Uint8Array) {
    writer.field('bytesValue');
    writer.string(encodeBase64(value));
    return;
  }
  const isMap = value instanceof Attributes;
  writer.field(isMap ? 'kvlistValue' : 'arrayValue');
  writer.objectStart();
  if (isMap) writeKeyValuesJson(writer, 'values', value.entries);
  else writer.list('values', value, writeAnyValueJson);
  writer.objectEnd();
}

/** Writes a list of KeyValue, or nothing when it is empty. */
export function writeKeyValuesJson(writer: JsonWriter, name: string, entries: readonly KeyValue[]): void {
  writer.list(name, entries, writeKeyValueJson);
}

function writeKeyValueJson(writer: JsonWriter, { key, value }: KeyValue): void {
  writer.objectStart();
  if (key !== '') {
    writer.field('key');
    writer.string(key);
  }
  writer.field('value');
  writeAnyValueJson(writer, value);
  writer.objectEnd();
}
