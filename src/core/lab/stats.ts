import type { Clock } from '#common/base/clock.ts';
import { Emitter } from '#common/base/emitter.ts';
import { millis } from '#common/base/units.ts';
import type { NodeCounts } from '#engine/collector/collector.ts';
import { Rates } from './rateWindow.ts';
import type { Served } from './workloads/serviceMessage.ts';

export interface ServiceStats {
  readonly requests: number;
  readonly errors: number;
  readonly requestsPerSecond: number;
  /** Over the newest 200 requests; null before the first. */
  readonly p95Millis: number | null;
  /** Failed requests among those of the last 30 seconds (the newest 200 at most), 0 to 1; null when there were none. */
  readonly recentErrorRatio: number | null;
  /** Spans of this service that reached a collector. */
  readonly spansPerSecond: number;
}
export interface NodeStats {
  readonly inItems: number;
  readonly outItems: number;
  readonly droppedItems: number;
  readonly itemsPerSecond: number;
}
export interface BackendStats {
  readonly traces: number;
  readonly spans: number;
  readonly spansPerSecond: number;
}
export interface StatsView {
  readonly uptimeMillis: number;
  readonly services: Readonly<Record<string, ServiceStats>>;
  /** Requests per second between services; spans per second towards a collector (`web->collector`) or a backend (`collector->tempo`). */
  readonly hopsPerSecond: Readonly<Record<string, number>>;
  readonly collectors: Readonly<Record<string, Readonly<Record<string, NodeStats>>>>;
  readonly backends: Readonly<Record<string, BackendStats>>;
}
export interface StatsSettings {
  readonly clock: Clock;
  readonly services: readonly string[];
  readonly collectors: () => ReadonlyMap<string, ReadonlyMap<string, NodeCounts>>;
  readonly backends: () => ReadonlyMap<string, { readonly traces: number; readonly spans: number }>;
}

const publishInterval = millis(500);
const keptDurations = 200;
const recentNanos = 30_000_000_000n;

interface Outcome {
  readonly at: bigint;
  readonly failed: boolean;
}

/** Live numbers of a lab. Publishes at most twice a second, and only while they change. */
export class Stats implements Disposable {
  readonly #settings: StatsSettings;
  readonly #started: bigint;
  readonly #changed = new Emitter<StatsView>();
  readonly #counts = new Map<string, { requests: number; errors: number; readonly durations: number[]; readonly outcomes: Outcome[] }>();
  readonly #requestRates: Rates;
  readonly #spanRates: Rates;
  readonly #hops: Rates;
  readonly #nodes: Rates;
  readonly #lastNodeItems = new Map<string, number>();
  #timer: Disposable | undefined;
  #published = '';
  #disposed = false;

  constructor(settings: StatsSettings) {
    this.#settings = settings;
    this.#started = settings.clock.now();
    this.#requestRates = new Rates(settings.clock);
    this.#spanRates = new Rates(settings.clock);
    this.#hops = new Rates(settings.clock);
    this.#nodes = new Rates(settings.clock);
    for (const service of settings.services) this.#counts.set(service, { requests: 0, errors: 0, durations: [], outcomes: [] });
  }

  readonly changed = this.#changed.event;

  served(service: string, served: Served): void {
    const counts = this.#counts.get(service);
    if (counts === undefined) return;
    counts.requests += 1;
    if (served.status >= 500) counts.errors += 1;
    counts.durations.push(served.durationMillis);
    if (counts.durations.length > keptDurations) counts.durations.shift();
    counts.outcomes.push({ at: this.#settings.clock.now(), failed: served.status >= 500 });
    if (counts.outcomes.length > keptDurations) counts.outcomes.shift();
    this.#requestRates.add(service);
    this.#hops.add(`${served.caller}->${service}`);
    this.touch();
  }

  /** Spans of a service came in at a collector. */
  received(collector: string, service: string, spans: number): void {
    this.#spanRates.add(service, spans);
    this.#hops.add(`${service}->${collector}`, spans);
    this.touch();
  }

  /** Spans came in at a backend. */
  stored(collector: string, backend: string, spans: number): void {
    this.#spanRates.add(backend, spans);
    this.#hops.add(`${collector}->${backend}`, spans);
    this.touch();
  }

  /** Something may have changed: look, within half a second. */
  touch(): void {
    if (this.#disposed) return;
    this.#timer ??= this.#settings.clock.setTimeout(() => this.#publish(), publishInterval);
  }

  view(): StatsView {
    return { uptimeMillis: Math.round(Number(this.#settings.clock.now() - this.#started) / 1e6), ...this.#numbers() };
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }

  #publish(): void {
    this.#timer = undefined;
    const view = this.view();
    const numbers = JSON.stringify({ ...view, uptimeMillis: 0 });
    if (numbers !== this.#published) {
      this.#published = numbers;
      this.#changed.emit(view);
    }
    if (!this.#atRest(view)) this.touch(); // rates fall by themselves
  }

  #atRest(view: StatsView): boolean {
    return Object.values(view.hopsPerSecond).every((rate) => rate === 0)
      && Object.values(view.services).every(({ recentErrorRatio }) => (recentErrorRatio ?? 0) === 0)
      && Object.values(view.collectors).every((nodes) => Object.values(nodes).every((node) => node.itemsPerSecond === 0));
  }

  #numbers(): Omit<StatsView, 'uptimeMillis'> {
    const services = Object.fromEntries([...this.#counts].map(([name, { requests, errors, durations, outcomes }]) => [name, {
      requests, errors, requestsPerSecond: this.#requestRates.perSecond(name), p95Millis: percentile(durations, 0.95),
      recentErrorRatio: errorRatio(outcomes, this.#settings.clock.now() - recentNanos), spansPerSecond: this.#spanRates.perSecond(name),
    }]));
    const collectors = Object.fromEntries([...this.#settings.collectors()].map(([id, nodes]) => [id, this.#nodeStats(id, nodes)]));
    const backends = Object.fromEntries([...this.#settings.backends()].map(([name, counts]) => [name, { ...counts, spansPerSecond: this.#spanRates.perSecond(name) }]));
    return { services, hopsPerSecond: this.#hops.all(), collectors, backends };
  }

  #nodeStats(collector: string, nodes: ReadonlyMap<string, NodeCounts>): Readonly<Record<string, NodeStats>> {
    return Object.fromEntries([...nodes].map(([nodeId, { inItems, outItems, failedItems }]) => {
      const key = `${collector} ${nodeId}`;
      const items = inItems > 0 ? inItems : outItems; // nothing enters a receiver: there, what leaves counts
      this.#nodes.add(key, items - (this.#lastNodeItems.get(key) ?? 0));
      this.#lastNodeItems.set(key, items);
      return [nodeId, { inItems, outItems, droppedItems: failedItems, itemsPerSecond: this.#nodes.perSecond(key) }];
    }));
  }
}

/** The share of failures among what ended after `since`; null when nothing did. */
function errorRatio(outcomes: readonly Outcome[], since: bigint): number | null {
  const recent = outcomes.filter(({ at }) => at > since);
  return recent.length === 0 ? null : recent.filter(({ failed }) => failed).length / recent.length;
}

/** The value below which `share` of the numbers lie (nearest rank); null of none. */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
