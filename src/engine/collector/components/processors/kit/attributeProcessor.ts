import { assertNever } from '#common/base/errors.ts';
import { type AnyValue, Attributes } from '#engine/pdata/value.ts';
import type { Logger } from '../../../component/logger.ts';
import type { Context } from '../../../consumer/consumer.ts';
import type { ActionConfig } from './attributeActions.ts';
import { compileAction, type CompiledAction, type ValueSource } from './compileAction.ts';
import { convertValue } from './convertValue.ts';
import { hashValue } from './hashValue.ts';

export type ChangeAttributes = (attributes: Attributes, context: Context) => Attributes;

/** Upstream attraction.AttrProc: applies the actions in order. Throws, with upstream's text, on actions that make no sense. */
export function attributeProcessor(configs: readonly ActionConfig[], logger: Logger): ChangeAttributes {
  const actions = configs.map(compileAction);
  return (attributes, context) => actions.reduce((changed, action) => apply(action, changed, { context, logger }), attributes);
}

interface Surroundings {
  readonly context: Context;
  readonly logger: Logger;
}

function apply(action: CompiledAction, attributes: Attributes, { context, logger }: Surroundings): Attributes {
  const { key } = action;
  switch (action.action) {
    case 'insert': return attributes.has(key) ? attributes : set(attributes, key, source(action.source, attributes, context));
    case 'update': return attributes.has(key) ? set(attributes, key, source(action.source, attributes, context)) : attributes;
    case 'upsert': return set(attributes, key, source(action.source, attributes, context));
    case 'delete': {
      const { pattern } = action;
      const rest = remove(attributes, key);
      return pattern === undefined ? rest : keep(rest, (name) => !pattern.matcher(name).find());
    }
    case 'hash': {
      const { pattern } = action;
      const hashed = attributes.has(key) ? attributes.with(key, hashValue(attributes.get(key))) : attributes;
      return pattern === undefined ? hashed : change(hashed, (name, value) => (pattern.matcher(name).find() ? hashValue(value) : value));
    }
    case 'extract': return extract(action, attributes);
    case 'convert': return attributes.has(key) ? attributes.with(key, convertValue(key, attributes.get(key), action.to, logger)) : attributes;
    default: return assertNever(action);
  }
}

const set = (attributes: Attributes, key: string, found: { readonly given: AnyValue } | undefined): Attributes =>
  (found === undefined ? attributes : attributes.with(key, found.given));

/** Upstream's pcommon.Map.Remove fills the gap with the last pair, which shows in printed output. */
function remove(attributes: Attributes, key: string): Attributes {
  const index = attributes.entries.findIndex((entry) => entry.key === key);
  const last = attributes.entries.at(-1);
  if (index < 0 || last === undefined) return attributes;
  return new Attributes(attributes.entries.with(index, last).slice(0, -1));
}

function keep(attributes: Attributes, isKept: (key: string) => boolean): Attributes {
  const kept = attributes.entries.filter((entry) => isKept(entry.key));
  return kept.length === attributes.size ? attributes : new Attributes(kept);
}

function change(attributes: Attributes, changed: (key: string, value: AnyValue) => AnyValue): Attributes {
  const entries = attributes.entries.map(({ key, value }) => ({ key, value: changed(key, value) }));
  return entries.every((entry, index) => entry.value === attributes.entries[index]?.value) ? attributes : new Attributes(entries);
}

function source({ value, from_attribute, from_context, default_value }: ValueSource, attributes: Attributes, context: Context): { readonly given: AnyValue } | undefined {
  if (value !== undefined) return value;
  const fromContext = from_context === '' ? undefined : contextValue(from_context, context);
  if (fromContext !== undefined) return { given: fromContext };
  if (from_attribute !== '' && attributes.has(from_attribute)) return { given: attributes.get(from_attribute) };
  return default_value;
}

/**
 * `client.address`, `metadata.<key>` or, as in older configs, a bare metadata key; several values are joined with ";".
 * Upstream: `auth.<attribute>` too. Here: never found, because there are no authenticators yet.
 */
function contextValue(name: string, { clientAddress, metadata }: Context): string | undefined {
  if (name === 'client.address') return clientHost(clientAddress);
  if (name.startsWith('auth.')) return undefined;
  const key = name.startsWith('metadata.') ? name.slice('metadata.'.length) : name;
  const values = metadata.get(key.toLowerCase());
  return values === undefined || values.length === 0 ? undefined : values.join(';');
}

/** The address without its port. */
const clientHost = (address: string): string => address.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');

function extract({ key, names, pattern }: Extract<CompiledAction, { action: 'extract' }>, attributes: Attributes): Attributes {
  const value = attributes.get(key);
  if (typeof value !== 'string') return attributes;
  const matcher = pattern.matcher(value);
  if (!matcher.find()) return attributes;
  return names.reduce((changed, name, index) => changed.with(name, matcher.group(index + 1) ?? ''), attributes);
}
