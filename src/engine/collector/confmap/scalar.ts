import type { Primitive, ScalarType } from './value.ts';

const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);
const booleans = new Map([['true', true], ['True', true], ['TRUE', true], ['false', false], ['False', false], ['FALSE', false]]);
const infinities = new Map([
  ['.inf', Infinity], ['.Inf', Infinity], ['.INF', Infinity], ['+.inf', Infinity], ['+.Inf', Infinity], ['+.INF', Infinity],
  ['-.inf', -Infinity], ['-.Inf', -Infinity], ['-.INF', -Infinity], ['.nan', NaN], ['.NaN', NaN], ['.NAN', NaN],
]);
const floatPattern = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const timestampPattern = /^\d{4}-\d{1,2}-\d{1,2}([Tt ]\s*\d{1,2}:\d{1,2}:\d{1,2}(\.\d*)?(\s*(Z|[-+]\d{1,2}(:\d{2})?))?)?$/;

/**
 * What an untagged plain scalar means to go-yaml v3 (resolve.go), which is neither YAML 1.1 nor 1.2: `yes` is a string, `0777` is octal,
 * `1_000` is 1000, a date is a time.
 */
export function resolvePlain(text: string): { readonly type: ScalarType; readonly value: Primitive } {
  if (nulls.has(text)) return { type: 'nil', value: null };
  const truth = booleans.get(text);
  if (truth !== undefined) return { type: 'bool', value: truth };
  if (!/^[-+.0-9]/.test(text)) return { type: 'string', value: text };
  const infinity = infinities.get(text);
  if (infinity !== undefined) return { type: 'float64', value: infinity };
  if (timestampPattern.test(text)) return { type: 'time.Time', value: text };
  return resolveNumber(text) ?? { type: 'string', value: text };
}

function resolveNumber(text: string): { readonly type: ScalarType; readonly value: number } | undefined {
  const plain = text.replaceAll('_', '');
  const integer = parseInteger(plain);
  if (integer !== undefined) {
    if (integer >= -(2n ** 63n) && integer < 2n ** 63n) return { type: 'int', value: Number(integer) };
    if (integer > 0n && integer < 2n ** 64n) return { type: 'uint64', value: Number(integer) };
  }
  if (!floatPattern.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? { type: 'float64', value } : undefined;
}

/** strconv.ParseInt with base 0: 0x, 0o, 0b and a leading 0 for octal. */
function parseInteger(text: string): bigint | undefined {
  const match = /^([-+]?)(0x[0-9a-fA-F]+|0o?[0-7]+|0b[01]+|0|[1-9][0-9]*)$/.exec(text);
  if (match?.[2] === undefined) return undefined;
  const digits = match[2];
  const value = /^0[0-7]/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
  return match[1] === '-' ? -value : value;
}
