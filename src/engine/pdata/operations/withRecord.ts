import type { LogRecord } from '../logs.ts';
import type { Metric } from '../metrics.ts';
import { EncodedLogRecord } from '../otlp/messages/logs.ts';
import { EncodedSpan } from '../otlp/messages/traces.ts';
import type { Span } from '../traces.ts';
import type { Attributes } from '../value.ts';

/** What fields of T become; a field that is not named stays. */
export type Changes<T> = { readonly [K in keyof T]?: T[K] };

/**
 * A changed copy of a span; the same span when nothing differs. Use this, never `{ ...span }`: a decoded span's fields are getters, and
 * spreading it would lose them.
 */
export function withSpan(span: Span, changes: Changes<Span>): Span {
  if (isUnchanged(span, changes)) return span;
  const attributes = onlyAttributes(changes);
  if (attributes !== undefined && span instanceof EncodedSpan) return span.withAttributes(attributes);
  return {
    traceId: span.traceId, spanId: span.spanId, parentSpanId: span.parentSpanId, traceState: span.traceState, flags: span.flags,
    name: span.name, kind: span.kind, startTimeUnixNano: span.startTimeUnixNano, endTimeUnixNano: span.endTimeUnixNano,
    attributes: span.attributes, droppedAttributesCount: span.droppedAttributesCount,
    events: span.events, droppedEventsCount: span.droppedEventsCount, links: span.links, droppedLinksCount: span.droppedLinksCount,
    status: span.status, ...changes,
  };
}

/** A changed copy of a log record; see `withSpan`. */
export function withLogRecord(record: LogRecord, changes: Changes<LogRecord>): LogRecord {
  if (isUnchanged(record, changes)) return record;
  const attributes = onlyAttributes(changes);
  if (attributes !== undefined && record instanceof EncodedLogRecord) return record.withAttributes(attributes);
  return {
    timeUnixNano: record.timeUnixNano, observedTimeUnixNano: record.observedTimeUnixNano, severityNumber: record.severityNumber,
    severityText: record.severityText, body: record.body, attributes: record.attributes, droppedAttributesCount: record.droppedAttributesCount,
    flags: record.flags, traceId: record.traceId, spanId: record.spanId, eventName: record.eventName, ...changes,
  };
}

/** A changed copy of a metric; see `withSpan`. */
export function withMetric(metric: Metric, changes: Changes<Metric>): Metric {
  if (isUnchanged(metric, changes)) return metric;
  return { name: metric.name, description: metric.description, unit: metric.unit, metadata: metric.metadata, data: metric.data, ...changes };
}

/** The attributes, when nothing else is to change: an encoded record can do that without being decoded. */
function onlyAttributes(changes: { readonly attributes?: Attributes }): Attributes | undefined {
  for (const key in changes) if (key !== 'attributes') return undefined;
  return changes.attributes;
}

function isUnchanged<T extends object>(record: T, changes: Changes<T>): boolean {
  for (const key in changes) if (!Object.is(changes[key], record[key])) return false;
  return true;
}
