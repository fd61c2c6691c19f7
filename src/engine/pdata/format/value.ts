import { encodeBase64 } from '../otlp/base64.ts';
import { Attributes, type AnyValue } from '../value.ts';
import { quote, quoteForHtml } from './quote.ts';

export type ValueType = 'Empty' | 'Str' | 'Bool' | 'Int' | 'Double' | 'Map' | 'Slice' | 'Bytes';

/** The type's name as pcommon.ValueType prints it. */
export function valueType(value: AnyValue): ValueType {
  if (value === undefined) return 'Empty';
  if (typeof value === 'object') return value instanceof Attributes ? 'Map' : value instanceof Uint8Array ? 'Bytes' : 'Slice';
  if (typeof value === 'string') return 'Str';
  if (typeof value === 'boolean') return 'Bool';
  return typeof value === 'bigint' ? 'Int' : 'Double';
}

/** How releases of the Collector print values differently. */
export interface ValueStyle {
  readonly quote: (text: string) => string;
  /** A double that is no number or infinite. */
  readonly nonFinite: (value: number) => string;
}
/** pdata v1.65. */
export const valueStyle: ValueStyle = { quote, nonFinite: String };
/** pdata of v0.84. */
export const valueStyle2023: ValueStyle = {
  quote: quoteForHtml,
  nonFinite: (value) => `json: unsupported value: ${Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'}`,
};

/**
 * The text of a value, as pcommon.Value.AsString gives it: a string is itself, bytes are base64, maps (keys sorted) and slices are JSON.
 * A map or slice that holds a NaN or an infinity is "", because Go's JSON refuses them and upstream drops that error.
 */
export function valueToString(value: AnyValue, style: ValueStyle = valueStyle): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? doubleToString(value) : style.nonFinite(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return encodeBase64(value);
  return toJson(value, style) ?? '';
}

/** A double as ES6 prints it, except that -0 keeps its sign. */
function doubleToString(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** JSON as Go's encoder prints it; undefined for what it cannot print. */
function toJson(value: AnyValue, style: ValueStyle): string | undefined {
  if (value === undefined) return 'null';
  if (typeof value === 'string') return style.quote(value);
  if (typeof value === 'number') return Number.isFinite(value) ? doubleToString(value) : undefined;
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return value.length === 0 ? 'null' : style.quote(encodeBase64(value));
  return value instanceof Attributes ? mapToJson(value, style) : sliceToJson(value, style);
}

function mapToJson(map: Attributes, style: ValueStyle): string | undefined {
  // Of equal keys the last counts: upstream fills a Go map first.
  const values = new Map(map.entries.map(({ key, value }) => [key, value]));
  const parts: string[] = [];
  for (const key of [...values.keys()].sort()) {
    const json = toJson(values.get(key), style);
    if (json === undefined) return undefined;
    parts.push(`${style.quote(key)}:${json}`);
  }
  return `{${parts.join(',')}}`;
}

function sliceToJson(values: readonly AnyValue[], style: ValueStyle): string | undefined {
  const parts: string[] = [];
  for (const value of values) {
    const json = toJson(value, style);
    if (json === undefined) return undefined;
    parts.push(json);
  }
  return `[${parts.join(',')}]`;
}
