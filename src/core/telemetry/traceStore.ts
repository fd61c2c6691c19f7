import type { Clock } from '#common/base/clock.ts';
import { Emitter } from '#common/base/emitter.ts';
import { millis } from '#common/base/units.ts';
import type { Traces } from '#engine/pdata/traces.ts';
import { spanOrigin, type StoredSpan, StoredTrace, type TraceOverview } from './storedTrace.ts';

export interface TraceStoreSettings {
  readonly clock: Clock;
  /** The oldest trace goes when there would be more. Default 5,000. */
  readonly maxTraces?: number;
  /** The oldest traces go when there would be more; a single trace cannot grow beyond it. Default 120,000: about 2 KB each (measured), so a full store still fits in a lab of 500 MB. */
  readonly maxSpans?: number;
}
export interface StoreState {
  readonly traces: number;
  readonly spans: number;
  /** Traces dropped to stay within the limits. */
  readonly evictedTraces: number;
  /** Spans dropped with them, and spans a single trace had no room for. */
  readonly evictedSpans: number;
  /** Spans that were delivered more than once and kept once. */
  readonly redeliveredSpans: number;
  readonly maxTraces: number;
  readonly maxSpans: number;
}
export interface StoreChange {
  /** What changed since the last event, oldest first; at most the newest 200. */
  readonly traceIds: readonly string[];
  readonly store: StoreState;
}

const eventInterval = millis(100);
const maxIdsPerEvent = 200;
/** Traces whose arrivals are remembered after they themselves are gone. */
const maxArrivals = 50_000;

/** The backend's memory: every span that arrived, by trace. Bounded; what it forgets it counts. */
export class TraceStore implements Disposable {
  readonly #clock: Clock;
  readonly #maxTraces: number;
  readonly #maxSpans: number;
  /** In the order of their first span. */
  readonly #traces = new Map<string, StoredTrace>();
  /** Different spans that ever arrived, by trace id. */
  readonly #arrived = new Map<string, number>();
  readonly #changed = new Emitter<StoreChange>();
  readonly #added = new Emitter<Traces>();
  #spans = 0;
  #evictedTraces = 0;
  #evictedSpans = 0;
  #redelivered = 0;
  #taken = 0;
  #pendingIds = new Set<string>();
  #timer: Disposable | undefined;
  #lastEvent: bigint | undefined;

  constructor(settings: TraceStoreSettings) {
    this.#clock = settings.clock;
    this.#maxTraces = settings.maxTraces ?? 5_000;
    this.#maxSpans = settings.maxSpans ?? 120_000;
  }

  /** At most ten times a second. */
  readonly changed = this.#changed.event;
  /** Every batch, as it arrives. */
  readonly added = this.#added.event;

  get state(): StoreState {
    return {
      traces: this.#traces.size, spans: this.#spans,
      evictedTraces: this.#evictedTraces, evictedSpans: this.#evictedSpans, redeliveredSpans: this.#redelivered,
      maxTraces: this.#maxTraces, maxSpans: this.#maxSpans,
    };
  }

  add(traces: Traces): void {
    const touched = new Set<StoredTrace>();
    for (const resourceSpans of traces.resourceSpans) {
      for (const scopeSpans of resourceSpans.scopeSpans) {
        const origin = spanOrigin(resourceSpans, scopeSpans);
        for (const span of scopeSpans.spans) touched.add(this.#addSpan({ span, origin }));
      }
    }
    for (const trace of touched) trace.version += 1;
    if (touched.size > 0) this.#announce([...touched].map((trace) => trace.traceId));
    this.#added.emit(traces);
  }

  /** Different spans that ever arrived; `clear` does not forget them. */
  get takenSpans(): number {
    return this.#taken;
  }

  /** Different spans of one trace that ever arrived, for the newest 50,000 traces; neither eviction nor `clear` forgets them. */
  arrivedSpans(traceId: string): number {
    return this.#arrived.get(traceId) ?? 0;
  }

  trace(traceId: string): StoredTrace | undefined {
    return this.#traces.get(traceId);
  }

  /** In the order of their first span. */
  traces(): IterableIterator<StoredTrace> {
    return this.#traces.values();
  }

  /** Newest start first. */
  newest(limit: number): readonly TraceOverview[] {
    const all = [...this.#traces.values()].reverse().map((trace) => trace.overview());
    all.sort((a, b) => (a.startUnixNano > b.startUnixNano ? -1 : a.startUnixNano < b.startUnixNano ? 1 : 0));
    return all.slice(0, limit);
  }

  /** Forgets everything on the learner's wish; counters start again. */
  clear(): void {
    const ids = [...this.#traces.keys()];
    this.#traces.clear();
    this.#spans = this.#evictedTraces = this.#evictedSpans = this.#redelivered = 0;
    this.#announce(ids);
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }

  #addSpan(stored: StoredSpan): StoredTrace {
    const { traceId } = stored.span;
    let trace = this.#traces.get(traceId);
    if (trace === undefined) {
      trace = new StoredTrace(traceId);
      this.#traces.set(traceId, trace);
    }
    if (trace.spans.length >= this.#maxSpans) {
      this.#take(traceId);
      this.#evictedSpans += 1;
      return trace;
    }
    if (trace.add(stored)) {
      this.#spans += 1;
      this.#take(traceId);
    } else this.#redelivered += 1;
    this.#evict(trace);
    return trace;
  }

  #take(traceId: string): void {
    this.#taken += 1;
    this.#arrived.set(traceId, (this.#arrived.get(traceId) ?? 0) + 1);
    for (const oldest of this.#arrived.keys()) {
      if (this.#arrived.size <= maxArrivals) return;
      this.#arrived.delete(oldest);
    }
  }

  #evict(keep: StoredTrace): void {
    if (this.#traces.size <= this.#maxTraces && this.#spans <= this.#maxSpans) return;
    for (const oldest of this.#traces.values()) {
      if (this.#traces.size <= this.#maxTraces && this.#spans <= this.#maxSpans) return;
      if (oldest === keep) continue;
      this.#traces.delete(oldest.traceId);
      this.#spans -= oldest.spans.length;
      this.#evictedTraces += 1;
      this.#evictedSpans += oldest.spans.length;
    }
  }

  #announce(ids: readonly string[]): void {
    for (const id of ids) {
      this.#pendingIds.delete(id); // re-adding moves it to the end: the cap keeps the newest
      this.#pendingIds.add(id);
    }
    if (this.#timer !== undefined) return;
    const sinceLast = this.#lastEvent === undefined ? eventInterval : Number(this.#clock.now() - this.#lastEvent) / 1e6;
    this.#timer = this.#clock.setTimeout(() => this.#emit(), millis(Math.max(0, eventInterval - sinceLast)));
  }

  #emit(): void {
    this.#timer = undefined;
    this.#lastEvent = this.#clock.now();
    const traceIds = [...this.#pendingIds].slice(-maxIdsPerEvent);
    this.#pendingIds = new Set();
    this.#changed.emit({ traceIds, store: this.state });
  }
}

