import { type Span, spanKinds, statusCodes } from '#engine/pdata/traces.ts';
import { peerName } from './peerName.ts';
import type { StoredSpan } from './storedTrace.ts';

/** One span as a row of the waterfall. */
export interface TreeRow {
  readonly spanId: string;
  /** Index of the parent's row, or -1. */
  readonly parentIndex: number;
  readonly depth: number;
  /** Its parent id names a span that has not arrived. */
  readonly orphan: boolean;
  readonly service: string;
  readonly name: string;
  readonly kind: (typeof spanKinds)[number];
  readonly status: (typeof statusCodes)[number];
  /** From the trace's start, ≥ 0. */
  readonly startNanos: number;
  /** ≥ 0: a span that ends before it starts has none. */
  readonly durationNanos: number;
  /** Time not covered by any child. */
  readonly selfNanos: number;
  /** Whom a client span called, when the called side is not in the trace. */
  readonly peer: string | null;
}

/**
 * Orders the spans of one trace depth first, siblings by start time. Total: an orphan stands at the top level, and a circle of parents is
 * cut at its earliest span. Iterative, so depth is bounded by memory only.
 */
export function traceTree(spans: readonly StoredSpan[], traceStart: bigint): readonly TreeRow[] {
  const times = new Times(spans, traceStart);
  const parents = resolveParents(spans);
  const { children, tops } = group(parents, times);
  const order = depthFirst({ tops, children, times, count: spans.length });
  const rowOf = new Int32Array(spans.length).fill(-1);
  order.forEach(({ index }, row) => { rowOf[index] = row; });
  return order.map(({ index, depth }) => {
    const stored = at(spans, index);
    const own = children.get(index) ?? [];
    const parent = parents[index] ?? -1;
    return {
      spanId: stored.span.spanId,
      parentIndex: depth === 0 ? -1 : (rowOf[parent] ?? -1),
      depth,
      orphan: parent === -1 && stored.span.parentSpanId !== '',
      service: stored.origin.service,
      name: stored.span.name,
      kind: spanKinds[stored.span.kind] ?? 'unspecified',
      status: statusCodes[stored.span.status.code] ?? 'unset',
      startNanos: times.start(index),
      durationNanos: times.end(index) - times.start(index),
      selfNanos: times.selfNanos(index, own),
      peer: calledSideIsAbsent(stored.span, own, spans) ? peerName(stored.span) : null,
    };
  });
}

/** Offsets in nanoseconds from the trace's start; numbers, because sorting and adding 100,000 bigints is slow. */
class Times {
  readonly #start: Float64Array;
  readonly #end: Float64Array;

  constructor(spans: readonly StoredSpan[], traceStart: bigint) {
    this.#start = Float64Array.from(spans, ({ span }) => Math.max(0, Number(span.startTimeUnixNano - traceStart)));
    this.#end = Float64Array.from(spans, ({ span }, index) => Math.max(this.start(index), Number(span.endTimeUnixNano - traceStart)));
  }

  start(index: number): number {
    return this.#start[index] ?? 0;
  }

  end(index: number): number {
    return this.#end[index] ?? 0;
  }

  /** Duration less the union of the children's intervals. `children` are sorted by start. */
  selfNanos(index: number, children: readonly number[]): number {
    const end = this.end(index);
    let covered = 0;
    let reached = this.start(index);
    for (const child of children) {
      const from = Math.max(reached, this.start(child));
      const to = Math.min(end, this.end(child));
      if (to <= from) continue;
      covered += to - from;
      reached = to;
    }
    return end - this.start(index) - covered;
  }
}

/** The parent's index of each span; -1 for none, an absent one, or itself. */
function resolveParents(spans: readonly StoredSpan[]): Int32Array {
  const byId = new Map<string, number>();
  spans.forEach(({ span }, index) => { if (span.spanId !== '' && !byId.has(span.spanId)) byId.set(span.spanId, index); });
  const repeated = new Map<string, number>();
  spans.forEach(({ span, origin }, index) => {
    if (byId.get(span.spanId) !== index) repeated.set(`${span.spanId} ${origin.service}`, index);
  });
  return Int32Array.from(spans, ({ span, origin }) => {
    if (span.parentSpanId === '') return -1;
    // Two spans may share an id (Zipkin's client and server halves): the half in the child's own service is its parent.
    const near = repeated.size === 0 ? undefined : repeated.get(`${span.parentSpanId} ${origin.service}`);
    const first = byId.get(span.parentSpanId);
    if (near === undefined || first === undefined) return first ?? -1;
    return at(spans, first).origin.service === origin.service ? first : near;
  });
}

function group(parents: Int32Array, times: Times): { readonly children: ReadonlyMap<number, readonly number[]>; readonly tops: readonly number[] } {
  const children = new Map<number, number[]>();
  const tops: number[] = [];
  parents.forEach((parent, index) => {
    if (parent === -1 || parent === index) tops.push(index);
    else {
      const siblings = children.get(parent);
      if (siblings === undefined) children.set(parent, [index]);
      else siblings.push(index);
    }
  });
  for (const siblings of [tops, ...children.values()]) siblings.sort((a, b) => times.start(a) - times.start(b) || a - b);
  return { children, tops };
}

interface Placed {
  readonly index: number;
  readonly depth: number;
}

function depthFirst(forest: { readonly tops: readonly number[]; readonly children: ReadonlyMap<number, readonly number[]>; readonly times: Times; readonly count: number }): readonly Placed[] {
  const order: Placed[] = [];
  const seen = new Uint8Array(forest.count);
  const visit = (top: number): void => {
    const stack: Placed[] = [{ index: top, depth: 0 }];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (seen[next.index] === 1) continue;
      seen[next.index] = 1;
      order.push(next);
      const own = forest.children.get(next.index) ?? [];
      for (let i = own.length - 1; i >= 0; i -= 1) stack.push({ index: own[i] ?? 0, depth: next.depth + 1 });
    }
  };
  forest.tops.forEach(visit);
  if (order.length < forest.count) {
    // Only circles are left. Each is entered at its earliest span.
    const left = Array.from({ length: forest.count }, (_, index) => index).filter((index) => seen[index] !== 1);
    left.sort((a, b) => forest.times.start(a) - forest.times.start(b) || a - b).forEach((index) => { if (seen[index] !== 1) visit(index); });
  }
  return order;
}

const callingKinds: readonly string[] = ['client', 'producer'];
const calledKinds: readonly string[] = ['server', 'consumer'];

function calledSideIsAbsent(span: Span, children: readonly number[], spans: readonly StoredSpan[]): boolean {
  if (!callingKinds.includes(spanKinds[span.kind] ?? '')) return false;
  return !children.some((child) => calledKinds.includes(spanKinds[at(spans, child).span.kind] ?? ''));
}

function at(spans: readonly StoredSpan[], index: number): StoredSpan {
  const stored = spans[index];
  if (stored === undefined) throw new Error(`no span ${String(index)}`);
  return stored;
}
