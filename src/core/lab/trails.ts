import type { UnixNano } from '#common/base/units.ts';
import type { OperationName } from './catalog.ts';
import type { Served } from './workloads/serviceMessage.ts';

/** A request that leaves. */
export interface RequestSent {
  readonly operation: OperationName;
  /** Steady traffic, or somebody's click. */
  readonly via: 'traffic' | 'button';
  readonly sentUnixNano: UnixNano;
}
/** How a request ended, as its sender saw it. */
export interface RequestAnswer {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly durationMillis: number;
  /** Why no answer came. */
  readonly error: string | null;
}
/** A service that served a part of a request. */
export interface Visit {
  readonly service: string;
  readonly context: Served['context'];
}
/** What happened to one request, as everybody who had a part in it says. */
export interface Trail extends RequestSent {
  readonly number: number;
  /** Null while in flight. */
  readonly answer: RequestAnswer | null;
  /** In the order they answered, as the lab heard of it: programs of threads that answer in the same moment come in any order. */
  readonly visits: readonly Visit[];
}

const maxTrails = 10_000;
const maxVisits = 100;
/** A request with its context cut at every call has five. */
const maxTraces = 50_000;

/** Who served which request under which trace id, and how many sampled spans each service ended in each trace. Keeps the newest 10,000 requests. */
export class Trails {
  readonly #trails = new Map<number, Trail>();
  /** By trace id, then by service. */
  readonly #ended = new Map<string, Map<string, number>>();

  send(number: number, sent: RequestSent): void {
    this.#trails.set(number, { number, ...sent, answer: null, visits: [] });
    dropOldest(this.#trails, maxTrails);
  }

  answer(number: number, answer: RequestAnswer): void {
    const trail = this.#trails.get(number);
    if (trail !== undefined) this.#trails.set(number, { ...trail, answer });
  }

  visit(number: number, visit: Visit): void {
    const trail = this.#trails.get(number);
    if (trail !== undefined && trail.visits.length < maxVisits) this.#trails.set(number, { ...trail, visits: [...trail.visits, visit] });
  }

  /** A service says that sampled spans of a trace ended. */
  end(service: string, traceId: string, spans: number): void {
    const services = this.#ended.get(traceId) ?? new Map<string, number>();
    services.set(service, (services.get(service) ?? 0) + spans);
    this.#ended.set(traceId, services);
    dropOldest(this.#ended, maxTraces);
  }

  /** Oldest first. */
  all(): Iterable<Trail> {
    return this.#trails.values();
  }
  /** Sampled spans that ended in a trace, by service. */
  endedIn(traceId: string): ReadonlyMap<string, number> {
    return this.#ended.get(traceId) ?? noSpans;
  }
}

const noSpans: ReadonlyMap<string, number> = new Map();

function dropOldest<K>(map: Map<K, unknown>, keep: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= keep) return;
    map.delete(oldest);
  }
}
