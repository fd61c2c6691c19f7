import type { Resource, Scope } from './common.ts';
import type { LogRecord, ResourceLogs, ScopeLogs } from './logs.ts';
import type { Metric, ResourceMetrics, ScopeMetrics } from './metrics.ts';
import type { Pdata, Signal } from './signal.ts';
import type { ResourceSpans, ScopeSpans, Span } from './traces.ts';

export interface RecordBySignal {
  readonly traces: Span;
  readonly metrics: Metric;
  readonly logs: LogRecord;
}
/** What a scope of a signal holds: spans, metrics, log records. */
export type RecordOf<S extends Signal> = RecordBySignal[S];

interface ResourceGroupBySignal {
  readonly traces: ResourceSpans;
  readonly metrics: ResourceMetrics;
  readonly logs: ResourceLogs;
}
/** ResourceSpans, ResourceMetrics, ResourceLogs. */
export type ResourceGroupOf<S extends Signal> = ResourceGroupBySignal[S] & { readonly resource: Resource; readonly schemaUrl: string };

interface ScopeGroupBySignal {
  readonly traces: ScopeSpans;
  readonly metrics: ScopeMetrics;
  readonly logs: ScopeLogs;
}
/** ScopeSpans, ScopeMetrics, ScopeLogs. */
export type ScopeGroupOf<S extends Signal> = ScopeGroupBySignal[S] & { readonly scope: Scope; readonly schemaUrl: string };

/** The three levels of one signal's data, under names that do not depend on the signal. `with…` returns a changed copy. */
export interface Shape<S extends Signal> {
  resourceGroups(data: Pdata<S>): readonly ResourceGroupOf<S>[];
  fromResourceGroups(groups: readonly ResourceGroupOf<S>[]): Pdata<S>;
  scopeGroups(group: ResourceGroupOf<S>): readonly ScopeGroupOf<S>[];
  withScopeGroups(group: ResourceGroupOf<S>, scopeGroups: readonly ScopeGroupOf<S>[]): ResourceGroupOf<S>;
  withResource(group: ResourceGroupOf<S>, resource: Resource): ResourceGroupOf<S>;
  records(group: ScopeGroupOf<S>): readonly RecordOf<S>[];
  withRecords(group: ScopeGroupOf<S>, records: readonly RecordOf<S>[]): ScopeGroupOf<S>;
}

/** Containers are plain values, so spreading one is safe; a record is not (see `withSpan`). */
const shapes: { readonly [S in Signal]: Shape<S> } = {
  traces: {
    resourceGroups: (data) => data.resourceSpans,
    fromResourceGroups: (resourceSpans) => ({ resourceSpans }),
    scopeGroups: (group) => group.scopeSpans,
    withScopeGroups: (group, scopeSpans) => ({ ...group, scopeSpans }),
    withResource: (group, resource) => ({ ...group, resource }),
    records: (group) => group.spans,
    withRecords: (group, spans) => ({ ...group, spans }),
  },
  metrics: {
    resourceGroups: (data) => data.resourceMetrics,
    fromResourceGroups: (resourceMetrics) => ({ resourceMetrics }),
    scopeGroups: (group) => group.scopeMetrics,
    withScopeGroups: (group, scopeMetrics) => ({ ...group, scopeMetrics }),
    withResource: (group, resource) => ({ ...group, resource }),
    records: (group) => group.metrics,
    withRecords: (group, metrics) => ({ ...group, metrics }),
  },
  logs: {
    resourceGroups: (data) => data.resourceLogs,
    fromResourceGroups: (resourceLogs) => ({ resourceLogs }),
    scopeGroups: (group) => group.scopeLogs,
    withScopeGroups: (group, scopeLogs) => ({ ...group, scopeLogs }),
    withResource: (group, resource) => ({ ...group, resource }),
    records: (group) => group.logRecords,
    withRecords: (group, logRecords) => ({ ...group, logRecords }),
  },
};

export function shapeOf<S extends Signal>(signal: S): Shape<S> {
  return shapes[signal];
}
