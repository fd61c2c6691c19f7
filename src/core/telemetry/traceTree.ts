import { spanKinds, statusCodes } from '#engine/pdata/traces.ts';
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
 * cut at its earliest span. Iterative and on flat arrays, because a trace may have 100,000 spans and any depth.
 */
export function traceTree(spans: readonly StoredSpan[], traceStart: bigint): readonly TreeRow[] {
  const times = new Times(spans, traceStart);
  const parents = resolveParents(spans);
  const coverage = new Coverage(spans, parents, times);
  const placed = depthFirst(parents, times.order);
  const rowOf = new Int32Array(spans.length);
  placed.forEach(({ index }, row) => { rowOf[index] = row; });
  return placed.map(({ index, depth }) => {
    const { span, origin } = at(spans, index);
    const parent = parents[index] ?? -1;
    return {
      spanId: span.spanId,
      parentIndex: depth === 0 ? -1 : rowOf[parent] ?? -1,
      depth,
      orphan: parent === -1 && span.parentSpanId !== '',
      service: origin.service,
      name: span.name,
      kind: spanKinds[span.kind] ?? 'unspecified',
      status: statusCodes[span.status.code] ?? 'unset',
      startNanos: times.start(index),
      durationNanos: times.duration(index),
      selfNanos: times.duration(index) - coverage.nanos(index),
      peer: callingKinds.has(span.kind) && !coverage.hasCalledChild(index) ? peerName(span) : null,
    };
  });
}

/** Offsets in nanoseconds from the trace's start; numbers, because sorting and adding 100,000 bigints is slow. */
class Times {
  /** Indices of all spans by start time; of two that start together the first to arrive. */
  readonly order: Uint32Array;
  readonly #start: Float64Array;
  readonly #end: Float64Array;

  constructor(spans: readonly StoredSpan[], traceStart: bigint) {
    this.#start = Float64Array.from(spans, ({ span }) => Math.max(0, Number(span.startTimeUnixNano - traceStart)));
    this.#end = Float64Array.from(spans, ({ span }, index) => Math.max(this.start(index), Number(span.endTimeUnixNano - traceStart)));
    this.order = Uint32Array.from(spans, (_, index) => index).sort((a, b) => this.start(a) - this.start(b) || a - b);
  }

  start(index: number): number {
    return this.#start[index] ?? 0;
  }

  end(index: number): number {
    return this.#end[index] ?? 0;
  }

  duration(index: number): number {
    return this.end(index) - this.start(index);
  }
}

/** How much of each span its children cover: the union of their intervals, within its own. */
class Coverage {
  readonly #nanos: Float64Array;
  readonly #called: Uint8Array;

  constructor(spans: readonly StoredSpan[], parents: Int32Array, times: Times) {
    this.#nanos = new Float64Array(spans.length);
    this.#called = new Uint8Array(spans.length);
    const reached = new Float64Array(spans.length);
    // In the order of start, so that each child begins where the union so far ended, or later.
    for (const child of times.order) {
      const parent = parents[child] ?? -1;
      if (parent === -1 || parent === child) continue;
      if (calledKinds.has(at(spans, child).span.kind)) this.#called[parent] = 1;
      const from = Math.max(reached[parent] ?? 0, times.start(child), times.start(parent));
      const to = Math.min(times.end(parent), times.end(child));
      if (to <= from) continue;
      this.#nanos[parent] = this.nanos(parent) + to - from;
      reached[parent] = to;
    }
  }

  nanos(index: number): number {
    return this.#nanos[index] ?? 0;
  }

  hasCalledChild(index: number): boolean {
    return this.#called[index] === 1;
  }
}

/** The parent's index of each span; -1 for none or an absent one; a span may be its own parent. */
function resolveParents(spans: readonly StoredSpan[]): Int32Array {
  const byId = new Map<string, number>();
  const repeated = new Map<string, number>();
  spans.forEach(({ span, origin }, index) => {
    if (span.spanId === '') return;
    if (byId.has(span.spanId)) repeated.set(`${span.spanId} ${origin.service}`, index);
    else byId.set(span.spanId, index);
  });
  return Int32Array.from(spans, ({ span, origin }) => {
    if (span.parentSpanId === '') return -1;
    const first = byId.get(span.parentSpanId);
    if (first === undefined || repeated.size === 0 || at(spans, first).origin.service === origin.service) return first ?? -1;
    // Two spans may share an id (Zipkin's client and server halves): the half in the child's own service is its parent.
    return repeated.get(`${span.parentSpanId} ${origin.service}`) ?? first;
  });
}

interface Placed {
  readonly index: number;
  readonly depth: number;
}

function depthFirst(parents: Int32Array, order: Uint32Array): readonly Placed[] {
  const placed: Placed[] = [];
  const seen = new Uint8Array(parents.length);
  const family = new Family(parents, order);
  const visit = (top: number): void => {
    const stack: Placed[] = [{ index: top, depth: 0 }];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (seen[next.index] === 1) continue;
      seen[next.index] = 1;
      placed.push(next);
      for (let child = family.lastChild(next.index); child !== -1; child = family.sibling(child)) stack.push({ index: child, depth: next.depth + 1 });
    }
  };
  for (const index of order) if ((parents[index] ?? -1) === -1 || parents[index] === index) visit(index);
  // What is left are circles. Each is entered at its earliest span.
  if (placed.length < parents.length) for (const index of order) if (seen[index] !== 1) visit(index);
  return placed;
}

/** Children of each span as linked lists, the latest first: a stack then gives the earliest first. */
class Family {
  readonly #last: Int32Array;
  readonly #sibling: Int32Array;

  constructor(parents: Int32Array, order: Uint32Array) {
    this.#last = new Int32Array(parents.length).fill(-1);
    this.#sibling = new Int32Array(parents.length).fill(-1);
    for (const child of order) {
      const parent = parents[child] ?? -1;
      if (parent === -1) continue;
      this.#sibling[child] = this.lastChild(parent);
      this.#last[parent] = child;
    }
  }

  lastChild(index: number): number {
    return this.#last[index] ?? -1;
  }

  sibling(index: number): number {
    return this.#sibling[index] ?? -1;
  }
}

const callingKinds: ReadonlySet<number> = new Set([spanKinds.indexOf('client'), spanKinds.indexOf('producer')]);
const calledKinds: ReadonlySet<number> = new Set([spanKinds.indexOf('server'), spanKinds.indexOf('consumer')]);

function at(spans: readonly StoredSpan[], index: number): StoredSpan {
  const stored = spans[index];
  if (stored === undefined) throw new Error(`no span ${String(index)}`);
  return stored;
}
