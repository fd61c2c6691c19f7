import { unixNano } from '#common/base/units.ts';
import type { Resource, Scope } from '../common.ts';
import type { ResourceSpans, Span, SpanEvent, SpanLink, Traces } from '../traces.ts';
import { Attributes, type AnyValue } from '../value.ts';

/** Attributes, or the values to make them of. */
export type AttributesInput = Attributes | Readonly<Record<string, AnyValue>>;

export const toAttributes = (input: AttributesInput | undefined): Attributes =>
  input === undefined ? Attributes.empty : input instanceof Attributes ? input : Attributes.of(input);

/** What a builder takes: any field, with attributes also as a plain object. */
export type Input<T> = { readonly [K in keyof T]?: K extends 'attributes' | 'filteredAttributes' | 'metadata' ? AttributesInput : T[K] };

export const resource = (attributes?: AttributesInput): Resource => ({ attributes: toAttributes(attributes), droppedAttributesCount: 0 });

export const scope = (name = '', version = '', attributes?: AttributesInput): Scope => ({
  name, version, attributes: toAttributes(attributes), droppedAttributesCount: 0,
});

/** A span of one second at a fixed time, in a trace of its own name's choosing: ids are fixed unless given. */
export function span(name: string, fields: Input<Span> = {}): Span {
  return {
    traceId: '0102030405060708090a0b0c0d0e0f10', spanId: '1112131415161718', parentSpanId: '', traceState: '', flags: 0, name, kind: 1,
    startTimeUnixNano: unixNano(1_700_000_000_000_000_000n), endTimeUnixNano: unixNano(1_700_000_001_000_000_000n),
    droppedAttributesCount: 0, events: [], droppedEventsCount: 0, links: [], droppedLinksCount: 0, status: { code: 0, message: '' },
    ...fields, attributes: toAttributes(fields.attributes),
  };
}

export const spanEvent = (name: string, fields: Input<SpanEvent> = {}): SpanEvent => ({
  name, timeUnixNano: unixNano(1_700_000_000_500_000_000n), droppedAttributesCount: 0, ...fields, attributes: toAttributes(fields.attributes),
});

export const spanLink = (fields: Input<SpanLink> = {}): SpanLink => ({
  traceId: '0102030405060708090a0b0c0d0e0f10', spanId: '2122232425262728', traceState: '', flags: 0, droppedAttributesCount: 0,
  ...fields, attributes: toAttributes(fields.attributes),
});

/** Spans of one resource and scope. */
export const resourceSpans = (attributes: AttributesInput, ...spans: readonly Span[]): ResourceSpans => ({
  resource: resource(attributes), scopeSpans: [{ scope: scope(), spans, schemaUrl: '' }], schemaUrl: '',
});

/** Spans of one nameless resource and scope. */
export const traces = (...spans: readonly Span[]): Traces => ({ resourceSpans: [resourceSpans({}, ...spans)] });
