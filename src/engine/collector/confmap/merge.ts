import { type ConfigValue, type MapEntry, type MapValue, toPlain } from './value.ts';

/** koanf's path delimiter: `a::b: 1` means `a: {b: 1}`. */
export const delimiter = '::';

/** Splits every key at `::`, at all levels, as upstream's Conf does. */
export function splitKeys(value: ConfigValue): ConfigValue {
  if (value.kind === 'list' || value.kind === 'scalar') return value;
  let entries = new Map<string, MapEntry>();
  for (const [key, entry] of value.entries) {
    const [first = '', ...rest] = key.split(delimiter);
    let inner: MapEntry = { keyPlace: entry.keyPlace, value: splitKeys(entry.value) };
    for (const name of rest.reverse()) {
      inner = { keyPlace: entry.keyPlace, value: { kind: 'map', entries: new Map([[name, inner]]), place: entry.value.place } };
    }
    const before = entries.get(first);
    if (before?.value.kind === 'map' && inner.value.kind === 'map') entries = new Map([...entries, [first, { ...inner, value: mergeMaps(before.value, inner.value) }]]);
    else entries.set(first, inner);
  }
  return { ...value, entries };
}

/** Maps merge deep; lists, scalars and null are replaced by the later (upstream Conf.Merge). */
export function mergeMaps(earlier: MapValue, later: MapValue): MapValue {
  const entries = new Map(earlier.entries);
  for (const [key, entry] of later.entries) {
    const before = entries.get(key);
    if (before?.value.kind === 'map' && entry.value.kind === 'map') entries.set(key, { keyPlace: entry.keyPlace, value: mergeMaps(before.value, entry.value) });
    else entries.set(key, entry);
  }
  return { ...later, entries, place: earlier.place };
}

/** `later` with its lists of what is in use (extensions, a pipeline's receivers and exporters) behind those of `earlier`, nothing twice (upstream confmap/internal/merge.go). */
export function joinLists(earlier: MapValue, later: MapValue, path: readonly string[] = []): MapValue {
  const entries = [...later.entries].map(([key, entry]): [string, MapEntry] => {
    const [before, { value }, way] = [earlier.entries.get(key)?.value, entry, [...path, key]];
    if (before?.kind === 'map' && value.kind === 'map') return [key, { ...entry, value: joinLists(before, value, way) }];
    if (before?.kind !== 'list' || value.kind !== 'list' || !isJoined(way)) return [key, entry];
    const all = new Map([...before.items, ...value.items].map((item) => [JSON.stringify(toPlain(item)), item] as const));
    return [key, { ...entry, value: { ...value, items: [...all.values()] } }];
  });
  return { ...later, entries: new Map(entries) };
}

const isJoined = (way: readonly string[]): boolean => /^service::(extensions|.+::(receivers|exporters))$/.test(way.join(delimiter));
