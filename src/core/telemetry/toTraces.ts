import type { ResourceSpans, ScopeSpans, Span, Traces } from '#engine/pdata/traces.ts';
import type { SpanOrigin, StoredSpan } from './storedTrace.ts';

/** Stored spans as one document again: spans that came from one sender together stay together, in the order they arrived. */
export function toTraces(stored: readonly StoredSpan[]): Traces {
  const byOrigin = new Map<SpanOrigin, Span[]>();
  for (const { span, origin } of stored) {
    const spans = byOrigin.get(origin);
    if (spans === undefined) byOrigin.set(origin, [span]);
    else spans.push(span);
  }
  return { resourceSpans: [...byOrigin].map(([origin, spans]) => resourceSpans(origin, spans)) };
}

function resourceSpans(origin: SpanOrigin, spans: readonly Span[]): ResourceSpans {
  const scopeSpans: ScopeSpans = { scope: origin.scope, spans, schemaUrl: origin.scopeSchemaUrl };
  return { resource: origin.resource, scopeSpans: [scopeSpans], schemaUrl: origin.resourceSchemaUrl };
}
