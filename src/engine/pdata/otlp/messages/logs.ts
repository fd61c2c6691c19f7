import type { UnixNano } from '#common/base/units.ts';
import type { LogRecord, Logs, ResourceLogs, ScopeLogs } from '../../logs.ts';
import type { AnyValue, Attributes } from '../../value.ts';
import { anyValue, attributes, message, repeated } from '../compositeFields.ts';
import { defineMessage } from '../message.ts';
import type { Slice } from '../protobufReader.ts';
import { AttributedRecord, recordMessage } from '../record.ts';
import { enumNumber, fixed32, spanId, string, time, traceId, uint32Varint } from '../scalarFields.ts';
import { decodeId } from '../text.ts';
import { resourceMessage, scopeMessage } from './common.ts';

const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
// Upstream's table has a trailing blank in the name of 1. Here: without it, because the protocol's name has none.
const severityNames = ['SEVERITY_NUMBER_UNSPECIFIED', ...levels.flatMap((level) => ['', '2', '3', '4'].map((step) => `SEVERITY_NUMBER_${level}${step}`))];

const logRecordFields = defineMessage<LogRecord>('LogRecord', {
  timeUnixNano: time(1),
  observedTimeUnixNano: time(11),
  severityNumber: enumNumber(2, severityNames),
  severityText: string(3),
  body: anyValue(5),
  attributes: attributes(6),
  droppedAttributesCount: uint32Varint(7),
  flags: fixed32(8),
  traceId: traceId(9),
  spanId: spanId(10),
  eventName: string(12),
});

export class EncodedLogRecord extends AttributedRecord<LogRecord> implements LogRecord {
  protected decode(slice: Slice): LogRecord { return logRecordFields.decode(slice); }
  protected get attributesNumber(): number { return 6; }
  withAttributes(attributes: Attributes): EncodedLogRecord { return this.edited(new EncodedLogRecord(this), attributes); }
  get timeUnixNano(): UnixNano { return this.fields.timeUnixNano; }
  get observedTimeUnixNano(): UnixNano { return this.fields.observedTimeUnixNano; }
  get severityNumber(): number { return this.fields.severityNumber; }
  get severityText(): string { return this.fields.severityText; }
  get body(): AnyValue { return this.fields.body; }
  get droppedAttributesCount(): number { return this.fields.droppedAttributesCount; }
  get flags(): number { return this.fields.flags; }
  get traceId(): string { return this.decoded?.traceId ?? this.peek(9, decodeId); }
  get spanId(): string { return this.fields.spanId; }
  get eventName(): string { return this.fields.eventName; }
}

const logRecordMessage = recordMessage(logRecordFields, (slice) => new EncodedLogRecord(slice));

const scopeLogsMessage = defineMessage<ScopeLogs>(
  'ScopeLogs',
  { scope: message(1, scopeMessage), logRecords: repeated(2, logRecordMessage), schemaUrl: string(3) },
  { keepsBytes: true },
);

const resourceLogsMessage = defineMessage<ResourceLogs>(
  'ResourceLogs',
  { resource: message(1, resourceMessage), scopeLogs: repeated(2, scopeLogsMessage), schemaUrl: string(3) },
  { keepsBytes: true, deprecated: { into: 'scopeLogs', jsonName: 'deprecatedScopeLogs' } },
);

/** ExportLogsServiceRequest; LogsData has the same layout. */
export const logsMessage = defineMessage<Logs>('ExportLogsServiceRequest', { resourceLogs: repeated(1, resourceLogsMessage) }, { keepsBytes: true });
