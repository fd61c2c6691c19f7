import type { UnixNano } from '#common/base/units.ts';
import { catalog } from './catalog.ts';
import type { RequestAnswer, RequestSent, Trail, Trails } from './trails.ts';

/**
 * inFlight: not answered yet; onTheWay: answered, and spans may still arrive; complete: every span that ended is in a backend; partial: some
 * are, or some services visited recorded none; lost: none arrived; unsampled: none ended; split: they are in more than one trace.
 */
export type TraceFate = 'inFlight' | 'onTheWay' | 'complete' | 'partial' | 'lost' | 'unsampled' | 'split';

/** One request, and what became of its trace. */
export interface RealityRow {
  readonly number: number;
  readonly operation: RequestSent['operation'];
  readonly via: RequestSent['via'];
  readonly sentUnixMillis: number;
  /** Null while in flight. */
  readonly status: number | null;
  readonly durationMillis: number | null;
  readonly error: RequestAnswer['error'];
  /** Services that served a part of it. */
  readonly visited: readonly string[];
  /** Services among them that run an SDK and recorded no span. */
  readonly silent: readonly string[];
  readonly traceIds: readonly string[];
  readonly endedSpans: number;
  readonly arrivedSpans: number;
  readonly fate: TraceFate;
}

/** What the programs of the lab say, beside what a backend has. */
export interface RealitySources {
  readonly trails: Trails;
  /** Spans of a trace that ever reached a backend. */
  readonly arrived: (traceId: string) => number;
  readonly now: UnixNano;
}

/** How long after the answer a span may still arrive before it counts as missing. Milliseconds. */
const arrivalLimit = 10_000;
/** Only these run an SDK: of the others nobody expects a span. */
const instrumented = new Set(catalog.filter(({ kind }) => kind === 'service').map(({ name }) => name));

/** Every request kept, newest first, with what became of its trace. Ids and numbers come from the programs; of telemetry it asks only what arrived. */
export function realityRows(sources: RealitySources): RealityRow[] {
  return [...sources.trails.all()].reverse().map((trail) => realityRow(trail, sources));
}

export function countFates(rows: readonly RealityRow[]): Record<TraceFate, number> {
  const counts = { inFlight: 0, onTheWay: 0, complete: 0, partial: 0, lost: 0, unsampled: 0, split: 0 };
  for (const { fate } of rows) counts[fate] += 1;
  return counts;
}

function realityRow(trail: Trail, { trails, arrived, now }: RealitySources): RealityRow {
  const traceIds = [...new Set(trail.visits.flatMap(({ context }) => (context === null ? [] : [context.traceId])))];
  const recorded = traceIds.map((traceId) => ({ ended: trails.endedIn(traceId), arrived: arrived(traceId) }));
  const recorders = new Set(recorded.flatMap(({ ended }) => [...ended.keys()]));
  const visited = [...new Set(trail.visits.map(({ service }) => service))];
  const silent = visited.filter((service) => instrumented.has(service) && !recorders.has(service));
  const endedSpans = recorded.reduce((sum, { ended }) => sum + total(ended), 0);
  const arrivedSpans = recorded.reduce((sum, one) => sum + one.arrived, 0);
  // Programs count in bundles: a sampled span of the lab's own knowledge may end, and be counted, in a moment.
  const isCounting = silent.some((service) => trail.visits.some((visit) => visit.service === service && visit.context?.isSampled === true));
  const fate = fateOf({
    isAnswered: trail.answer !== null, isEarly: isEarly(trail, now), isPending: isCounting || recorded.some((one) => total(one.ended) > one.arrived),
    endedSpans, arrivedSpans, isSilentSomewhere: silent.length > 0, tracesWithSpans: recorded.filter(({ ended }) => ended.size > 0).length,
  });
  return {
    number: trail.number, operation: trail.operation, via: trail.via, sentUnixMillis: Number(trail.sentUnixNano / 1_000n) / 1e3,
    status: trail.answer?.status ?? null, durationMillis: trail.answer?.durationMillis ?? null, error: trail.answer?.error ?? null,
    // Before its fate is known nobody is silent: who serves it still may record a span yet.
    visited, silent: fate === 'inFlight' || fate === 'onTheWay' ? [] : silent, traceIds, endedSpans, arrivedSpans, fate,
  };
}

interface Findings {
  readonly isAnswered: boolean;
  /** Less than 10 s have passed since the answer. */
  readonly isEarly: boolean;
  /** A span is known that has not arrived. */
  readonly isPending: boolean;
  readonly endedSpans: number;
  readonly arrivedSpans: number;
  readonly isSilentSomewhere: boolean;
  readonly tracesWithSpans: number;
}

function fateOf(found: Findings): TraceFate {
  if (!found.isAnswered) return 'inFlight';
  if (found.isPending && found.isEarly) return 'onTheWay';
  if (found.endedSpans === 0) return 'unsampled';
  if (found.arrivedSpans === 0) return 'lost';
  if (found.tracesWithSpans > 1) return 'split';
  return found.arrivedSpans < found.endedSpans || found.isSilentSomewhere ? 'partial' : 'complete';
}

function isEarly({ answer, sentUnixNano }: Trail, now: UnixNano): boolean {
  return answer !== null && Number(now - sentUnixNano) / 1e6 - answer.durationMillis < arrivalLimit;
}

function total(spans: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of spans.values()) sum += count;
  return sum;
}
