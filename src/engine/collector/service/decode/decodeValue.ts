import type * as z from 'zod';
import { parseId } from '../../component/id.ts';
import { child, type ConfigValue, goTypeOf, isNull, type MapValue, placeAt } from '../../confmap/value.ts';
import type { Decoder } from './decoder.ts';
import { allDetails, line, type Line } from './faults.ts';
import { ownMessage } from './ownMessage.ts';
import { type Shape, shapeOf } from './shape.ts';
import { didYouMean } from './suggest.ts';

/** As mapstructure v2.5 decodes in the Collector of v0.159: strictly, with decoders within decoders. */
export const strictDecoder: Decoder = {
  decode: decodeValue,
  failed: (lines) => `decoding failed due to the following error(s):\n\n${lines.map((found) => found.text).join('\n')}`,
  refused: (name, message) => `'${name}' ${message}`,
  notMap: (value) => `expected a map or struct, got "${goKindOf(value)}"`,
  notGoMap: (value, goType) => `expected type '${goType}', got unconvertible type '${goTypeOf(value)}'`,
  toList: (value) => (value.kind === 'list' ? value.items : undefined),
  toMap: (value) => (value.kind === 'map' ? value : undefined),
  namesRoots: true,
};

function nested(name: string, lines: readonly Line[], message = strictDecoder.failed(lines)): Line {
  return { text: `'${name}' ${message}`, details: allDetails(lines) };
}

function decodeValue(schema: z.ZodType, value: ConfigValue, name: string, lines: Line[]): unknown {
  const shape = shapeOf(schema);
  const decoders = shape.meta.decoders ?? 0;
  if (isNull(value) && shape.kind !== 'leaf') return null;
  if (decoders === 0 || (shape.alternative !== undefined && value.kind !== 'map')) return decodeShape(shape, value, name, lines);
  const inner: Line[] = [];
  const wrongSwitch = switchFault(shape, value, name);
  if (wrongSwitch !== undefined) {
    lines.push(wrongSwitch);
    return null;
  }
  const plain = decodeShape(shape, value, '', inner);
  if (inner.length > 0 && !isOlder(shape, value, inner)) lines.push(wrap(name, inner, shape.kind !== 'leaf' && value.kind !== 'map' && shape.alternative === undefined ? 0 : decoders));
  return plain;
}

/** Are maps where lists should be all that is wrong, and does an older format have maps there? */
function isOlder({ meta: { olderMaps: older } }: Shape, value: ConfigValue, lines: readonly Line[]): boolean {
  if (older === undefined || older.lacks.some((key) => child(value, key) !== undefined)) return false;
  return lines.every(({ text }) => text.endsWith(`.${older.named}' source data must be an array or slice, got map`));
}

function wrap(name: string, lines: readonly Line[], decoders: number): Line {
  const [only] = lines;
  if (decoders === 0 && only !== undefined) return nested(name, lines, only.text);
  let inner = lines;
  for (let level = 1; level < decoders; level += 1) inner = [nested('', inner)];
  return nested(name, inner);
}

function switchFault(shape: Shape, value: ConfigValue, name: string): Line | undefined {
  const enabled = shape.meta.optional === true ? child(value, 'enabled') : undefined;
  if (enabled === undefined || isNull(enabled) || (enabled.kind === 'scalar' && enabled.type === 'bool')) return undefined;
  const found = enabled.kind === 'scalar' ? String(enabled.value) : goTypeOf(enabled);
  return line(name, `unexpected type ${goTypeOf(enabled)} for 'enabled': got '${found}' value expected 'true' or 'false'`, enabled.place);
}

function decodeShape(shape: Shape, value: ConfigValue, name: string, lines: Line[]): unknown {
  switch (shape.kind) {
    case 'struct': return decodeStruct(shape, value, name, lines);
    case 'list': return shape.element === undefined ? null : decodeList(shape.element, value, name, lines);
    case 'map': return decodeMap(shape, value, name, lines);
    case 'leaf': return decodeLeaf(shape, value, name, lines);
  }
}

function decodeStruct(shape: Shape, value: ConfigValue, name: string, lines: Line[]): unknown {
  if (value.kind !== 'map') {
    lines.push(line(name, `expected a map or struct, got "${goKindOf(value)}"`, value.place));
    return null;
  }
  const plain: Record<string, unknown> = {};
  const fields = shape.fields ?? new Map<string, z.ZodType>();
  for (const [key, field] of fields) {
    const written = value.entries.get(key)?.value;
    if (written !== undefined) plain[key] = decodeValue(field, written, name === '' ? key : `${name}.${key}`, lines);
  }
  const unknown = [...value.entries.keys()].filter((key) => !fields.has(key));
  if (shape.strict === false) for (const key of unknown) plain[key] = plainOf(value.entries.get(key)?.value);
  else if (unknown.length > 0) lines.push(invalidKeys(name === '' ? structName(shape) : name, unknown, value, [...fields.keys()]));
  return plain;
}

