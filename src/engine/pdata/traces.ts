import type { UnixNano } from '#common/base/units.ts';
import type { Resource, Scope } from './common.ts';
import type { Attributes } from './value.ts';

/** Numbers of opentelemetry-proto trace.v1.Span.SpanKind, in order. */
export const spanKinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
/** Numbers of opentelemetry-proto trace.v1.Status.StatusCode, in order. */
export const statusCodes = ['unset', 'ok', 'error'] as const;

export interface Traces {
  readonly resourceSpans: readonly ResourceSpans[];
}
export interface ResourceSpans {
  readonly resource: Resource;
  readonly scopeSpans: readonly ScopeSpans[];
  readonly schemaUrl: string;
}
export interface ScopeSpans {
  readonly scope: Scope;
  readonly spans: readonly Span[];
  readonly schemaUrl: string;
}

/**
 * opentelemetry-proto trace.v1.Span. Ids are lower-case hex, "" when absent. `kind` and `status.code` are the wire's numbers, because an
 * unknown number must survive. A span decoded from OTLP keeps its bytes and decodes a field on first look: copy it with `withSpan`, never by
 * spreading it.
 */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly flags: number;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: UnixNano;
  readonly endTimeUnixNano: UnixNano;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
  readonly events: readonly SpanEvent[];
  readonly droppedEventsCount: number;
  readonly links: readonly SpanLink[];
  readonly droppedLinksCount: number;
  readonly status: Status;
}
export interface SpanEvent {
  readonly timeUnixNano: UnixNano;
  readonly name: string;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}
export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
  readonly flags: number;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}
export interface Status {
  readonly code: number;
  readonly message: string;
}
