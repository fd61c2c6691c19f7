import { spanKinds, statusCodes } from '#engine/pdata/traces.ts';
import { attributeTexts, type AttributeText } from './attributeView.ts';
import type { StoredSpan } from './storedTrace.ts';

/** Everything one span says, as text a screen can show. */
export interface SpanText {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly kind: (typeof spanKinds)[number];
  readonly service: string;
  readonly status: { readonly code: (typeof statusCodes)[number]; readonly message: string };
  readonly traceState: string;
  readonly flags: number;
  /** Decimal nanoseconds since the epoch. */
  readonly startUnixNano: string;
  readonly endUnixNano: string;
  readonly attributes: readonly AttributeText[];
  readonly resource: readonly AttributeText[];
  readonly scope: { readonly name: string; readonly version: string; readonly attributes: readonly AttributeText[] };
  /** `offsetNanos` is from the span's start; negative when the event is earlier. */
  readonly events: readonly { readonly name: string; readonly offsetNanos: number; readonly attributes: readonly AttributeText[] }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string; readonly attributes: readonly AttributeText[] }[];
  readonly droppedAttributes: number;
}

export function spanText({ span, origin }: StoredSpan): SpanText {
  return {
    traceId: span.traceId, spanId: span.spanId,
    parentSpanId: span.parentSpanId === '' ? null : span.parentSpanId,
    name: span.name, kind: spanKinds[span.kind] ?? 'unspecified', service: origin.service,
    status: { code: statusCodes[span.status.code] ?? 'unset', message: span.status.message },
    traceState: span.traceState, flags: span.flags,
    startUnixNano: String(span.startTimeUnixNano), endUnixNano: String(span.endTimeUnixNano),
    attributes: attributeTexts(span.attributes),
    resource: attributeTexts(origin.resource.attributes),
    scope: { name: origin.scope.name, version: origin.scope.version, attributes: attributeTexts(origin.scope.attributes) },
    events: span.events.map((event) => ({
      name: event.name, offsetNanos: Number(event.timeUnixNano - span.startTimeUnixNano), attributes: attributeTexts(event.attributes),
    })),
    links: span.links.map((link) => ({ traceId: link.traceId, spanId: link.spanId, attributes: attributeTexts(link.attributes) })),
    droppedAttributes: span.droppedAttributesCount,
  };
}
