/** Go's words for what is no finite number; undefined for one that is. */
export function nonFinite(value: number): string | undefined {
  if (Number.isFinite(value)) return undefined;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

/** Go's strconv.FormatFloat(value, 'f', -1, 64): the fewest digits, never an exponent. */
export function plainDecimal(value: number): string {
  const special = nonFinite(value);
  if (special !== undefined) return special;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(withSign(value, String(value))) ?? [];
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  const after = digits.slice(point);
  return `${sign}${digits.slice(0, point).padEnd(point, '0')}${after === '' ? '' : `.${after}`}`;
}

/** The fewest digits, with an exponent below 1e-4 and from 10 to the power of `exponentFrom` on: 21 in Go's `%v`, 6 in strconv.FormatFloat(value, 'g', -1, 64). */
export function generalNumber(value: number, exponentFrom: 6 | 21): string {
  const special = nonFinite(value);
  if (special !== undefined) return special;
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < exponentFrom) return withSign(value, String(value));
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** JavaScript prints no sign of a negative zero, Go does. */
export const withSign = (value: number, text: string): string => (Object.is(value, -0) && !text.startsWith('-') ? `-${text}` : text);
