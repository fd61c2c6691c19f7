export const metricLevels = ['none', 'basic', 'normal', 'detailed'] as const;
export type MetricLevel = (typeof metricLevels)[number];

/** True when a metric of level `own` is shown at level `chosen`. */
export const shownAt = (own: MetricLevel, chosen: MetricLevel): boolean => metricLevels.indexOf(own) <= metricLevels.indexOf(chosen);

/** `counter` only grows; `upDownCounter` may fall. */
export type MetricKind = 'counter' | 'upDownCounter' | 'gauge' | 'histogram';

/** Who measures, as the SDK names its scope. */
export interface MetricScope {
  readonly name: string;
  readonly version?: string;
  readonly schemaUrl?: string;
}

/** All there is to know of one of the collector's own metrics in one release. */
export interface MetricDefinition {
  /** As shown. */
  readonly name: string;
  /** What components call it, where that differs. */
  readonly from?: readonly string[];
  readonly kind: MetricKind;
  /** UCUM; `{x}` is a mere annotation. */
  readonly unit: string;
  readonly description: string;
  readonly scope: MetricScope;
  /** The lowest `service.telemetry.metrics.level` that shows it; `basic` by default. */
  readonly level?: MetricLevel;
  /** Upper ends of a histogram's buckets; the SDK's own by default. */
  readonly boundaries?: readonly number[];
  /** Attributes that components give and this release does not show. */
  readonly hides?: readonly string[];
  /** Attributes that only level `detailed` shows. */
  readonly detailedAttributes?: readonly string[];
  /** Shown as 0 wherever that metric (by its engine name) was measured. */
  readonly zeroWith?: string;
  /** Shown as 0 for every component of that kind. */
  readonly zeroFor?: 'exporter';
  /** How often that metric (by its engine name) was added to, over all its attributes. */
  readonly callsOf?: string;
}

/** The three signals' items in the words of metric names, units and descriptions. */
const itemWords = [
  { name: 'spans', unit: '{span}', words: 'spans' },
  { name: 'metric_points', unit: '{datapoint}', words: 'metric points' },
  { name: 'log_records', unit: '{record}', words: 'log records' },
] as const;
export type ItemWords = (typeof itemWords)[number];

/** One definition for each kind of item. */
export const perItem = (define: (item: ItemWords) => MetricDefinition): readonly MetricDefinition[] => itemWords.map(define);

export const countBoundaries = [10, 25, 50, 75, 100, 250, 500, 750, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000, 20_000, 30_000, 50_000, 100_000];
