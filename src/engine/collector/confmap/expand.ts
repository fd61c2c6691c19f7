import { err, ok, type Result } from '#common/base/result.ts';
import { type Providers, retrieve } from './provider.ts';
import { type ConfigValue, type MapEntry, type Place, stringValue } from './value.ts';

export interface ExpandFault {
  readonly text: string;
  readonly place: Place;
}
/** Upstream counts passes only, so that a value which names itself twice grows without end. Here: so many references in all. */
const maxReferences = 10_000;
type Budgeted = Providers & { left: number };
type Pass = Result<{ readonly value: ConfigValue; readonly changed: boolean }, ExpandFault>;

/** Replaces every `${…}` and `$$` in a value (upstream confmap/expand.go, v0.159): passes until nothing changes, at most 1000. */
export async function expand(value: ConfigValue, providers: Providers): Promise<Result<ConfigValue, ExpandFault>> {
  const expanded = await expandLeaves(value, { ...providers, left: maxReferences });
  return expanded.ok ? ok(unescape(expanded.value)) : expanded;
}

/** Upstream expands each leaf of the merged tree on its own, so that one endless leaf does not hide another's error. */
async function expandLeaves(value: ConfigValue, providers: Budgeted): Promise<Result<ConfigValue, ExpandFault>> {
  if (value.kind !== 'map' || value.entries.size === 0) return repeat(value, providers);
  const entries = new Map<string, MapEntry>();
  for (const [key, entry] of value.entries) {
    const expanded = await expandLeaves(entry.value, providers);
    if (!expanded.ok) return expanded;
    entries.set(key, { ...entry, value: expanded.value });
  }
  return ok({ ...value, entries });
}

async function repeat(value: ConfigValue, providers: Budgeted): Promise<Result<ConfigValue, ExpandFault>> {
  if (!mentions(value)) return ok(value);
  let current = value;
  for (let pass = 0; pass < 1000; pass += 1) {
    const next = await expandOnce(current, providers);
    if (!next.ok) return next;
    if (!next.value.changed) return ok(next.value.value);
    current = next.value.value;
  }
  return err({ text: 'too many recursive expansions', place: value.place });
}

/** Lets the many values without a reference skip the asynchronous path. */
function mentions(value: ConfigValue): boolean {
  switch (value.kind) {
    case 'scalar': return typeof value.value === 'string' && value.value.includes('${');
    case 'list': return value.items.some(mentions);
    case 'map': return [...value.entries.values()].some((entry) => mentions(entry.value));
  }
}

async function expandOnce(value: ConfigValue, providers: Budgeted): Promise<Pass> {
  if (value.kind === 'scalar' && typeof value.value === 'string') return expandString(value.value, value, providers);
  const inner = await expandContents(value, providers);
  if (!inner.ok || value.original === undefined) return inner;
  const original = await expandString(value.original, value, providers);
  if (!original.ok || original.value.value.kind !== 'scalar' || typeof original.value.value.value !== 'string') return inner;
  return ok({ value: { ...inner.value.value, original: original.value.value.value }, changed: inner.value.changed || original.value.changed });
}

async function expandContents(value: ConfigValue, providers: Budgeted): Promise<Pass> {
  if (value.kind === 'scalar') return ok({ value, changed: false });
  let changed = false;
  const expandChild = async (child: ConfigValue): Promise<Result<ConfigValue, ExpandFault>> => {
    const next = await expandOnce(child, providers);
    if (!next.ok) return next;
    changed ||= next.value.changed;
    return ok(next.value.value);
  };
  if (value.kind === 'list') {
    const items: ConfigValue[] = [];
    for (const item of value.items) {
      const next = await expandChild(item);
      if (!next.ok) return next;
      items.push(next.value);
    }
    return ok({ value: { ...value, items }, changed });
  }
  const entries = new Map<string, MapEntry>();
  for (const [key, entry] of value.entries) {
    const next = await expandChild(entry.value);
    if (!next.ok) return next;
    entries.set(key, { ...entry, value: next.value });
  }
  return ok({ value: { ...value, entries }, changed });
}

async function expandString(text: string, value: ConfigValue, providers: Budgeted): Promise<Pass> {
  const reference = findReference(text);
  if (reference === undefined) return ok({ value, changed: false });
  if ((providers.left -= 1) < 0) return err({ text: 'too many recursive expansions', place: value.place });
  const retrieved = await retrieve(reference.slice(2, -1), value.place, providers);
  if (!retrieved.ok) return err({ text: retrieved.error, place: value.place });
  if (reference !== text) return ok({ value: stringValue(text.split(reference).join(retrieved.value.text), value.place), changed: true });
  return ok({ value: { ...retrieved.value.value, original: retrieved.value.text, place: value.place }, changed: true });
}

/** The first reference to expand: up to the first `}`, from the last `${` before it. An escaped one ends the search in the whole string. */
export function findReference(text: string): string | undefined {
  let rest = text;
  for (;;) {
    const close = rest.indexOf('}');
    if (close < 0) return undefined;
    const open = rest.slice(0, close + 1).lastIndexOf('${');
    if (open >= 0) {
      const dollars = /\$*$/.exec(rest.slice(0, open))?.[0].length ?? 0;
      return dollars % 2 === 1 ? undefined : rest.slice(open, close + 1);
    }
    rest = rest.slice(close + 1);
  }
}

/** `$$` becomes `$`. */
function unescape(value: ConfigValue): ConfigValue {
  const original = value.original?.includes('$$') === true ? { original: value.original.replaceAll('$$', () => '$') } : {};
  switch (value.kind) {
    case 'scalar':
      return typeof value.value === 'string' && value.value.includes('$$') ? { ...value, ...original, value: value.value.replaceAll('$$', () => '$') } : { ...value, ...original };
    case 'list': return { ...value, ...original, items: value.items.map(unescape) };
    case 'map': return { ...value, ...original, entries: new Map([...value.entries].map(([key, entry]) => [key, { ...entry, value: unescape(entry.value) }])) };
  }
}
