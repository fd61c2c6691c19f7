import type { RE2JS } from 're2js';
import { assertNever } from '#common/base/errors.ts';
import { type AnyValue, Attributes } from '#engine/pdata/value.ts';
import type { Logger } from '../../../component/logger.ts';
import type { Context } from '../../../consumer/consumer.ts';
import type { ActionConfig, AttributeRules } from './attributeRules.ts';
import { compileAction, type CompiledAction, type ValueSource } from './compileAction.ts';
import { convertValue } from './convertValue.ts';
import { hashValue } from './hashValue.ts';

export type ChangeAttributes = (attributes: Attributes, context: Context) => Attributes;

/** One action, ready to be applied, and what it is said to have done. */
export interface AttributeStep {
  readonly change: ChangeAttributes;
  readonly because: string;
  readonly inputs: Readonly<Record<string, string>>;
}

interface Surroundings {
  readonly context: Context;
  readonly logger: Logger;
  readonly rules: AttributeRules;
}

/** Upstream attraction.AttrProc: the actions, to be applied in order. Throws, with the release's text, on actions that make no sense. */
export function attributeSteps(configs: readonly ActionConfig[], { logger, rules }: { readonly logger: Logger; readonly rules: AttributeRules }): AttributeStep[] {
  return configs.map((config, index) => {
    const action = compileAction(config, index, rules);
    return { change: (attributes, context) => apply(action, attributes, { context, logger, rules }), ...explanation(action, config) };
  });
}

/** All steps in one. */
export function allSteps(steps: readonly AttributeStep[]): ChangeAttributes {
  const [first] = steps;
  if (steps.length === 1 && first !== undefined) return first.change;
  return (attributes, context) => {
    let changed = attributes;
    for (const step of steps) changed = step.change(changed, context);
    return changed;
  };
}

const done = { insert: 'inserted', update: 'updated', upsert: 'set', delete: 'deleted', hash: 'hashed', convert: 'converted' } as const;

function explanation(action: CompiledAction, { key, pattern, converted_type }: ActionConfig): Omit<AttributeStep, 'change'> {
  const inputs = Object.fromEntries(Object.entries({ action: action.action, key, pattern, converted_type }).filter(([, text]) => text !== ''));
  if (action.action === 'extract') return { because: `attributes extracted from "${key}"`, inputs };
  return { because: pattern === '' ? `attribute "${key}" ${done[action.action]}` : `attributes that match "${pattern}" ${done[action.action]}`, inputs };
}

function apply(action: CompiledAction, attributes: Attributes, around: Surroundings): Attributes {
  const { key } = action;
  switch (action.action) {
    case 'insert': return attributes.has(key) ? attributes : set(attributes, key, source(action.source, attributes, around));
    case 'update': return attributes.has(key) ? set(attributes, key, source(action.source, attributes, around)) : attributes;
    case 'upsert': return set(attributes, key, source(action.source, attributes, around));
    case 'delete': {
      const rest = attributes.withoutFirst(key);
      return action.pattern === undefined ? rest : removeMatching(rest, action.pattern, around.rules);
    }
    case 'hash': {
      const { pattern } = action;
      const hashed = attributes.has(key) ? attributes.with(key, hashValue(attributes.get(key), around.rules)) : attributes;
      return pattern === undefined ? hashed : change(hashed, (name, value) => (pattern.matcher(name).find() ? hashValue(value, around.rules) : value));
    }
    case 'extract': return extract(action, attributes);
    case 'convert': return attributes.has(key) ? attributes.with(key, convertValue(key, attributes.get(key), action.to, { logger: around.logger, text: around.rules.text })) : attributes;
    default: return assertNever(action);
  }
}

const set = (attributes: Attributes, key: string, found: { readonly given: AnyValue } | undefined): Attributes =>
  (found === undefined ? attributes : attributes.with(key, found.given));

function removeMatching(attributes: Attributes, pattern: RE2JS, { deletesOneByOne }: AttributeRules): Attributes {
  const matches = (name: string): boolean => pattern.matcher(name).find();
  if (!deletesOneByOne) return keep(attributes, (name) => !matches(name));
  return attributes.entries.filter(({ key }) => matches(key)).reduce((rest, { key }) => rest.withoutFirst(key), attributes);
}

function keep(attributes: Attributes, isKept: (key: string) => boolean): Attributes {
  const kept = attributes.entries.filter((entry) => isKept(entry.key));
  return kept.length === attributes.size ? attributes : new Attributes(kept);
}

function change(attributes: Attributes, changed: (key: string, value: AnyValue) => AnyValue): Attributes {
  const entries = attributes.entries.map(({ key, value }) => ({ key, value: changed(key, value) }));
  return entries.every((entry, index) => entry.value === attributes.entries[index]?.value) ? attributes : new Attributes(entries);
}

function source({ value, from_attribute, from_context, default_value }: ValueSource, attributes: Attributes, around: Surroundings): { readonly given: AnyValue } | undefined {
  if (value !== undefined) return value;
  const fromContext = from_context === '' ? undefined : contextValue(from_context, around);
  if (fromContext !== undefined) return { given: fromContext };
  if (from_attribute !== '' && attributes.has(from_attribute)) return { given: attributes.get(from_attribute) };
  return default_value;
}

/** `client.address`, `auth.<attribute>`, `metadata.<key>` or, as in older configs, a bare metadata key; several values are joined with ";". */
function contextValue(name: string, { context: { auth, clientAddress, metadata }, rules }: Surroundings): string | undefined {
  if (name === 'client.address' && rules.knowsClientAddress) return clientHost(clientAddress);
  if (name.startsWith('auth.')) return auth?.get(name.slice('auth.'.length));
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
