import { formatTime } from '#engine/pdata/format/time.ts';
import { type Span, type SpanEvent, spanKinds, type SpanLink, statusCodes, type Traces } from '#engine/pdata/traces.ts';
import { capitalized } from './names.ts';
import { TextBuffer } from './textBuffer.ts';
import type { TextStyle } from './textStyle.ts';

/** The detailed output of traces (upstream otlptext/traces.go). Upstream also prints a resource's entity references, which pdata here does not keep. */
export function detailedTraces({ resourceSpans }: Traces, style: TextStyle): string {
  const text = new TextBuffer(style);
  for (const [i, group] of resourceSpans.entries()) {
    text.line(`ResourceSpans #${String(i)}`);
    text.resource(group.schemaUrl, group.resource);
    for (const [j, scopeGroup] of group.scopeSpans.entries()) {
      text.line(`ScopeSpans #${String(j)}`);
      text.line(`ScopeSpans SchemaURL: ${scopeGroup.schemaUrl}`);
      text.scope(scopeGroup.scope);
      for (const [k, span] of scopeGroup.spans.entries()) writeSpan(text, span, k);
    }
  }
  return text.toString();
}

function writeSpan(text: TextBuffer, span: Span, index: number): void {
  text.line(`Span #${String(index)}`);
  text.field('Trace ID', span.traceId);
  text.field('Parent ID', span.parentSpanId);
  text.field('ID', span.spanId);
  text.field('Name', span.name);
  text.field('Kind', capitalized(spanKinds[span.kind]));
  if (text.style.newFields && span.traceState !== '') text.field('TraceState', span.traceState);
  text.field('Start time', formatTime(span.startTimeUnixNano));
  text.field('End time', formatTime(span.endTimeUnixNano));
  text.field('Status code', capitalized(statusCodes[span.status.code]));
  text.field('Status message', span.status.message);
  if (text.style.newFields) {
    text.field('DroppedAttributesCount', span.droppedAttributesCount);
    text.field('DroppedEventsCount', span.droppedEventsCount);
    text.field('DroppedLinksCount', span.droppedLinksCount);
  }
  text.attributes('Attributes', span.attributes);
  writeEvents(text, span.events);
  writeLinks(text, span.links);
}

function writeEvents(text: TextBuffer, events: readonly SpanEvent[]): void {
  if (events.length === 0) return;
  text.line('Events:');
  for (const [i, event] of events.entries()) {
    text.line(`SpanEvent #${String(i)}`);
    text.line(`     -> Name: ${event.name}`);
    text.line(`     -> Timestamp: ${formatTime(event.timeUnixNano)}`);
    text.line(`     -> DroppedAttributesCount: ${String(event.droppedAttributesCount)}`);
    text.attributes('     -> Attributes:', event.attributes);
  }
}

function writeLinks(text: TextBuffer, links: readonly SpanLink[]): void {
  if (links.length === 0) return;
  text.line('Links:');
  for (const [i, link] of links.entries()) {
    text.line(`SpanLink #${String(i)}`);
    text.line(`     -> Trace ID: ${link.traceId}`);
    text.line(`     -> ID: ${link.spanId}`);
    text.line(`     -> TraceState: ${link.traceState}`);
    text.line(`     -> DroppedAttributesCount: ${String(link.droppedAttributesCount)}`);
    text.attributes('     -> Attributes:', link.attributes);
  }
}
