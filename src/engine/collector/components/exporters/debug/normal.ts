import type { Scope } from '#engine/pdata/common.ts';
import { valueToString } from '#engine/pdata/format/value.ts';
import type { Logs } from '#engine/pdata/logs.ts';
import type { Metrics } from '#engine/pdata/metrics.ts';
import type { Traces } from '#engine/pdata/traces.ts';
import type { Attributes } from '#engine/pdata/value.ts';
import { assignments } from '../kit/text/goFormat.ts';
import { normalDataPoints } from './normalDataPoints.ts';

/** The normal output (upstream internal/normal): a line per resource, scope and item. */
export function normalTraces({ resourceSpans }: Traces): string {
  return lines(resourceSpans, (group, i) => [
    resourceLine('ResourceTraces', i, group),
    ...group.scopeSpans.flatMap((scopeGroup, j) => [
      scopeLine('ScopeTraces', j, scopeGroup),
      ...scopeGroup.spans.map((span) => `${span.name} ${span.traceId} ${span.spanId}${trailing(span.attributes)}`),
    ]),
  ]);
}

export function normalLogs({ resourceLogs }: Logs): string {
  return lines(resourceLogs, (group, i) => [
    resourceLine('ResourceLog', i, group),
    ...group.scopeLogs.flatMap((scopeGroup, j) => [
      scopeLine('ScopeLog', j, scopeGroup),
      // Unlike a span's line, this one has its blank even without attributes.
      ...scopeGroup.logRecords.map((record) => `${valueToString(record.body)} ${assignments(record.attributes).join(' ')}`),
    ]),
  ]);
}

export function normalMetrics({ resourceMetrics }: Metrics): string {
  return lines(resourceMetrics, (group, i) => [
    resourceLine('ResourceMetrics', i, group),
    ...group.scopeMetrics.flatMap((scopeGroup, j) => [
      scopeLine('ScopeMetrics', j, scopeGroup),
      ...scopeGroup.metrics.flatMap((metric) => normalDataPoints(metric.data).map(({ attributes, text }) => `${metric.name}{${assignments(attributes).join(',')}} ${text}`)),
    ]),
  ]);
}

const lines = <T>(groups: readonly T[], toLines: (group: T, index: number) => string[]): string => groups.flatMap(toLines).map((line) => `${line}\n`).join('');

interface ResourceGroup {
  readonly schemaUrl: string;
  readonly resource: { readonly attributes: Attributes };
}
interface ScopeGroup {
  readonly schemaUrl: string;
  readonly scope: Scope;
}

const resourceLine = (title: string, index: number, { resource, schemaUrl }: ResourceGroup): string =>
  `${title} #${String(index)}${schemaUrl === '' ? '' : ` [${schemaUrl}]`}${trailing(resource.attributes)}`;

function scopeLine(title: string, index: number, { schemaUrl, scope }: ScopeGroup): string {
  const name = `${scope.name}${scope.version === '' ? '' : `@${scope.version}`}`;
  const details = [name, schemaUrl === '' ? '' : `[${schemaUrl}]`].filter((part) => part !== '').map((part) => ` ${part}`);
  return `${title} #${String(index)}${details.join('')}${trailing(scope.attributes)}`;
}

const trailing = (attributes: Attributes): string => assignments(attributes).map((each) => ` ${each}`).join('');
