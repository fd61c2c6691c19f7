import * as z from 'zod';
import { event, method } from './define.ts';

export const TraceSummary = z.object({
  /** 32 lower-case hex digits. */
  traceId: z.string(),
  /** Name of the root span, or of the earliest span when the root has not arrived. */
  rootName: z.string(),
  rootService: z.string(),
  hasRoot: z.boolean(),
  startUnixMillis: z.number(),
  durationNanos: z.number(),
  spanCount: z.int(),
  errorCount: z.int(),
  orphanCount: z.int(),
  services: z.array(z.string()),
  /** Grows whenever spans arrive. */
  version: z.int(),
});
export type TraceSummary = z.infer<typeof TraceSummary>;

export const SpanKind = z.enum(['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']);
export const SpanRow = z.object({
  spanId: z.string(),
  /** Index of the parent in the list, or -1 for a root or an orphan. Rows are depth-first, siblings by start time. */
  parentIndex: z.int(),
  depth: z.int(),
  /** Its parent id names a span that has not arrived. */
  orphan: z.boolean(),
  service: z.string(),
  name: z.string(),
  kind: SpanKind,
  status: z.enum(['unset', 'ok', 'error']),
  /** Offset from the trace's start. */
  startNanos: z.number(),
  durationNanos: z.number(),
  /** Time not covered by any child. */
  selfNanos: z.number(),
  /** A peer's name for client spans whose server is not in the trace. */
  peer: z.string().nullable(),
});
export type SpanRow = z.infer<typeof SpanRow>;

export const TraceDetail = z.object({
  summary: TraceSummary,
  /** Decimal nanoseconds since the epoch. */
  startUnixNano: z.string(),
  spans: z.array(SpanRow),
});
export type TraceDetail = z.infer<typeof TraceDetail>;

/**
 * A TraceDetail as columns: a quarter of its JSON, and nothing to parse, so that a trace of 100,000 spans opens at once. Numbers are in
 * little-endian byte order, as on every machine this runs on. Written and read in traceTable.ts.
 */
export const TraceTable = z.object({
  summary: TraceSummary,
  startUnixNano: z.string(),
  /** Every service, name and peer once. */
  words: z.array(z.string()),
  /** 8 bytes per span. */
  spanIds: z.instanceof(Uint8Array),
  /** Int32 per span: parentIndex, depth, and places in `words` of service, name and peer (-1 for none). */
  indexes: z.instanceof(Uint8Array),
  /** Float64 per span: start, duration and self, nanoseconds. */
  times: z.instanceof(Uint8Array),
  /** One byte per span: kind, status << 3, orphan << 5. */
  flags: z.instanceof(Uint8Array),
});
export type TraceTable = z.infer<typeof TraceTable>;

/** A shown attribute: `value` is text, `type` is its OTLP type. */
export const AttributeView = z.object({ key: z.string(), type: z.enum(['empty', 'string', 'bool', 'int', 'double', 'bytes', 'array', 'kvlist']), value: z.string() });
export type AttributeView = z.infer<typeof AttributeView>;

export const SpanDetail = z.object({
  traceId: z.string(), spanId: z.string(), parentSpanId: z.string().nullable(),
  name: z.string(), kind: SpanKind, service: z.string(),
  status: z.object({ code: z.enum(['unset', 'ok', 'error']), message: z.string() }),
  traceState: z.string(), flags: z.int(),
  startUnixNano: z.string(), endUnixNano: z.string(),
  attributes: z.array(AttributeView), resource: z.array(AttributeView),
  scope: z.object({ name: z.string(), version: z.string(), attributes: z.array(AttributeView) }),
  events: z.array(z.object({ name: z.string(), offsetNanos: z.number(), attributes: z.array(AttributeView) })),
  links: z.array(z.object({ traceId: z.string(), spanId: z.string(), attributes: z.array(AttributeView) })),
  droppedAttributes: z.int(),
});
export type SpanDetail = z.infer<typeof SpanDetail>;

export const StoreState = z.object({
  traces: z.int(), spans: z.int(),
  /** Traces dropped to stay within `maxTraces`; never silent. */
  evictedTraces: z.int(), maxTraces: z.int(),
});

export const telemetry = {
  /** Newest first. */
  listTraces: method(z.object({ limit: z.int().min(1).max(1000).default(200) }), z.object({ traces: z.array(TraceSummary), store: StoreState })),
  /** A whole trace as columns (traceTable.ts): 100,000 rows as JSON would be five times the bytes. */
  getTraceTable: method(z.object({ traceId: z.string() }), TraceTable.nullable()),
  getSpan: method(z.object({ traceId: z.string(), spanId: z.string() }), SpanDetail.nullable()),
  /** The trace as one OTLP/JSON document, as bulk bytes. */
  exportTrace: method(z.object({ traceId: z.string() }), z.instanceof(Uint8Array).nullable()),
  clear: method(z.object({}), z.null()),
  /** At most ten times a second. `traceIds` changed since the last event (capped at 200). */
  changed: event(z.object({ traceIds: z.array(z.string()), store: StoreState })),
};
