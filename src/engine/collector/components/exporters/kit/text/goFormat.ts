import type { AnyValue, Attributes } from '#engine/pdata/value.ts';
import { type ValueStyle, valueToString, valueType } from '#engine/pdata/format/value.ts';
import { generalNumber, nonFinite, withSign } from '../../../../component/goNumbers.ts';

/** `Str(shop)`, `Int(1)`, `Map({"a":1})`. */
export const typedValue = (value: AnyValue, style: ValueStyle): string => `${valueType(value)}(${valueToString(value, style)})`;

/** `k=v` for each attribute. */
export const assignments = (attributes: Attributes): string[] => attributes.entries.map(({ key, value }) => `${key}=${valueToString(value)}`);

/** Go's `%f`: six decimals, halves to even. */
export function formatFixed(value: number): string {
  const special = nonFinite(value);
  if (special !== undefined) return special;
  if (Math.abs(value) >= 1e21) return `${String(BigInt(value))}.000000`;
  const exact = value.toFixed(60);
  const cut = exact.indexOf('.') + 7;
  if (!/^50*$/.test(exact.slice(cut)) || Number(exact[cut - 1]) % 2 !== 0) return withSign(value, value.toFixed(6));
  return withSign(value, exact.slice(0, cut));
}

/** Go's `%v` of a float64. */
export const formatShortest = (value: number): string => generalNumber(value, 21);
