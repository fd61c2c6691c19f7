import { err, ok, type Result } from '#common/base/result.ts';
import { plainDecimal } from '../../component/goNumbers.ts';
import { goPrinted, goString } from '../../confmap/goText.ts';
import { type ConfigValue, goTypeOf, type ScalarValue, toPlain } from '../../confmap/value.ts';

/** A value made the Go type of its field, as mapstructure v1.5 does when it is weakly typed; a failure carries its text. Other types stay as they are. */
export function convert(goType: string, value: ConfigValue, name: string): Result<unknown, string> {
  const [, unsigned, bits] = /^(u?)int(\d*)$/.exec(goType === 'time.Duration' ? 'int64' : goType) ?? [];
  const kind = unsigned === undefined ? kinds[goType] : 'integer';
  // A level is a word or Go's number for it.
  if (goType.endsWith('.Level') && value.kind === 'scalar' && value.type !== 'time.Time') return ok(typeof value.value === 'boolean' ? Number(value.value) : value.value);
  if (kind === undefined) return ok(toPlain(value));
  if (value.kind === 'scalar' && value.type !== 'time.Time') {
    switch (kind) {
      case 'string': return ok(toText(value));
      case 'bool': return toBool(value, name);
      case 'float': return toFloat(value, name);
      case 'integer': return toInteger(value, { name, unsigned: unsigned === 'u', bits: bits === '' ? 64 : Number(bits) });
    }
  }
  return err(`'${name}' expected type '${goType}', got unconvertible type '${goTypeOf(value)}', value: '${goPrinted(value)}'`);
}

const kinds: Readonly<Record<string, 'string' | 'bool' | 'float'>> = { string: 'string', 'configopaque.String': 'string', bool: 'bool', float64: 'float', float32: 'float' };

function toText(value: ScalarValue): string {
  if (typeof value.value === 'boolean') return value.value ? '1' : '0';
  return typeof value.value === 'number' && value.type === 'float64' ? plainDecimal(value.value) : goString(value);
}

function toBool({ value }: ScalarValue, name: string): Result<boolean, string> {
  if (typeof value !== 'string') return ok(typeof value === 'number' ? value !== 0 : value === true);
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(value)) return ok(true);
  if (['0', 'f', 'F', 'FALSE', 'false', 'False', ''].includes(value)) return ok(false);
  return err(`cannot parse '${name}' as bool: strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`);
}

function toFloat({ value }: ScalarValue, name: string): Result<number, string> {
  if (typeof value !== 'string') return ok(Number(value));
  const text = value === '' ? '0' : value;
  const special = /^([-+]?)(inf|infinity|nan)$/i.exec(text);
  if (special !== null) return ok(/nan/i.test(text) ? NaN : special[1] === '-' ? -Infinity : Infinity);
  const number = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text) ? Number(text) : NaN;
  if (Number.isFinite(number)) return ok(number);
  return err(`cannot parse '${name}' as float: strconv.ParseFloat: parsing ${JSON.stringify(text)}: ${Number.isNaN(number) ? 'invalid syntax' : 'value out of range'}`);
}

interface Wanted {
  readonly name: string;
  readonly unsigned: boolean;
  readonly bits: number;
}

/** A number that is too big wraps around, a fraction is cut off; only text is checked. */
function toInteger({ value }: ScalarValue, wanted: Wanted): Result<number, string> {
  if (typeof value === 'string') return parseInteger(value === '' ? '0' : value, wanted);
  if (typeof value !== 'number') return ok(value === true ? 1 : 0);
  if (!Number.isFinite(value)) return ok(0);
  const whole = BigInt(Math.trunc(value));
  return ok(Number(wanted.unsigned ? BigInt.asUintN(wanted.bits, whole) : BigInt.asIntN(wanted.bits, whole)));
}

/** strconv.ParseInt and ParseUint with base 0. */
function parseInteger(text: string, { name, unsigned, bits }: Wanted): Result<number, string> {
  const what = unsigned ? 'uint' : 'int';
  const refused = (reason: string): Result<number, string> =>
    err(`cannot parse '${name}' as ${what}: strconv.${unsigned ? 'ParseUint' : 'ParseInt'}: parsing ${JSON.stringify(text)}: ${reason}`);
  const match = (unsigned ? /^()(.+)$/ : /^([-+]?)(.+)$/).exec(text);
  const digits = match?.[2] ?? '';
  const shaped = /^(0[xX](_?[0-9a-fA-F])+|0[bB](_?[01])+|0[oO](_?[0-7])+|0(_?[0-7])*|[1-9](_?[0-9])*)$/.test(digits);
  if (!shaped) return refused('invalid syntax');
  const plain = digits.replaceAll('_', '').toLowerCase();
  const whole = BigInt(/^0[0-7]/.test(plain) ? `0o${plain.slice(1)}` : plain);
  const value = match?.[1] === '-' ? -whole : whole;
  const fits = unsigned ? BigInt.asUintN(bits, value) === value : BigInt.asIntN(bits, value) === value;
  return fits ? ok(Number(value)) : refused('value out of range');
}