const structName = (shape: Shape): string => (shape.meta.goType === undefined || shape.meta.goType === 'struct' ? '' : shape.meta.goType);

/** `'x' has invalid keys: a, b`: one line of text, one detail for each key. */
export function invalidKeys(name: string, keys: readonly string[], value: MapValue, valid: readonly string[]): Line {
  const sorted = [...keys].sort((a, b) => (a < b ? -1 : 1));
  const details = sorted.flatMap((key) => line(name, `has invalid keys: ${key}`, placeAt(value, [key], true), didYouMean(key, valid)).details);
  return { text: `'${name}' has invalid keys: ${sorted.join(', ')}`, details };
}

function decodeList(element: z.ZodType, value: ConfigValue, name: string, lines: Line[]): unknown {
  if (value.kind === 'scalar' && typeof value.value === 'string' && isText(shapeOf(element))) return value.value === '' ? [] : value.value.split(',');
  if (value.kind !== 'list') {
    lines.push(line(name, `source data must be an array or slice, got ${goKindOf(value)}`, value.place));
    return plainOf(value);
  }
  return value.items.map((item, index) => decodeValue(element, item, `${name}[${String(index)}]`, lines));
}

function decodeMap(shape: Shape, value: ConfigValue, name: string, lines: Line[]): unknown {
  const { element, alternative } = shape;
  if (element === undefined) return null;
  if (alternative !== undefined && value.kind !== 'map') return decodeList(alternative, value, name, lines);
  if (value.kind !== 'map') {
    const elementType = shapeOf(element).meta.goType ?? 'interface {}';
    lines.push(line(name, `expected type 'map[string]${elementType}', got unconvertible type '${goTypeOf(value)}'`, value.place));
    return null;
  }
  return Object.fromEntries([...value.entries].map(([key, entry]) => [key, decodeValue(element, entry.value, `${name}[${key}]`, lines)]));
}

/** What a reference to nothing (an unset variable) makes of a field that cannot be null: Go's zero value, not the field's default. */
export function zeroOf(shape: Shape, value: ConfigValue): unknown {
  if (!isNull(value) || value.original === undefined || shape.kind !== 'leaf') return undefined;
  const type = shape.meta.goType ?? '';
  return type === 'bool' ? false : /^(u?int|float)\d*$|^time[.]Duration$/.test(type) ? 0 : undefined;
}

function decodeLeaf(shape: Shape, value: ConfigValue, name: string, lines: Line[]): unknown {
  const zero = zeroOf(shape, value);
  if (zero !== undefined) return zero;
  const plain = isText(shape) && value.original !== undefined ? value.original : plainOf(value);
  if (isText(shape) && value.kind === 'scalar' && value.type === 'time.Time' && value.original === undefined) {
    lines.push(line(name, wrongType(shape, value), value.place));
    return null;
  }
  const id = shape.meta.goType === 'component.ID' && typeof plain === 'string' ? parseId(plain) : undefined;
  if (id?.ok === false) {
    lines.push(line(name, id.error, value.place));
    return null;
  }
  const parsed = shape.schema.safeParse(plain);
  if (parsed.success) return plain;
  const own = ownMessage(parsed.error.issues);
  const words = shape.meta.enum ?? [];
  const hint = typeof plain === 'string' ? didYouMean(plain, words) : {};
  const listed = hint.hint === undefined && words.length > 0 ? { hint: `one of ${words.join(', ')}` } : hint;
  lines.push(line(name, own ?? wrongType(shape, value), value.place, listed));
  return null;
}

function wrongType(shape: Shape, value: ConfigValue): string {
  // An id is a struct in Go that only text unmarshals into.
  if (shape.meta.goType === 'component.ID' && value.kind !== 'map') return `expected a map or struct, got "${goKindOf(value)}"`;
  return `expected type '${shape.meta.goType ?? 'string'}', got unconvertible type '${goTypeOf(value)}'`;
}

/** Fields whose Go kind is string: they take the original text of an expanded reference. */
function isText(shape: Shape): boolean {
  const type = shape.meta.goType;
  if (shape.kind !== 'leaf') return false;
  if (type !== undefined) return type === 'string' || type === 'configopaque.String' || shape.meta.enum !== undefined;
  return shape.schema._zod.def.type === 'string';
}

function plainOf(value: ConfigValue | undefined): unknown {
  if (value === undefined) return undefined;
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'list') return value.items.map(plainOf);
  return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plainOf(entry.value)]));
}

/** reflect.Kind as Go prints it. */
export function goKindOf(value: ConfigValue): string {
  if (value.kind === 'list') return 'slice';
  if (value.kind === 'map') return 'map';
  return value.type === 'time.Time' ? 'struct' : value.type;
}
