import { type ValueStyle, valueToString, valueType } from '#engine/pdata/format/value.ts';
import type { AnyValue } from '#engine/pdata/value.ts';
import type { Logger } from '../../../component/logger.ts';
import { parseDouble } from './parseDouble.ts';

export type ConvertedType = 'int' | 'double' | 'string';
export const convertedTypes: readonly string[] = ['int', 'double', 'string'] satisfies readonly ConvertedType[];

/** Upstream attraction's convertValue: what cannot be converted stays, and a debug line says so. */
export function convertValue(key: string, value: AnyValue, to: ConvertedType, { logger, text }: { readonly logger: Logger; readonly text: ValueStyle }): AnyValue {
  if (to === 'string') return typeof value === 'string' ? value : valueToString(value, text);
  const converted = to === 'int' ? toInt(value) : toDouble(value);
  if (converted !== undefined) return converted;
  if (typeof value === 'string') logger.debug(`String could not be converted to ${to}`, { key, value });
  else logger.debug('Unable to convert type', { key, from: valueType(value), to });
  return value;
}

function toInt(value: AnyValue): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  // Beyond its range Go's conversion gives the lowest number (on amd64).
  if (typeof value === 'number') return Math.abs(value) < 2 ** 63 ? BigInt(Math.trunc(value)) : -(2n ** 63n);
  if (typeof value !== 'string' || !/^[+-]?\d+$/.test(value)) return undefined;
  const parsed = BigInt(value.startsWith('+') ? value.slice(1) : value);
  return BigInt.asIntN(64, parsed) === parsed ? parsed : undefined;
}

function toDouble(value: AnyValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' ? parseDouble(value) : undefined;
}
