import { unixNano } from '#common/base/units.ts';
import type { LogRecord, Logs, ResourceLogs } from '../logs.ts';
import type { AnyValue } from '../value.ts';
import { resource, scope, toAttributes, type AttributesInput, type Input } from './traces.ts';

export function logRecord(body: AnyValue, fields: Input<LogRecord> = {}): LogRecord {
  return {
    timeUnixNano: unixNano(1_700_000_000_000_000_000n), observedTimeUnixNano: unixNano(1_700_000_000_000_000_000n), severityNumber: 9,
    severityText: 'INFO', body, droppedAttributesCount: 0, flags: 0, traceId: '', spanId: '', eventName: '',
    ...fields, attributes: toAttributes(fields.attributes),
  };
}

export const resourceLogs = (attributes: AttributesInput, ...logRecords: readonly LogRecord[]): ResourceLogs => ({
  resource: resource(attributes), scopeLogs: [{ scope: scope(), logRecords, schemaUrl: '' }], schemaUrl: '',
});

export const logs = (...logRecords: readonly LogRecord[]): Logs => ({ resourceLogs: [resourceLogs({}, ...logRecords)] });
