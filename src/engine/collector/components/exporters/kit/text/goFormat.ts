import type { AnyValue, Attributes } from '#engine/pdata/value.ts';
import { type ValueStyle, valueToString, valueType } from '#engine/pdata/format/value.ts';

/** `Str(shop)`, `Int(1)`, `Map({"a":1})`. */
export const typedValue = (value: AnyValue, style: ValueStyle): string => `${valueType(value)}(${valueToString(value, style)})`;

/** `k=v` for each attribute. */
export const assignments = (attributes: Attributes): string[] => attributes.entries.map(({ key, value }) => `${key}=${valueToString(value)}`);

/** Go's `%f`: six decimals, halves to even. */
export function formatFixed(value: number): string {
  const special = notFinite(value);
  if (special !== undefined) return special;
  if (Math.abs(value) >= 1e21) return `${String(BigInt(value))}.000000`;
  const exact = value.toFixed(60);
  const cut = exact.indexOf('.') + 7;
  if (!/^50*$/.test(exact.slice(cut)) || Number(exact[cut - 1]) % 2 !== 0) return signedZero(value, value.toFixed(6));
  return signedZero(value, exact.slice(0, cut));
}

/** Go's `%v` of a float64: the shortest text, with an exponent below 1e-4 and from 1e21 on. */
export function formatShortest(value: number): string {
  const special = notFinite(value);
  if (special !== undefined) return special;
  const [, sign = '', digits = '0', exponentText = '0'] = /^(-?)([\d.]+)e([+-]\d+)$/.exec(value.toExponential()) ?? [];
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 21) return signedZero(value, String(value));
  return `${sign}${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function notFinite(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : undefined;
}

const signedZero = (value: number, text: string): string => (Object.is(value, -0) && !text.startsWith('-') ? `-${text}` : text);
