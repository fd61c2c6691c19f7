import * as z from 'zod';
import { event, method } from './define.ts';

/**
 * What became of a request's trace. inFlight: not answered yet; onTheWay: answered, and spans may still arrive; complete: every span that
 * ended is in the backend; partial: some are, or some of the services it visited recorded none; lost: spans ended and none arrived;
 * unsampled: no service recorded a span; split: its spans are in more than one trace.
 */
export const TraceFate = z.enum(['inFlight', 'onTheWay', 'complete', 'partial', 'lost', 'unsampled', 'split']);
export type TraceFate = z.infer<typeof TraceFate>;

export const RealityRow = z.object({
  /** Counts from 1 since the lab started. */
  number: z.int(),
  operation: z.string(),
  via: z.enum(['traffic', 'button']),
  sentUnixMillis: z.number(),
  /** HTTP status; 0 when no answer came; null while in flight. */
  status: z.int().nullable(),
  durationMillis: z.number().nullable(),
  error: z.string().nullable(),
  /** Services that served a part of it, in the order they answered. */
  visited: z.array(z.string()),
  /** Services among them that recorded no span. */
  silent: z.array(z.string()),
  traceIds: z.array(z.string()),
  /** Sampled spans that ended, as the programs counted them. */
  endedSpans: z.int(),
  /** Those of its traces that are in a backend. */
  arrivedSpans: z.int(),
  fate: TraceFate,
});
export type RealityRow = z.infer<typeof RealityRow>;

export const RealityView = z.object({
  requests: z.object({ sent: z.int(), succeeded: z.int(), failed: z.int(), inFlight: z.int() }),
  /** Spans; `balanced` says that they add up: generated = delivered + dropped + refused + held. */
  items: z.object({ generated: z.int(), delivered: z.int(), dropped: z.int(), refused: z.int(), held: z.int() }),
  balanced: z.boolean(),
  /** Of the requests kept (the newest 10,000). */
  fates: z.record(TraceFate, z.int()),
  /** Newest first. */
  rows: z.array(RealityRow),
});
export type RealityView = z.infer<typeof RealityView>;

export const reality = {
  view: method(z.object({ fate: TraceFate.nullable().default(null), failedOnly: z.boolean().default(false), limit: z.int().min(1).max(500).default(200) }), RealityView),
  /** At most twice a second while anything changes. */
  changed: event(z.object({ sent: z.int() })),
};
