import { disposable } from '#common/base/disposable.ts';
import type { ComponentMetrics, Counter, Histogram, MetricAttributes } from '../../component/metrics.ts';

export type AttributeValue = string | number | boolean;
/** Sorted by key. */
export type AttributePairs = readonly (readonly [string, AttributeValue])[];

/** What one attribute set of one metric holds now. */
export type Measured =
  | { readonly type: 'sum'; readonly name: string; readonly attributes: AttributePairs; readonly value: number; readonly calls: number }
  /** `value` adds up all who observe it, `last` is who began last. */
  | { readonly type: 'gauge'; readonly name: string; readonly attributes: AttributePairs; readonly value: number; readonly last: number }
  | { readonly type: 'histogram'; readonly name: string; readonly attributes: AttributePairs; readonly value: HistogramValue };

export interface HistogramValue {
  /** Upper ends, inclusive; one bucket more than there are ends. */
  readonly boundaries: readonly number[];
  readonly bucketCounts: readonly number[];
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/** How what is measured will be shown: decides what is worth measuring, and into which buckets. */
export interface MeasuringRules {
  readonly detailed: boolean;
  boundariesOf(name: string): readonly number[];
}

/** The SDK's own buckets, for histograms that name none. */
export const defaultBoundaries: readonly number[] = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000];

/**
 * The collector's own metrics: sums survive the components that added to them, as a process's counters survive a reload here.
 * Upstream: a reload starts every counter anew. Here: not, because the lab's ledger counts over reloads.
 */
export class MetricRegistry {
  readonly #sums = new Map<string, Sum>();
  readonly #histograms = new Map<string, Buckets>();
  readonly #gauges = new Map<string, Gauge>();
  readonly #sumsByName = new Map<string, Sum[]>();
  readonly #identities = new Map<string, MetricAttributes>();
  #rules: MeasuringRules = { detailed: false, boundariesOf: () => defaultBoundaries };

