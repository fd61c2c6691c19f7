import { errorMessage } from '#common/base/errors.ts';
import type { Resource, Scope } from '#engine/pdata/common.ts';
import { valueToString } from '#engine/pdata/format/value.ts';
import type { LogRecord } from '#engine/pdata/logs.ts';
import type { RecordOf } from '#engine/pdata/shape.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import { type Span, spanKinds } from '#engine/pdata/traces.ts';
import type { Attributes } from '#engine/pdata/value.ts';
import { attributesMatcher } from './attributesMatcher.ts';
import { filterSet, type MatchesText } from './filterSet.ts';
import type { MatchConfig, MatchProperties } from './matchConfig.ts';
import type { MatchRules } from './matchRules.ts';

export interface Surroundings {
  readonly resource: Resource;
  readonly scope: Scope;
}
export type Matches<S extends Signal> = (record: RecordOf<S>, around: Surroundings) => boolean;

/** Whether a record is to be changed: it matches `include`, if there is one, and does not match `exclude`. Throws with upstream's text. */
export function matcher<S extends Signal>(signal: S, config: MatchConfig, rules: MatchRules): Matches<S> {
  const include = config.include === undefined ? undefined : propertiesMatcher(signal, config.include, rules);
  const exclude = config.exclude === undefined ? undefined : propertiesMatcher(signal, config.exclude, rules);
  if (include === undefined && exclude === undefined) return () => true;
  return (record, around) => (include === undefined || include(record, around)) && !(exclude !== undefined && exclude(record, around));
}

const bySignal: { readonly [S in Signal]: (match: MatchProperties) => Matches<S> | undefined } = { traces: spanMatcher, metrics: metricMatcher, logs: logMatcher };

/** Undefined: the properties say nothing about this signal, so they neither include nor exclude. */
function propertiesMatcher<S extends Signal>(signal: S, match: MatchProperties, rules: MatchRules): Matches<S> | undefined {
  const problem = rules[signal](match);
  if (problem !== undefined) throw new Error(problem);
  return bySignal[signal](match);
}

function spanMatcher(match: MatchProperties): Matches<'traces'> {
  const common = commonMatcher(match);
  const services = textMatcher(match.services, match.match_type, 'service name');
  const names = textMatcher(match.span_names, match.match_type, 'span name');
  const kinds = textMatcher(match.span_kinds, match.match_type, 'span kind');
  return (span, around) => services(serviceName(around.resource)) && names(span.name) && kinds(kindName(span)) && common(span.attributes, around);
}

/** Upstream: only the name is looked at; `resources` passes its check and is then ignored. */
function metricMatcher(match: MatchProperties): Matches<'metrics'> | undefined {
  if (match.metric_names.length === 0) return undefined;
  const names = filterSet(match.metric_names, match.match_type);
  return (metric) => names(metric.name);
}

function logMatcher(match: MatchProperties): Matches<'logs'> {
  const common = commonMatcher(match);
  const bodies = textMatcher(match.log_bodies, match.match_type, 'log record body');
  const severityTexts = textMatcher(match.log_severity_texts, match.match_type, 'log record severity text');
  const severity = severityMatcher(match);
  return (record, around) => bodies(valueToString(record.body)) && severityTexts(record.severityText) && severity(record) && common(record.attributes, around);
}

function severityMatcher({ log_severity_number: wanted }: MatchProperties): (record: LogRecord) => boolean {
  if (wanted === undefined) return () => true;
  return ({ severityNumber }) => (severityNumber === 0 ? wanted.match_undefined : severityNumber >= wanted.min);
}

function commonMatcher(match: MatchProperties): (attributes: Attributes, around: Surroundings) => boolean {
  const libraries = match.libraries.map(({ name, version }) => ({
    name: named('library name', () => filterSet([name], match.match_type)),
    version: version === undefined ? undefined : named('library version', () => filterSet([version], match.match_type)),
  }));
  const attributes = named('attribute', () => attributesMatcher(match.attributes, match.match_type));
  const resources = named('resource', () => attributesMatcher(match.resources, match.match_type));
  return (own, { resource, scope }) => libraries.every(({ name, version }) => name(scope.name) && (version === undefined || version(scope.version)))
    && resources(resource.attributes) && attributes(own);
}

/** An empty list says nothing, so everything matches. */
function textMatcher(filters: readonly string[], matchType: string, what: string): MatchesText {
  return filters.length === 0 ? () => true : named(what, () => filterSet(filters, matchType));
}

function named<T>(what: string, create: () => T): T {
  try {
    return create();
  } catch (error) {
    throw new Error(`error creating ${what} filters: ${errorMessage(error)}`, { cause: error });
  }
}

const serviceName = (resource: Resource): string => (resource.attributes.has('service.name') ? valueToString(resource.attributes.get('service.name')) : '<nil-service-name>');
const kindName = (span: Span): string => (span.kind < spanKinds.length ? `SPAN_KIND_${(spanKinds[span.kind] ?? '').toUpperCase()}` : '');
