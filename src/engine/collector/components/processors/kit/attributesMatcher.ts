import { valueType } from '#engine/pdata/format/value.ts';
import { type AnyValue, Attributes } from '#engine/pdata/value.ts';
import { plainDecimal } from '../../../component/goNumbers.ts';
import { fromRaw } from './rawValue.ts';
import { filterSet, unrecognized } from './filterSet.ts';

type MatchesValue = (value: AnyValue) => boolean;

/** Upstream filtermatcher.AttributesMatcher: every listed attribute must be there, with its value when one is given. Throws with upstream's text. */
export function attributesMatcher(wanted: readonly { readonly key: string; readonly value?: unknown }[], matchType: string): (attributes: Attributes) => boolean {
  const checks = wanted.map(({ key, value }) => {
    if (key === '') throw new Error("can't have empty key in the list of attributes");
    return { key, matches: value === undefined || value === null ? anything : valueMatcher(key, fromRaw(value), matchType) };
  });
  return (attributes) => checks.every(({ key, matches }) => attributes.has(key) && matches(attributes.get(key)));
}

const anything = (): boolean => true;

function valueMatcher(key: string, wanted: AnyValue, matchType: string): MatchesValue {
  if (matchType === 'strict') return (value) => equal(wanted, value);
  if (matchType !== 'regexp') throw unrecognized(matchType);
  if (typeof wanted !== 'string') throw new Error(`match_type=regexp for "${key}" only supports Str, but found ${valueType(wanted)}`);
  const matches = filterSet([wanted], matchType);
  return (value) => {
    const text = scalarText(value);
    return text !== undefined && matches(text);
  };
}

/** Text of a scalar as upstream's matcher sees it; undefined for anything else, which never matches. */
function scalarText(value: AnyValue): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return typeof value === 'number' ? plainDecimal(value) : undefined;
}

function equal(a: AnyValue, b: AnyValue): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((each, index) => equal(each as AnyValue, b[index] as AnyValue));
  if (a instanceof Attributes) return b instanceof Attributes && a.size === b.size && a.entries.every(({ key, value }) => b.has(key) && equal(value, b.get(key)));
  if (a instanceof Uint8Array) return b instanceof Uint8Array && a.length === b.length && a.every((each, index) => each === b[index]);
  return a === b;
}
