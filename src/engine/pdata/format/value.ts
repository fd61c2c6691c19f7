import { encodeBase64 } from '../otlp/base64.ts';
import { Attributes, type AnyValue } from '../value.ts';

export type ValueType = 'Empty' | 'Str' | 'Bool' | 'Int' | 'Double' | 'Map' | 'Slice' | 'Bytes';

/** The type's name as pcommon.ValueType prints it. */
export function valueType(value: AnyValue): ValueType {
  if (value === undefined) return 'Empty';
  if (typeof value === 'object') return value instanceof Attributes ? 'Map' : value instanceof Uint8Array ? 'Bytes' : 'Slice';
  if (typeof value === 'string') return 'Str';
  if (typeof value === 'boolean') return 'Bool';
  return typeof value === 'bigint' ? 'Int' : 'Double';
}

/**
 * The text of a value, as pcommon.Value.AsString gives it: a string is itself, bytes are base64, maps (keys sorted) and slices are JSON.
 * A map or slice that holds a NaN or an infinity is "", because Go's JSON refuses them and upstream drops that error.
 */
export function valueToString(value: AnyValue): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return doubleToString(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return encodeBase64(value);
  return toJson(value) ?? '';
}

/** A double as ES6 prints it, except that -0 keeps its sign. */
export function doubleToString(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** JSON as Go's encoder prints it without HTML escapes; undefined for what it cannot print. */
function toJson(value: AnyValue): string | undefined {
  if (value === undefined) return 'null';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return Number.isFinite(value) ? doubleToString(value) : undefined;
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return value.length === 0 ? 'null' : quote(encodeBase64(value));
  return value instanceof Attributes ? mapToJson(value) : sliceToJson(value);
}

function mapToJson(map: Attributes): string | undefined {
  // Of equal keys the last counts: upstream fills a Go map first.
  const values = new Map(map.entries.map(({ key, value }) => [key, value]));
  const parts: string[] = [];
  for (const key of [...values.keys()].sort()) {
    const json = toJson(values.get(key));
    if (json === undefined) return undefined;
    parts.push(`${quote(key)}:${json}`);
  }
  return `{${parts.join(',')}}`;
}

function sliceToJson(values: readonly AnyValue[]): string | undefined {
  const parts: string[] = [];
  for (const value of values) {
    const json = toJson(value);
    if (json === undefined) return undefined;
    parts.push(json);
  }
  return `[${parts.join(',')}]`;
}

const quote = (text: string): string => JSON.stringify(text).replace(/[\u2028\u2029]/g, (char) => (char === '\u2028' ? '\\u2028' : '\\u2029'));
