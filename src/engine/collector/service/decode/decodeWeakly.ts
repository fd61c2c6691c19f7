import type * as z from 'zod';
import { parseDuration } from '../../component/duration.ts';
import { goPrinted, goString } from '../../confmap/goText.ts';
import { type ConfigValue, emptyMap, goTypeOf, isNull, type MapValue, stringValue, toPlain } from '../../confmap/value.ts';
import { goKindOf, invalidKeys } from './decodeValue.ts';
import type { Decoder } from './decoder.ts';
import { fault, line, type Line } from './faults.ts';
import { ownMessage } from './ownMessage.ts';
import { type Shape, shapeOf } from './shape.ts';
import { didYouMean } from './suggest.ts';
import { convert } from './weakTypes.ts';

/** As mapstructure v1.5 decodes in the Collector of v0.84: weakly typed, all lines of one component in one list that is sorted. */
export const weakDecoder: Decoder = {
  decode,
  failed: (lines) => `${String(lines.length)} error(s) decoding:\n\n${lines.map((found) => `* ${found.text}`).sort((a, b) => (a < b ? -1 : 1)).join('\n')}`,
  refused: (name, message) => `error decoding '${name}': ${message}`,
  notMap: (value) => `expected a map, got '${goKindOf(value)}'`,
  notGoMap: (value) => `expected a map, got '${goKindOf(value)}'`,
  toList,
  toMap,
  namesRoots: false,
};

function decode(schema: z.ZodType, value: ConfigValue, name: string, lines: Line[]): unknown {
  const shape = shapeOf(schema);
  if (isNull(value)) return null;
  switch (shape.kind) {
    case 'struct': return decodeStruct(shape, value, name, lines);
    case 'list': return shape.element === undefined ? null : toList(value).map((item, index) => decode(shape.element ?? schema, item, `${name}[${String(index)}]`, lines));
    case 'map': return decodeMap(shape, value, name, lines);
    case 'leaf': return decodeLeaf(shape, value, name, lines);
  }
}

/** A string is split at its commas, a map is one item (an empty one none), any other value is an item. */
function toList(value: ConfigValue): readonly ConfigValue[] {
  if (value.kind === 'list') return value.items;
  if (value.kind === 'map') return value.entries.size === 0 ? [] : [value];
  if (typeof value.value !== 'string' || value.type !== 'string') return [value];
  return value.value === '' ? [] : value.value.split(',').map((part) => stringValue(part, value.place));
}

/** A list of maps becomes one map. A time is a Go struct without fields that show: an empty map. */
function toMap(value: ConfigValue, name: string): MapValue | string | undefined {
  if (value.kind === 'map') return value;
  if (value.kind === 'scalar') return value.type === 'time.Time' ? { ...emptyMap, place: value.place } : undefined;
  let entries: MapValue['entries'] = new Map();
  for (const [index, item] of value.items.entries()) {
    if (isNull(item)) continue;
    const at = `${name}[${String(index)}]`;
    const map = toMap(item, at);
    if (map === undefined) return `'${at}' expected a map, got '${goKindOf(item)}'`;
    if (typeof map === 'string') return map;
    entries = new Map([...entries, ...map.entries]);
  }
  return { kind: 'map', entries, place: value.place };
}

function decodeStruct(shape: Shape, value: ConfigValue, name: string, lines: Line[]): unknown {
  if (value.kind !== 'map') {
    if (value.kind === 'scalar' && value.type === 'time.Time') return {};
    lines.push(line(name, weakDecoder.notMap(value), value.place));
    return null;
  }
  // The switch `enabled` of an optional section came with configoptional, long after.
  const fields = new Map([...(shape.fields ?? [])].filter(([key]) => key !== 'enabled' || shape.meta.optional !== true));
  const plain: Record<string, unknown> = {};
  for (const [key, field] of fields) {
    const written = value.entries.get(key)?.value;
    if (written !== undefined) plain[key] = decode(field, written, name === '' ? key : `${name}.${key}`, lines);
  }
  const unknown = [...value.entries.keys()].filter((key) => !fields.has(key));
  if (shape.strict === false) for (const key of unknown) plain[key] = toPlain(value.entries.get(key)?.value ?? emptyMap);
  else if (unknown.length > 0) lines.push(invalidKeys(name, unknown, value, [...fields.keys()]));
  return plain;
}

function decodeMap({ element }: Shape, value: ConfigValue, name: string, lines: Line[]): unknown {
  const map = toMap(value, name);
  if (map === undefined || typeof map === 'string') {
    lines.push(fault(map ?? `'${name}' ${weakDecoder.notMap(value)}`, value.place));
    return null;
  }
  if (element === undefined) return null;
  return Object.fromEntries([...map.entries].map(([key, entry]) => [key, decode(element, entry.value, `${name}[${key}]`, lines)]));
}

function decodeLeaf(shape: Shape, value: ConfigValue, name: string, lines: Line[]): unknown {
  const type = leafType(shape);
  if (type === 'component.ID' && !(value.kind === 'scalar' && value.type === 'string')) {
    lines.push(value.kind === 'map' ? invalidKeys(name, [...value.entries.keys()], value, []) : line(name, weakDecoder.notMap(value), value.place));
    return null;
  }
  const converted = type === 'time.Duration' && value.kind === 'scalar' && value.type === 'string' ? fromDuration(String(value.value), name) : convert(type, value, name);
  if (!converted.ok) {
    lines.push(fault(converted.error, value.place));
    return null;
  }
  const parsed = shape.schema.safeParse(converted.value);
  if (parsed.success) return converted.value;
  const own = ownMessage(parsed.error.issues);
  const text = own === undefined ? `'${name}' expected type '${type}', got unconvertible type '${goTypeOf(value)}', value: '${goPrinted(value)}'` : `error decoding '${name}': ${own}`;
  lines.push(fault(text, value.place, didYouMean(value.kind === 'scalar' ? goString(value) : '', shape.meta.enum ?? [])));
  return null;
}

function fromDuration(text: string, name: string): ReturnType<typeof convert> {
  const parsed = parseDuration(text);
  return parsed.ok ? { ok: true, value: text } : { ok: false, error: `error decoding '${name}': ${parsed.error}` };
}

/** The Go type of a leaf, from what the schema says or is. */
function leafType(shape: Shape): string {
  const { goType } = shape.meta;
  if (goType !== undefined) return goType;
  const types: Readonly<Record<string, string>> = { string: 'string', number: 'float64', boolean: 'bool', int: 'int' };
  return types[shape.schema._zod.def.type] ?? 'interface {}';
}
