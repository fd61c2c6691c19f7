import type { UnixNano } from '#common/base/units.ts';
import { spanKinds, statusCodes, type ResourceSpans, type ScopeSpans, type Span, type SpanEvent, type SpanLink, type Status, type Traces } from '../../traces.ts';
import type { Attributes } from '../../value.ts';
import { attributes, message, repeated } from '../compositeFields.ts';
import { defineMessage } from '../message.ts';
import type { Slice } from '../protobufReader.ts';
import { AttributedRecord, recordMessage } from '../record.ts';
import { enumNumber, fixed32, spanId, string, time, traceId, uint32Varint } from '../scalarFields.ts';
import { decodeId, decodeUtf8 } from '../text.ts';
import { resourceMessage, scopeMessage } from './common.ts';

const spanKindNames = spanKinds.map((kind) => `SPAN_KIND_${kind.toUpperCase()}`);
const statusCodeNames = statusCodes.map((code) => `STATUS_CODE_${code.toUpperCase()}`);

const statusMessage = defineMessage<Status>('Status', { message: string(2), code: enumNumber(3, statusCodeNames) });

const spanEventMessage = defineMessage<SpanEvent>('SpanEvent', {
  timeUnixNano: time(1), name: string(2), attributes: attributes(3), droppedAttributesCount: uint32Varint(4),
});

const spanLinkMessage = defineMessage<SpanLink>('SpanLink', {
  traceId: traceId(1), spanId: spanId(2), traceState: string(3), attributes: attributes(4), droppedAttributesCount: uint32Varint(5), flags: fixed32(6),
});

const spanFields = defineMessage<Span>('Span', {
  traceId: traceId(1),
  spanId: spanId(2),
  traceState: string(3),
  parentSpanId: spanId(4),
  flags: fixed32(16),
  name: string(5),
  kind: enumNumber(6, spanKindNames),
  startTimeUnixNano: time(7),
  endTimeUnixNano: time(8),
  attributes: attributes(9),
  droppedAttributesCount: uint32Varint(10),
  events: repeated(11, spanEventMessage),
  droppedEventsCount: uint32Varint(12),
  links: repeated(13, spanLinkMessage),
  droppedLinksCount: uint32Varint(14),
  status: message(15, statusMessage),
});

export class EncodedSpan extends AttributedRecord<Span> implements Span {
  protected decode(slice: Slice): Span { return spanFields.decode(slice); }
  protected get attributesNumber(): number { return 9; }
  withAttributes(attributes: Attributes): EncodedSpan { return this.edited(new EncodedSpan(this), attributes); }
  get traceId(): string { return this.decoded?.traceId ?? this.peek(1, decodeId); }
  get spanId(): string { return this.fields.spanId; }
  get parentSpanId(): string { return this.fields.parentSpanId; }
  get traceState(): string { return this.decoded?.traceState ?? this.peek(3, decodeUtf8); }
  get flags(): number { return this.fields.flags; }
  get name(): string { return this.fields.name; }
  get kind(): number { return this.fields.kind; }
  get startTimeUnixNano(): UnixNano { return this.fields.startTimeUnixNano; }
  get endTimeUnixNano(): UnixNano { return this.fields.endTimeUnixNano; }
  get droppedAttributesCount(): number { return this.fields.droppedAttributesCount; }
  get events(): readonly SpanEvent[] { return this.fields.events; }
  get droppedEventsCount(): number { return this.fields.droppedEventsCount; }
  get links(): readonly SpanLink[] { return this.fields.links; }
  get droppedLinksCount(): number { return this.fields.droppedLinksCount; }
  get status(): Status { return this.fields.status; }
}

const spanMessage = recordMessage(spanFields, (slice) => new EncodedSpan(slice));

const scopeSpansMessage = defineMessage<ScopeSpans>(
  'ScopeSpans',
  { scope: message(1, scopeMessage), spans: repeated(2, spanMessage), schemaUrl: string(3) },
  { keepsBytes: true },
);

const resourceSpansMessage = defineMessage<ResourceSpans>(
  'ResourceSpans',
  { resource: message(1, resourceMessage), scopeSpans: repeated(2, scopeSpansMessage), schemaUrl: string(3) },
  { keepsBytes: true, deprecated: { into: 'scopeSpans', jsonName: 'deprecatedScopeSpans' } },
);

/** ExportTraceServiceRequest; TracesData has the same layout. */
export const tracesMessage = defineMessage<Traces>('ExportTraceServiceRequest', { resourceSpans: repeated(1, resourceSpansMessage) }, { keepsBytes: true });
