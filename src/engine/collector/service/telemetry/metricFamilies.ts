import type { Era } from '../../component/era.ts';
import type { MetricAttributes } from '../../component/metrics.ts';
import { definitionOf, metricsOf } from './definitions.ts';
import { type MetricDefinition, type MetricLevel, shownAt } from './metricDefinition.ts';
import type { AttributePairs, HistogramValue, Measured } from './metricRegistry.ts';
import { type MetricView, streamsOf } from './metricViews.ts';

export interface MetricPoint {
  readonly attributes: AttributePairs;
  readonly value: number | HistogramValue;
}
/** One metric as its readers get it: of the chosen release, at the chosen level, through the views. */
export interface MetricFamily extends Pick<MetricDefinition, 'name' | 'kind' | 'unit' | 'description' | 'scope'> {
  readonly points: readonly MetricPoint[];
}

export interface FamilySettings {
  readonly era: Era;
  readonly level: MetricLevel;
  readonly views: readonly MetricView[];
}

/** Everything measured, as the release would name and show it. */
export function metricFamilies(measured: readonly Measured[], identities: Iterable<MetricAttributes>, settings: FamilySettings): readonly MetricFamily[] {
  const { era, level, views } = settings;
  const gathered = new Map<MetricDefinition, Measured[]>();
  const push = (definition: MetricDefinition | undefined, one: Measured): void => {
    if (definition === undefined || !shownAt(definition.level ?? 'basic', level)) return;
    gathered.set(definition, [...gathered.get(definition) ?? [], one]);
  };
  for (const one of measured) push(definitionOf(era, one), one);
  for (const [definition, one] of derived(measured, [...identities], era)) push(definition, one);
  return [...gathered].flatMap(([definition, own]) => streamsOf(definition, views).map(({ keeps, ...stream }) => {
    const hidden = new Set([...definition.hides ?? [], ...(shownAt('detailed', level) ? [] : definition.detailedAttributes ?? [])]);
    return { kind: definition.kind, unit: definition.unit, scope: definition.scope, ...stream, points: merged(own, { kind: definition.kind, keeps: (key) => !hidden.has(key) && keeps(key) }) };
  }));
}

/** Metrics that follow from others: zeros that upstream writes, and numbers of calls. */
function derived(measured: readonly Measured[], identities: readonly MetricAttributes[], era: Era): readonly (readonly [MetricDefinition, Measured])[] {
  const namesOf = (name: string): ReadonlySet<string> => {
    const definition = definitionOf(era, { name, type: 'sum' });
    return new Set([name, definition?.name ?? name, ...definition?.from ?? []]);
  };
  const zero = (definition: MetricDefinition, attributes: AttributePairs): readonly [MetricDefinition, Measured] => [definition, { type: 'sum', name: definition.name, attributes, value: 0, calls: 0 }];
  return metricsOf[era].flatMap((definition): readonly (readonly [MetricDefinition, Measured])[] => {
    if (definition.zeroWith !== undefined) {
      const names = namesOf(definition.zeroWith);
      return measured.filter(({ name }) => names.has(name)).map(({ attributes }) => zero(definition, attributes));
    }
    if (definition.zeroFor !== undefined) {
      const kind = definition.zeroFor;
      return identities.flatMap((identity) => (identity[kind] === undefined ? [] : [zero(definition, [[kind, identity[kind]]])]));
    }
    if (definition.callsOf !== undefined) {
      const calls = measured.reduce((sum, one) => sum + (one.type === 'sum' && one.name === definition.callsOf ? one.calls : 0), 0);
      return calls === 0 ? [] : [[definition, { type: 'sum', name: definition.name, attributes: [], value: calls, calls }]];
    }
    return [];
  });
}

/** Without the attributes that are not kept: what then is equal adds up, save gauges, of which the last one is shown. */
function merged(measured: readonly Measured[], { keeps, kind }: { readonly kind: MetricDefinition['kind']; readonly keeps: (key: string) => boolean }): readonly MetricPoint[] {
  const points = new Map<string, MetricPoint>();
  for (const one of measured) {
    const attributes = one.attributes.filter(([key]) => keeps(key));
    const key = JSON.stringify(attributes);
    const before = points.get(key)?.value;
    const value = one.type === 'gauge' && kind === 'gauge' ? one.last : one.value;
    points.set(key, { attributes, value: before === undefined || kind === 'gauge' ? value : sum(before, value) });
  }
  return [...points.values()];
}

function sum(a: number | HistogramValue, b: number | HistogramValue): number | HistogramValue {
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' && typeof b === 'number' ? a + b : a;
  return {
    boundaries: a.boundaries, bucketCounts: a.bucketCounts.map((count, index) => count + (b.bucketCounts[index] ?? 0)),
    count: a.count + b.count, sum: a.sum + b.sum, min: Math.min(a.min, b.min), max: Math.max(a.max, b.max),
  };
}
