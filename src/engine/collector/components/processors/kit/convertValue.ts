import { valueToString } from '#engine/pdata/format/value.ts';
import type { AnyValue } from '#engine/pdata/value.ts';
import type { Logger } from '../../../component/logger.ts';

export type ConvertedType = 'int' | 'double' | 'string';
export const convertedTypes: readonly string[] = ['int', 'double', 'string'] satisfies readonly ConvertedType[];

/** Upstream attraction's convertValue: what cannot be converted stays, and a debug line says so. */
export function convertValue(key: string, value: AnyValue, to: ConvertedType, logger: Logger): AnyValue {
  if (to === 'string') return typeof value === 'string' ? value : valueToString(value);
  const converted = to === 'int' ? toInt(value) : toDouble(value);
  if (converted !== undefined) return converted;
  if (typeof value === 'string') logger.debug(`String could not be converted to ${to}`, { key, value });
  else logger.debug('Unable to convert type', { key, to });
  return value;
}

function toInt(value: AnyValue): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt.asIntN(64, BigInt(Math.trunc(value))) : -(2n ** 63n);
  if (typeof value !== 'string' || !/^[+-]?\d+$/.test(value)) return undefined;
  const parsed = BigInt(value.startsWith('+') ? value.slice(1) : value);
  return BigInt.asIntN(64, parsed) === parsed ? parsed : undefined;
}

/** Go's strconv.ParseFloat for decimal text. Upstream: hexadecimal floats and digit separators too. Here: not, nobody writes them. */
function toDouble(value: AnyValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return undefined;
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(value);
  if (special !== null) return special[2]?.toLowerCase() === 'nan' ? Number.NaN : special[1] === '-' ? -Infinity : Infinity;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) return undefined;
  const parsed = Number(value);
  // Go: value out of range.
  return Number.isFinite(parsed) ? parsed : undefined;
}
