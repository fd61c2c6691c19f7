import type { Era } from '../../component/era.ts';
import { currentMetrics } from './currentMetrics.ts';
import type { MetricDefinition } from './metricDefinition.ts';
import { metricsOf2023 } from './metricsOf2023.ts';
import type { Measured } from './metricRegistry.ts';

/** Every metric of each release: the one place that says what the collector's own metrics are called, mean and count in. */
export const metricsOf: Readonly<Record<Era, readonly MetricDefinition[]>> = { current: currentMetrics, '2023': metricsOf2023 };

const byEngineName = (definitions: readonly MetricDefinition[]): ReadonlyMap<string, MetricDefinition> =>
  new Map(definitions.flatMap((definition) => [definition.name, ...definition.from ?? []].map((name) => [name, definition] as const)));

const indexed: Readonly<Record<Era, ReadonlyMap<string, MetricDefinition>>> = { current: byEngineName(currentMetrics), '2023': byEngineName(metricsOf2023) };
const everKnown = new Set(Object.values(indexed).flatMap((index) => [...index.keys()]));

/**
 * What a release knows of a metric that a component measured. Undefined: it has no such metric. One that no release lists is a component's
 * own: it is shown as it is.
 */
export function definitionOf(era: Era, { name, type }: Pick<Measured, 'name' | 'type'>): MetricDefinition | undefined {
  const found = indexed[era].get(name);
  if (found !== undefined || everKnown.has(name)) return found;
  return { name, kind: type === 'sum' ? 'counter' : type, unit: '', description: '', scope: { name: '' } };
}
