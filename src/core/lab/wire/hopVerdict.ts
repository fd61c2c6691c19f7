import { headerPairs } from './annotate.ts';
import { contextOf } from './propagation.ts';

/** Same words as the contract's `Verdict`. */
export type Verdict = 'sameTrace' | 'newTrace' | 'noContext' | 'leaves' | 'failed' | 'unknown';

export interface HopFacts {
  /** Names and values by turns, as they were sent. */
  readonly requestHeaders: readonly string[];
  /** HTTP status; null when nobody answered. */
  readonly status: number | null;
  /** Names of OTEL_PROPAGATORS that the receiver looks for; null when it runs no SDK. */
  readonly receiverPropagators: readonly string[] | null;
  /** The span that the receiver began, as its SDK said; null when it has not said. */
  readonly receiverContext: { readonly traceId: string } | null;
}

/**
 * What became of the context on this hop. What the receiver did is told by its own span alone, never guessed from its propagators.
 * A context in a dialect the receiver does not read was sent all the same, and so was one that is broken: both make a newTrace.
 */
export function hopVerdict({ requestHeaders, status, receiverPropagators, receiverContext }: HopFacts): Verdict {
  if (status === null) return 'failed';
  if (receiverPropagators === null) return 'leaves';
  if (!hasContext(requestHeaders)) return 'noContext';
  if (receiverContext === null) return 'unknown';
  return sentTraceIds(requestHeaders).includes(receiverContext.traceId.toLowerCase()) ? 'sameTrace' : 'newTrace';
}

/** Trace ids that can be read from these headers in any dialect, lower case, 128 bit, in the order tracecontext, b3, X-B3-…. */
export function sentTraceIds(raw: readonly string[]): readonly string[] {
  // A single b3 hides the X-B3-… headers from an SDK, not from other receivers: read them without it, too.
  const withoutSingle = headerPairs(raw).filter(([name]) => name.toLowerCase() !== 'b3').flat();
  const reads = [...contextOf(raw, ['tracecontext', 'b3']).reads, ...contextOf(withoutSingle, ['b3']).reads];
  return [...new Set(reads.map(({ traceId }) => traceId.toLowerCase()))];
}

/** Whether a span's ids were sent, readable or not. Baggage is none, nor is a b3 of a sampling state alone. */
function hasContext(raw: readonly string[]): boolean {
  return headerPairs(raw).some(([name, value]) => {
    const lower = name.toLowerCase();
    if (lower === 'b3') return value.includes('-');
    return (lower === 'traceparent' || lower === 'x-b3-traceid') && value.trim() !== '';
  });
}
