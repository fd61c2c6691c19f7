import type * as z from 'zod';
import type { Diagnostic } from '#common/base/diagnostic.ts';
import { type ConfigValue, placeAt } from '#engine/collector/confmap/value.ts';
import { didYouMean } from '#engine/collector/service/decode/suggest.ts';
import { otherVariables, settings } from './settings.ts';

type Issue = z.core.$ZodIssue;

/** A refusal of the schema in words, at the place of what was refused. */
export function explain(issue: Issue, root: ConfigValue): readonly Diagnostic[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ severity: 'error', message: `unknown key ${shown(key)}`, range: placeAt(root, [...path, key], true).range, ...keyHint(key, path) }));
  }
  const isKey = issue.code === 'invalid_key';
  const said = isKey ? issue.issues[0]?.message ?? issue.message : reason(issue);
  return [{ severity: 'error', message: path.length === 0 ? said : `${path.join('.')}: ${said}`, range: placeAt(root, path, isKey).range, ...hint(issue) }];
}

function reason(issue: Issue): string {
  if (issue.code === 'invalid_type') return `expected ${typeNames[issue.expected] ?? issue.expected}, found ${found(issue.input)}`;
  if (issue.code === 'invalid_value') return `unknown value ${shown(issue.input)}; expected one of ${issue.values.map(String).join(', ')}`;
  return issue.message;
}

function hint(issue: Issue): { readonly hint?: string } {
  if (issue.code === 'invalid_value' && typeof issue.input === 'string') return didYouMean(issue.input, issue.values.map(String));
  if (issue.code !== 'invalid_type') return {};
  if (issue.expected === 'array' && typeof issue.input === 'string') return { hint: `write a list: [${issue.input.slice(0, 100)}]` };
  if (issue.expected === 'string' && (typeof issue.input === 'number' || typeof issue.input === 'boolean')) return { hint: `write it in quotes: "${String(issue.input)}"` };
  if ((issue.expected === 'number' || issue.expected === 'boolean') && typeof issue.input === 'string') return { hint: 'write it without quotes' };
  return {};
}

function keyHint(key: string, above: readonly (string | number)[]): { readonly hint?: string } {
  const known = settings.filter(({ path }) => above.every((one, index) => path[index] === one)).map(({ path }) => path[above.length] ?? '');
  const near = didYouMean(key, above.length === 0 ? [...known, otherVariables] : known);
  if (near.hint !== undefined) return near;
  // Somebody who knows the variable, or the key but not its section.
  const elsewhere = settings.find(({ variable, path }) => variable === key || path.at(-1) === key);
  if (elsewhere !== undefined) return { hint: `the place for it is ${elsewhere.path.join('.')}` };
  return key.startsWith('OTEL_') ? { hint: `other variables stand under ${otherVariables}` } : {};
}

const typeNames: Readonly<Record<string, string>> = { string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a map', record: 'a map' };

function found(input: unknown): string {
  if (input === undefined || input === null) return 'nothing';
  if (Array.isArray(input)) return 'a list';
  return typeof input === 'object' ? 'a map' : shown(input);
}

/** Cut: a message is to be read. */
const shown = (input: unknown): string => (JSON.stringify(input) ?? 'nothing').slice(0, 100);
