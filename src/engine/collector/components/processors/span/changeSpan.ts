import { RE2JS } from 're2js';
import { withSpan } from '#engine/pdata/operations/withRecord.ts';
import type { Span } from '#engine/pdata/traces.ts';
import type { AnyValue, Attributes } from '#engine/pdata/value.ts';
import { plainDecimal } from '../../../component/goNumbers.ts';
import type { SpanProcessorConfig } from './config.ts';

/** One thing the processor does to a span. */
export interface SpanStep {
  readonly change: (span: Span) => Span;
  readonly because: string;
  readonly rule: readonly string[];
}

const statusNumbers: Readonly<Record<string, number>> = { Unset: 0, Ok: 1, Error: 2 };

/** What upstream spanprocessor does, in its order. Throws with its text on a config that makes no sense. */
export function spanSteps(config: SpanProcessorConfig): SpanStep[] {
  const { name: { from_attributes, to_attributes }, status } = config;
  if (from_attributes.length === 0 && (to_attributes?.rules ?? []).length === 0 && status === undefined) {
    throw failure('either "from_attributes" or "to_attributes" must be specified in "name:" or "setStatus" must be specified');
  }
  if (status !== undefined && !(status.code in statusNumbers)) throw failure('"status" must have specified "code" as "Ok" or "Error" or "Unset"');
  if (status !== undefined && status.description !== '' && status.code !== 'Error') throw failure('"description" can be specified only for "code" "Error"');
  return [fromAttributes(config), toAttributes(config), setStatus(config)].filter((step) => step !== undefined);
}

const failure = (text: string): Error => new Error(`error creating "span" processor: ${text}`);

function fromAttributes({ name: { from_attributes: keys, separator } }: SpanProcessorConfig): SpanStep | undefined {
  if (keys.length === 0) return undefined;
  const change = (span: Span): Span => {
    const { attributes } = span;
    if (attributes.size === 0 || !keys.every((key) => attributes.has(key))) return span;
    return withSpan(span, { name: keys.map((key) => nameText(attributes.get(key))).join(separator) });
  };
  return { change, because: `name made of ${keys.map((key) => `"${key}"`).join(', ')}`, rule: ['name', 'from_attributes'] };
}

function nameText(value: AnyValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return plainDecimal(value);
  return typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : '<unknown-attribute-type>';
}

interface Rule {
  readonly pattern: RE2JS;
  /** The name of each group, "" where it has none. */
  readonly names: readonly string[];
}

function toAttributes({ name: { to_attributes: to } }: SpanProcessorConfig): SpanStep | undefined {
  if (to === undefined) return undefined;
  const rules = to.rules.map(compile);
  const change = (span: Span): Span => {
    let { attributes, name } = span;
    if (name === '') return span;
    for (const rule of rules) {
      const found = extract(rule, name, attributes);
      if (found === undefined) continue;
      attributes = found.attributes;
      if (to.keep_original_name !== true) name = found.name;
      if (to.break_after_match) break;
    }
    return withSpan(span, { name, attributes });
  };
  return { change, because: 'parts of the name taken into attributes', rule: ['name', 'to_attributes'] };
}

function compile(text: string): Rule {
  try {
    const pattern = RE2JS.compile(text);
    const byName = Object.entries(pattern.namedGroups());
    return { pattern, names: Array.from({ length: pattern.groupCount() }, (_, group) => byName.find(([, index]) => index === group + 1)?.[0] ?? '') };
  } catch {
    throw new Error(`invalid regexp pattern ${text}`);
  }
}

/**
 * Upstream: a group inside another one, or one that took no part in the match, makes it panic, and the collector ends. Here: such a group sets
 * its attribute and leaves the name alone.
 */
function extract({ names, pattern }: Rule, name: string, before: Attributes): { readonly name: string; readonly attributes: Attributes } | undefined {
  const matcher = pattern.matcher(name);
  if (!matcher.find()) return undefined;
  let attributes = before;
  let made = '';
  let at = 0;
  for (const [index, group] of names.entries()) {
    attributes = attributes.with(group, matcher.group(index + 1) ?? '');
    const start = matcher.start(index + 1);
    if (start < at) continue;
    made += `${name.slice(at, start)}{${group}}`;
    at = matcher.end(index + 1);
  }
  return { name: made + name.slice(at), attributes };
}

function setStatus({ status: wanted }: SpanProcessorConfig): SpanStep | undefined {
  if (wanted === undefined) return undefined;
  const status = { code: statusNumbers[wanted.code] ?? 0, message: wanted.code === 'Error' ? wanted.description : '' };
  const change = (span: Span): Span => (span.status.code === status.code && span.status.message === status.message ? span : withSpan(span, { status }));
  return { change, because: `status set to ${wanted.code}`, rule: ['status'] };
}
