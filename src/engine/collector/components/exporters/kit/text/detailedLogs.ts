import { formatTime } from '#engine/pdata/format/time.ts';
import type { LogRecord, Logs } from '#engine/pdata/logs.ts';
import { typedValue } from './goFormat.ts';
import { severityName } from './names.ts';
import { TextBuffer } from './textBuffer.ts';
import type { TextStyle } from './textStyle.ts';

/** The detailed output of logs (upstream otlptext/logs.go). */
export function detailedLogs({ resourceLogs }: Logs, style: TextStyle): string {
  const text = new TextBuffer(style);
  for (const [i, group] of resourceLogs.entries()) {
    text.line(`ResourceLog #${String(i)}`);
    text.resource(group.schemaUrl, group.resource);
    for (const [j, scopeGroup] of group.scopeLogs.entries()) {
      text.line(`ScopeLogs #${String(j)}`);
      text.line(`ScopeLogs SchemaURL: ${scopeGroup.schemaUrl}`);
      text.scope(scopeGroup.scope);
      for (const [k, record] of scopeGroup.logRecords.entries()) writeRecord(text, record, k);
    }
  }
  return text.toString();
}

function writeRecord(text: TextBuffer, record: LogRecord, index: number): void {
  text.line(`LogRecord #${String(index)}`);
  text.line(`ObservedTimestamp: ${formatTime(record.observedTimeUnixNano)}`);
  text.line(`Timestamp: ${formatTime(record.timeUnixNano)}`);
  text.line(`SeverityText: ${record.severityText}`);
  text.line(`SeverityNumber: ${severityName(record.severityNumber)}(${String(record.severityNumber)})`);
  if (text.style.newFields && record.eventName !== '') text.line(`EventName: ${record.eventName}`);
  text.line(`Body: ${typedValue(record.body, text.style.value)}`);
  text.attributes('Attributes', record.attributes);
  text.line(`Trace ID: ${record.traceId}`);
  text.line(`Span ID: ${record.spanId}`);
  text.line(`Flags: ${String(record.flags)}`);
}
