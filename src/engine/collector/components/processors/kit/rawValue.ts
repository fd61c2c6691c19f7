import { type AnyValue, Attributes } from '#engine/pdata/value.ts';

/** A value written in YAML as pdata: pcommon.Value.FromRaw. A whole number is an int, as YAML decodes it. */
export function fromRaw(value: unknown): AnyValue {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (Array.isArray(value)) return value.map(fromRaw);
  if (typeof value === 'object') return new Attributes(Object.entries(value).map(([key, each]) => ({ key, value: fromRaw(each) })));
  return undefined;
}
