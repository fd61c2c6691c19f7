import { OtlpDecodeError } from './error.ts';
import { hexDigit } from './text.ts';

/** Runs `read` for one field, and on failure puts the field's name before the path of the error. */
export function within<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof OtlpDecodeError) error.path = error.path === '' || error.path.startsWith('[') ? name + error.path : `${name}.${error.path}`;
    throw error;
  }
}

/** The fields of an object; null counts as an empty one, as in upstream's reader. */
export function jsonObject(json: unknown): readonly (readonly [string, unknown])[] {
  if (json === null) return [];
  if (typeof json !== 'object' || Array.isArray(json)) throw new OtlpDecodeError(`ReadObject: expect { or , or } or n, but found ${firstCharacter(json)}`);
  return Object.entries(json);
}

/** The elements of an array; null counts as an empty one. */
export function jsonArray(json: unknown): readonly unknown[] {
  if (json === null) return [];
  if (!Array.isArray(json)) throw new OtlpDecodeError(`ReadArray: expect [ or , or ] or n, but found ${firstCharacter(json)}`);
  return json;
}

export function jsonString(json: unknown): string {
  if (json === null) return '';
  if (typeof json !== 'string') throw new OtlpDecodeError(`ReadString: expects " or n, but found ${firstCharacter(json)}`);
  return json;
}

export function jsonBoolean(json: unknown): boolean {
  if (typeof json !== 'boolean') throw new OtlpDecodeError(`ReadBool: expect t or f, but found ${firstCharacter(json)}`);
  return json;
}

export interface IntegerRange {
  readonly operation: string;
  readonly min: bigint;
  readonly max: bigint;
}
export const int32: IntegerRange = { operation: 'ReadInt32', min: -(2n ** 31n), max: 2n ** 31n - 1n };
export const uint32: IntegerRange = { operation: 'ReadUint32', min: 0n, max: 2n ** 32n - 1n };
export const int64: IntegerRange = { operation: 'ReadInt64', min: -(2n ** 63n), max: 2n ** 63n - 1n };
export const uint64: IntegerRange = { operation: 'ReadUint64', min: 0n, max: 2n ** 64n - 1n };

/** An integer given as a number or as a decimal string. Numbers of 16 digits or more arrive here as strings (see parseJson), digits intact. */
export function jsonInteger(json: unknown, range: IntegerRange): bigint {
  if (typeof json === 'number') {
    if (!Number.isSafeInteger(json)) throw new OtlpDecodeError('assertInteger: can not decode float as int');
    return inRange(BigInt(json), String(json), range);
  }
  if (typeof json !== 'string') throw new OtlpDecodeError(`${range.operation}: unsupported value type`);
  if (!/^[+-]?\d+$/.test(json)) throw new OtlpDecodeError(`${range.operation}: ${parseName(range)}: parsing ${JSON.stringify(json)}: invalid syntax`);
  return inRange(BigInt(json.startsWith('+') ? json.slice(1) : json), json, range);
}

function inRange(value: bigint, text: string, range: IntegerRange): bigint {
  if (value >= range.min && value <= range.max) return value;
  const problem = value < 0n && range.min === 0n ? 'invalid syntax' : 'value out of range';
  throw new OtlpDecodeError(`${range.operation}: ${parseName(range)}: parsing ${JSON.stringify(text)}: ${problem}`);
}

const parseName = (range: IntegerRange): string => (range.min === 0n ? 'strconv.ParseUint' : 'strconv.ParseInt');

/** A double given as a number, or as a string: "NaN", "Infinity", "-Infinity" or decimal. */
export function jsonDouble(json: unknown): number {
  if (typeof json === 'number') return json;
  if (typeof json !== 'string') throw new OtlpDecodeError('ReadFloat64: unsupported value type');
  if (/^[+-]?(inf|infinity)$/i.test(json)) return json.startsWith('-') ? -Infinity : Infinity;
  if (/^nan$/i.test(json)) return NaN;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(json)) {
    throw new OtlpDecodeError(`ReadFloat64: strconv.ParseFloat: parsing ${JSON.stringify(json)}: invalid syntax`);
  }
  return Number(json);
}

/** An enum given as its number or as its full name. An unknown number survives, an unknown name does not. */
export function jsonEnum(json: unknown, names: readonly string[]): number {
  if (typeof json === 'number') return Number(jsonInteger(json, int32));
  if (typeof json !== 'string') throw new OtlpDecodeError('ReadEnumValue: unsupported value type');
  const value = names.indexOf(json);
  if (value < 0) throw new OtlpDecodeError('ReadEnumValue: unknown string value');
  return value;
}

/** An id in hex of any case, "" for none; all zeros is none, too. */
export function jsonId(json: unknown, size: number): string {
  const hex = jsonString(json);
  if (hex === '') return '';
  if (Math.floor(hex.length / 2) !== size) throw new OtlpDecodeError('ID.UnmarshalJSONIter: length mismatch');
  for (let at = 0; at < hex.length; at++) {
    if (hexDigit(hex.charCodeAt(at)) < 0) throw new OtlpDecodeError(`ID.UnmarshalJSONIter: encoding/hex: invalid byte: ${goByte(hex, at)}`);
  }
  if (hex.length % 2 !== 0) throw new OtlpDecodeError('ID.UnmarshalJSONIter: encoding/hex: odd length hex string');
  return /^0+$/.test(hex) ? '' : hex.toLowerCase();
}

function goByte(text: string, at: number): string {
  const code = text.charCodeAt(at);
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} '${text.charAt(at)}'`;
}

/** Upstream's reader says which character it met where a value of another type should start. */
function firstCharacter(json: unknown): string {
  return JSON.stringify(json).charAt(0);
}
