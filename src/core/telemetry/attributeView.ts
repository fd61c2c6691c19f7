import { type AnyValue, Attributes } from '#engine/pdata/value.ts';

/** An attribute as shown: `value` is text, `type` its OTLP type. */
export interface AttributeText {
  readonly key: string;
  readonly type: 'empty' | 'string' | 'bool' | 'int' | 'double' | 'bytes' | 'array' | 'kvlist';
  readonly value: string;
}

export function attributeTexts(attributes: Attributes): readonly AttributeText[] {
  return attributes.entries.map(({ key, value }) => ({ key, type: valueType(value), value: valueText(value) }));
}

function valueType(value: AnyValue): AttributeText['type'] {
  if (value === undefined) return 'empty';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'double';
  if (value instanceof Uint8Array) return 'bytes';
  return value instanceof Attributes ? 'kvlist' : 'array';
}

/** A string as it is, bytes as hex, lists and maps as JSON. */
function valueText(value: AnyValue): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return hex(value);
  if (typeof value === 'object') return nested(value, 0);
  return String(value);
}

// Decoding caps nesting too; this bound keeps a value built elsewhere from exhausting the stack.
const maxDepth = 100;

function nested(value: AnyValue, depth: number): string {
  if (depth > maxDepth) return '"…"';
  if (value === undefined) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Uint8Array) return `"${hex(value)}"`;
  if (value instanceof Attributes) return `{${value.entries.map((entry) => `${JSON.stringify(entry.key)}:${nested(entry.value, depth + 1)}`).join(',')}}`;
  if (typeof value === 'object') return `[${value.map((item) => nested(item, depth + 1)).join(',')}]`;
  return String(value);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