  /** From now on; a histogram whose buckets change starts anew. */
  configure(rules: MeasuringRules): void {
    this.#rules = rules;
    for (const histogram of this.#histograms.values()) histogram.rebucket(rules.boundariesOf(histogram.name));
  }

  /** The view of one component: its identity is on everything it measures. */
  forComponent(identity: MetricAttributes): ComponentMetrics {
    this.#identities.set(render('', identity), identity);
    const counters = new Cells((name, attributes) => this.#sum(name, { ...identity, ...attributes }));
    const histograms = new Cells((name, attributes) => this.#histogram(name, { ...identity, ...attributes }));
    const isDetailed = (): boolean => this.#rules.detailed;
    return {
      get detailed() { return isDetailed(); },
      add: (name, value, attributes) => { counters.of(name, attributes).add(value); },
      record: (name, value, attributes) => { histograms.of(name, attributes).record(value); },
      counter: (name, attributes): Counter => counters.of(name, attributes),
      histogram: (name, attributes): Histogram => histograms.of(name, attributes),
      observe: (name, read, attributes) => this.#observe(name, read, { ...identity, ...attributes }),
    };
  }

  /** Of every component that ever measured here. */
  get identities(): Iterable<MetricAttributes> {
    return this.#identities.values();
  }

  /** By name and rendered attributes. Gauges are read now; several readers of one gauge add up. */
  read(): Map<string, number> {
    const values = new Map<string, number>();
    for (const [key, sum] of this.#sums) if (sum.calls > 0) values.set(key, sum.value);
    for (const histogram of this.#histograms.values()) {
      if (histogram.count === 0) continue;
      values.set(render(`${histogram.name}_sum`, histogram.attributes), histogram.sum);
      values.set(render(`${histogram.name}_count`, histogram.attributes), histogram.count);
    }
    for (const [key, gauge] of this.#gauges) values.set(key, gauge.read());
    return values;
  }

  snapshot(): readonly Measured[] {
    const sums = [...this.#sums.values()].filter(({ calls }) => calls > 0).map(({ name, attributes, value, calls }) => ({ type: 'sum' as const, name, attributes: pairs(attributes), value, calls }));
    const histograms = [...this.#histograms.values()].filter(({ count }) => count > 0).map((one) => ({ type: 'histogram' as const, name: one.name, attributes: pairs(one.attributes), value: one.copy() }));
    const gauges = [...this.#gauges.values()].map((one) => ({ type: 'gauge' as const, name: one.name, attributes: pairs(one.attributes), value: one.read(), last: one.last() }));
    return [...sums, ...histograms, ...gauges];
  }

  /** The sum over every attribute set that contains `attributes`; 0 when nothing was added. */
  total(name: string, attributes: MetricAttributes): number {
    const wanted = Object.entries(attributes);
    let total = 0;
    for (const sum of this.#sumsByName.get(name) ?? []) {
      if (wanted.every(([key, value]) => sum.attributes[key] === value)) total += sum.value;
    }
    return total;
  }

  #sum(name: string, attributes: MetricAttributes): Sum {
    const key = render(name, attributes);
    const existing = this.#sums.get(key);
    if (existing !== undefined) return existing;
    const sum = new Sum(name, attributes);
    this.#sums.set(key, sum);
    this.#sumsByName.set(name, [...this.#sumsByName.get(name) ?? [], sum]);
    return sum;
  }

  #histogram(name: string, attributes: MetricAttributes): Buckets {
    const key = render(name, attributes);
    const existing = this.#histograms.get(key);
    if (existing !== undefined) return existing;
    const histogram = new Buckets(name, attributes, this.#rules.boundariesOf(name));
    this.#histograms.set(key, histogram);
    return histogram;
  }

  #observe(name: string, read: () => number, attributes: MetricAttributes): Disposable {
    const key = render(name, attributes);
    const gauge = this.#gauges.get(key) ?? new Gauge(name, attributes);
    gauge.readers.add(read);
    this.#gauges.set(key, gauge);
    return disposable(() => {
      gauge.readers.delete(read);
      if (gauge.readers.size === 0 && this.#gauges.get(key) === gauge) this.#gauges.delete(key);
    });
  }
}

class Sum implements Counter {
  readonly name: string;
  readonly attributes: MetricAttributes;
  value = 0;
  calls = 0;

  constructor(name: string, attributes: MetricAttributes) {
    this.name = name;
    this.attributes = attributes;
  }

  add(value: number): void {
    this.value += value;
    this.calls += 1;
  }
}

class Buckets implements Histogram {
  readonly name: string;
  readonly attributes: MetricAttributes;
  #boundaries: readonly number[];
  #counts: number[];
  count = 0;
  sum = 0;
  #min = Infinity;
  #max = -Infinity;

  constructor(name: string, attributes: MetricAttributes, boundaries: readonly number[]) {
    this.name = name;
    this.attributes = attributes;
    this.#boundaries = boundaries;
    this.#counts = emptyBuckets(boundaries);
  }

  record(value: number): void {
    let bucket = 0;
    while (bucket < this.#boundaries.length && value > (this.#boundaries[bucket] ?? Infinity)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.count += 1;
    this.sum += value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  rebucket(boundaries: readonly number[]): void {
    if (boundaries.length === this.#boundaries.length && boundaries.every((end, index) => end === this.#boundaries[index])) return;
    this.#boundaries = boundaries;
    this.#counts = emptyBuckets(boundaries);
    this.count = 0;
    this.sum = 0;
    this.#min = Infinity;
    this.#max = -Infinity;
  }

  copy(): HistogramValue {
    return { boundaries: this.#boundaries, bucketCounts: [...this.#counts], count: this.count, sum: this.sum, min: this.#min, max: this.#max };
  }
}

const emptyBuckets = (boundaries: readonly number[]): number[] => Array.from({ length: boundaries.length + 1 }, () => 0);

class Gauge {
  readonly name: string;
  readonly attributes: MetricAttributes;
  readonly readers = new Set<() => number>();

  constructor(name: string, attributes: MetricAttributes) {
    this.name = name;
    this.attributes = attributes;
  }

  read(): number {
    let sum = 0;
    for (const read of this.readers) sum += read();
    return sum;
  }

  last(): number {
    return [...this.readers].at(-1)?.() ?? 0;
  }
}

/** One component's cells by name and attributes, so that an addition costs two look-ups and no sorting. */
class Cells<C> {
  readonly #create: (name: string, attributes: MetricAttributes | undefined) => C;
  readonly #byName = new Map<string, Map<string, C>>();

  constructor(create: (name: string, attributes: MetricAttributes | undefined) => C) {
    this.#create = create;
  }

  of(name: string, attributes: MetricAttributes | undefined): C {
    let cells = this.#byName.get(name);
    if (cells === undefined) {
      cells = new Map<string, C>();
      this.#byName.set(name, cells);
    }
    let key = '';
    if (attributes !== undefined) for (const label in attributes) key += `${label}\0${String(attributes[label])}\0`;
    let cell = cells.get(key);
    if (cell === undefined) {
      cell = this.#create(name, attributes);
      cells.set(key, cell);
    }
    return cell;
  }
}

const byKey = ([a]: readonly [string, AttributeValue], [b]: readonly [string, AttributeValue]): number => (a < b ? -1 : 1);
const pairs = (attributes: MetricAttributes): AttributePairs => Object.entries(attributes).sort(byKey);

/** As Prometheus shows it: `name{a="b",c="d"}`, labels in alphabetical order, dots as underscores. */
function render(name: string, attributes: MetricAttributes): string {
  const labels = pairs(attributes).map(([key, value]) => `${key.replaceAll('.', '_')}=${JSON.stringify(String(value))}`);
  return labels.length === 0 ? name : `${name}{${labels.join(',')}}`;
}
