import type { TextRange } from '#common/base/diagnostic.ts';

/** Where something was written. */
export interface Place {
  /** Index into the configuration's sources; -1 when it came from elsewhere (environment, another file). */
  readonly source: number;
  readonly range: TextRange;
}

/** The Go types that go-yaml gives to scalars; error texts name them. */
export type ScalarType = 'string' | 'int' | 'uint64' | 'float64' | 'bool' | 'time.Time' | 'nil';
export type Primitive = string | number | boolean | null;

/** A configuration value that remembers its place. */
export type ConfigValue = ScalarValue | ListValue | MapValue;
export interface ScalarValue {
  readonly kind: 'scalar';
  readonly type: ScalarType;
  readonly value: Primitive;
  /** Set when a whole value came from `${…}`: the text a string field takes instead of the typed value (upstream's ExpandedValue). */
  readonly original?: string;
  readonly place: Place;
}
export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly ConfigValue[];
  readonly original?: string;
  readonly place: Place;
}
export interface MapEntry {
  /** Of the key. */
  readonly keyPlace: Place;
  readonly value: ConfigValue;
}
export interface MapValue {
  readonly kind: 'map';
  /** In the order written. */
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly original?: string;
  readonly place: Place;
}

export const nowhere: Place = { source: -1, range: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };
export const emptyMap: MapValue = { kind: 'map', entries: new Map(), place: nowhere };

export const scalar = (type: ScalarType, value: Primitive, place: Place): ScalarValue => ({ kind: 'scalar', type, value, place });
export const stringValue = (value: string, place: Place): ScalarValue => scalar('string', value, place);

/** True for YAML null. */
export const isNull = (value: ConfigValue): boolean => value.kind === 'scalar' && value.value === null;

/** Go's name for a value's type, as `%T` prints it. */
export function goTypeOf(value: ConfigValue): string {
  switch (value.kind) {
    case 'list': return '[]interface {}';
    case 'map': return 'map[string]interface {}';
    case 'scalar': return value.type;
  }
}

/** The plain data, as JSON has it. */
export function toPlain(value: ConfigValue): unknown {
  switch (value.kind) {
    case 'scalar': return value.value;
    case 'list': return value.items.map(toPlain);
    case 'map': return Object.fromEntries([...value.entries].map(([key, entry]) => [key, toPlain(entry.value)]));
  }
}

/** True when both say the same, wherever and in whatever order of keys they were written. */
export function sameValue(a: ConfigValue, b: ConfigValue): boolean {
  if (a.original !== b.original) return false;
  if (a.kind === 'scalar') return b.kind === 'scalar' && a.type === b.type && Object.is(a.value, b.value);
  if (a.kind === 'list') return b.kind === 'list' && a.items.length === b.items.length && a.items.every((item, index) => sameAt(item, b.items[index]));
  return b.kind === 'map' && a.entries.size === b.entries.size && [...a.entries].every(([key, entry]) => sameAt(entry.value, b.entries.get(key)?.value));
}
const sameAt = (a: ConfigValue, b: ConfigValue | undefined): boolean => b !== undefined && sameValue(a, b);

/** The value under `key` of a map; undefined when there is none. */
export function child(value: ConfigValue | undefined, key: string | number): ConfigValue | undefined {
  if (value?.kind === 'map') return value.entries.get(String(key))?.value;
  return value?.kind === 'list' ? value.items[Number(key)] : undefined;
}

/** The place of the deepest thing on `path` that exists: a key's own place when `wantKey`, else its value's. */
export function placeAt(root: ConfigValue, path: readonly (string | number)[], wantKey = false): Place {
  let place = root.place;
  let at: ConfigValue | undefined = root;
  for (const [index, key] of path.entries()) {
    const entry: MapEntry | undefined = at.kind === 'map' ? at.entries.get(String(key)) : undefined;
    const next: ConfigValue | undefined = entry?.value ?? child(at, key);
    if (next === undefined) return place;
    const last = index === path.length - 1;
    place = entry !== undefined && (wantKey || !last || isNull(next)) ? entry.keyPlace : next.place;
    at = next;
  }
  return place;
}
