import { mapDataPoints } from '#engine/pdata/operations/dataPoints.ts';
import type { Metric } from '#engine/pdata/metrics.ts';
import { type RecordOf, shapeOf } from '#engine/pdata/shape.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { ReasonInput, Reasons } from './reasons.ts';

/** One rule of a component that changes data without dropping or adding any. */
export interface ChangeStep<S extends Signal> {
  readonly apply: (data: Pdata<S>) => Pdata<S>;
  readonly because: string;
  readonly rule: readonly (string | number)[];
  readonly inputs?: Readonly<Record<string, ReasonInput>>;
}

/** Applies the steps in order and gives a reason for each that changed anything, about the changed items alone. For when reasons are wanted. */
export function changeWithReasons<S extends Signal>(signal: S, data: Pdata<S>, { steps, reasons }: { readonly steps: readonly ChangeStep<S>[]; readonly reasons: Reasons }): Pdata<S> {
  let current = data;
  for (const { apply, ...why } of steps) {
    const after = apply(current);
    if (after !== current) reasons.give({ signal, verdict: 'changed', ...changedItems(signal, current, after), ...why });
    current = after;
  }
  return current;
}

/** What differs between data and what became of it, by identity: of a changed resource or scope everything, else changed records and data points. */
export function changedItems<S extends Signal>(signal: S, data: Pdata<S>, after: Pdata<S>): { readonly data: Pdata<S>; readonly after: Pdata<S> } {
  return { data: differing(signal, data, after), after: differing(signal, after, data) };
}

function differing<S extends Signal>(signal: S, data: Pdata<S>, from: Pdata<S>): Pdata<S> {
  const shape = shapeOf(signal);
  const others = shape.resourceGroups(from);
  const groups = shape.resourceGroups(data).flatMap((group, i) => {
    const other = others[i];
    if (group === other) return [];
    if (other === undefined || group.resource !== other.resource) return [group];
    const otherScopes = shape.scopeGroups(other);
    const scopes = shape.scopeGroups(group).flatMap((scopeGroup, j) => {
      const otherScope = otherScopes[j];
      if (scopeGroup === otherScope) return [];
      if (otherScope === undefined || scopeGroup.scope !== otherScope.scope) return [scopeGroup];
      const otherRecords = shape.records(otherScope);
      const records = shape.records(scopeGroup).flatMap((record, k) => (record === otherRecords[k] ? [] : [narrow[signal](record, otherRecords[k])]));
      return [shape.withRecords(scopeGroup, records)];
    });
    return [shape.withScopeGroups(group, scopes)];
  });
  return shape.fromResourceGroups(groups);
}

const same = <R>(record: R): R => record;
const narrow: { readonly [S in Signal]: (record: RecordOf<S>, other: RecordOf<S> | undefined) => RecordOf<S> } = { traces: same, metrics: differingPoints, logs: same };

/** A metric with the points that differ; all of it when something else does. */
function differingPoints(metric: Metric, other: Metric | undefined): Metric {
  const points = other?.data.type === metric.data.type ? other.data.dataPoints : [];
  const narrowed = mapDataPoints(metric, (point, index) => (point === points[index] ? null : point));
  return narrowed.data.dataPoints.length === 0 ? metric : narrowed;
}
