import { err, ok, type Result } from '#common/base/result.ts';
import type { ExpansionRules } from '../component/era.ts';
import { goString, goTyped } from './goText.ts';
import { type Providers, retrieve, type Retrieved } from './provider.ts';
import { shellExpand } from './shellExpand.ts';
import { type ConfigValue, type MapEntry, type Place, stringValue } from './value.ts';

export interface ExpandFault {
  readonly text: string;
  readonly place: Place;
}
/** Upstream counts passes only, so that a value which names itself twice grows without end. Here: so many references in all. */
const maxReferences = 10_000;
interface Expansion {
  readonly providers: Providers;
  readonly rules: ExpansionRules;
  left: number;
}
type Pass = Result<{ readonly value: ConfigValue; readonly changed: boolean }, ExpandFault>;

/** Replaces every `${…}` and `$$` in a value (upstream confmap/expand.go, v0.159 and v0.84 by their rules): passes until nothing changes. */
export async function expand(value: ConfigValue, providers: Providers, rules: ExpansionRules): Promise<Result<ConfigValue, ExpandFault>> {
  const expanded = await expandLeaves(value, { providers, rules, left: maxReferences });
  if (!expanded.ok) return expanded;
  if (rules.shell) return ok(withStrings(expanded.value, (text) => shellExpand(text, (name) => providers.environment.get(name) ?? '')));
  return ok(withStrings(expanded.value, (text) => text.replaceAll('$$', () => '$')));
}

/** Upstream expands each leaf of the merged tree on its own, in the order of their paths, so that one endless leaf does not hide another's error. */
async function expandLeaves(value: ConfigValue, run: Expansion): Promise<Result<ConfigValue, ExpandFault>> {
  if (value.kind !== 'map' || value.entries.size === 0) return repeat(value, run);
  const entries = new Map(value.entries);
  for (const [key, entry] of [...value.entries].sort(byPath)) {
    const expanded = await expandLeaves(entry.value, run);
    if (!expanded.ok) return expanded;
    entries.set(key, { ...entry, value: expanded.value });
  }
  return ok({ ...value, entries });
}

/** As the flattened keys `a::b` sort. */
const byPath = (a: readonly [string, MapEntry], b: readonly [string, MapEntry]): number => (pathKey(a) < pathKey(b) ? -1 : 1);
const pathKey = ([key, { value }]: readonly [string, MapEntry]): string => (value.kind === 'map' && value.entries.size > 0 ? `${key}::` : key);

async function repeat(value: ConfigValue, run: Expansion): Promise<Result<ConfigValue, ExpandFault>> {
  if (!mentions(value)) return ok(value);
  let current = value;
  for (let pass = 0; pass < run.rules.passes; pass += 1) {
    const next = await expandOnce(current, run);
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

async function expandOnce(value: ConfigValue, run: Expansion): Promise<Pass> {
  if (value.kind === 'scalar' && typeof value.value === 'string') return expandString(value.value, value, run);
  const inner = await expandContents(value, run);
  if (!inner.ok || value.original === undefined) return inner;
  const original = await expandString(value.original, value, run);
  if (!original.ok || original.value.value.kind !== 'scalar' || typeof original.value.value.value !== 'string') return inner;
  return ok({ value: { ...inner.value.value, original: original.value.value.value }, changed: inner.value.changed || original.value.changed });
}

async function expandContents(value: ConfigValue, run: Expansion): Promise<Pass> {
  if (value.kind === 'scalar') return ok({ value, changed: false });
  let changed = false;
  const expandChild = async (child: ConfigValue): Promise<Result<ConfigValue, ExpandFault>> => {
    const next = await expandOnce(child, run);
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

async function expandString(text: string, value: ConfigValue, run: Expansion): Promise<Pass> {
  const { rules } = run;
  const reference = findReference(text, rules);
  if (reference === undefined) return ok({ value, changed: false });
  if ((run.left -= 1) < 0) return err({ text: 'too many recursive expansions', place: value.place });
  const retrieved = await retrieve(reference.slice(2, -1), value.place, { ...run.providers, rules });
  if (!retrieved.ok) return err({ text: retrieved.error, place: value.place });
  if (reference !== text) {
    const inText = textOf(retrieved.value, reference, rules);
    if (!inText.ok) return err({ text: inText.error, place: value.place });
    return ok({ value: stringValue(text.split(reference).join(inText.value), value.place), changed: true });
  }
  return ok({ value: { ...retrieved.value.value, ...(rules.keepsText ? { original: retrieved.value.text } : {}), place: value.place }, changed: true });
}

/** What stands for a reference within other text. */
function textOf({ value, text }: Retrieved, reference: string, { keepsText }: ExpansionRules): Result<string, string> {
  if (keepsText) return ok(text);
  if (value.kind === 'scalar' && value.value !== null) return ok(goString(value));
  return err(`expanding ${reference}, expected convertable to string value type, got ${goTyped(value)}`);
}

/**
 * The first reference to expand: up to the first `}`, from the last `${` before it. An escaped one ends the search in the whole string. Where
 * there is no default scheme, one without a colon is passed over.
 */
export function findReference(text: string, rules: ExpansionRules): string | undefined {
  let rest = text;
  for (;;) {
    const close = rest.indexOf('}');
    if (close < 0) return undefined;
    const open = rest.slice(0, close + 1).lastIndexOf('${');
    const found = open < 0 ? '' : rest.slice(open, close + 1);
    if (found !== '' && (rules.defaultScheme !== undefined || found.includes(':'))) {
      const dollars = /\$*$/.exec(rest.slice(0, open))?.[0].length ?? 0;
      return rules.escapes && dollars % 2 === 1 ? undefined : found;
    }
    rest = rest.slice(close + 1);
  }
}

/** The value with every string, and every original text, changed. */
function withStrings(value: ConfigValue, change: (text: string) => string): ConfigValue {
  const original = value.original?.includes('$') === true ? { original: change(value.original) } : {};
  switch (value.kind) {
    case 'scalar': return typeof value.value === 'string' && value.value.includes('$') ? { ...value, ...original, value: change(value.value) } : { ...value, ...original };
    case 'list': return { ...value, ...original, items: value.items.map((item) => withStrings(item, change)) };
    case 'map': return { ...value, ...original, entries: new Map([...value.entries].map(([key, entry]) => [key, { ...entry, value: withStrings(entry.value, change) }])) };
  }
}
