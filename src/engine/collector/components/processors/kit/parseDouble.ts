/**
 * Go's strconv.ParseFloat in 64 bits: decimal and hexadecimal, signs, inf, nan, underscores between digits; undefined for anything else and
 * beyond the range.
 */
export function parseDouble(written: string): number | undefined {
  const text = written.includes('_') ? withoutSeparators(written) : written;
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (special !== null) {
    if (special[2]?.toLowerCase() === 'nan') return special[1] === '' ? Number.NaN : undefined;
    return special[1] === '-' ? -Infinity : Infinity;
  }
  const hexadecimal = /^([+-]?)0x(?=[0-9a-f.]*[0-9a-f])([0-9a-f]*)(?:\.([0-9a-f]*))?p([+-]?\d+)$/i.exec(text);
  if (hexadecimal !== null) return parseHexadecimal(hexadecimal);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return undefined;
  const parsed = Number(text);
  return Number.isFinite(parsed) ? parsed : undefined;
}

function parseHexadecimal([, sign = '', whole = '', fraction = '', exponent = '0']: RegExpExecArray): number | undefined {
  const digits = BigInt(`0x${whole}${fraction}`);
  const parsed = Number(digits) * 2 ** (Number(exponent) - 4 * fraction.length);
  if (!Number.isFinite(parsed)) return undefined;
  return sign === '-' ? -parsed : parsed;
}

/** As it is when an underscore stands elsewhere than between digits or after 0x: then it is no number. */
function withoutSeparators(text: string): string {
  const digit = /^[+-]?0x/i.test(text) ? '[0-9a-fx]' : '[0-9]';
  return new RegExp(`(?<!${digit})_|_(?!${digit})`, 'i').test(text) ? text : text.replaceAll('_', '');
}
