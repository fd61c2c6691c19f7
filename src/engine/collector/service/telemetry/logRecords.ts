import type { UnixNano } from '#common/base/units.ts';
import type { LogRecord, Logs } from '#engine/pdata/logs.ts';
import { type AnyValue, Attributes } from '#engine/pdata/value.ts';
import type { LogEntry, LogLevel } from '../../component/logger.ts';

/** OpenTelemetry's severity numbers, as the bridge from zap gives them. */
const severities: Readonly<Record<LogLevel, number>> = { debug: 5, info: 9, warn: 13, error: 17, fatal: 21 };

/** Fields that name the component: upstream makes them attributes of the scope. */
const scopeFields = ['otelcol.component.id', 'otelcol.component.kind', 'otelcol.pipeline.id', 'otelcol.signal', 'otelcol.signal.output'];

/**
 * The collector's own log lines as OTLP (upstream's bridge from zap, v0.159).
 * Upstream writes the Go package's whole path and the function. Here: the short path, because nothing else is known.
 */
export function logsPdata(entries: readonly LogEntry[], as: { readonly resource: Attributes; readonly schemaUrl: string }): Logs {
  const scopes = new Map<string, { readonly attributes: Attributes; readonly logRecords: LogRecord[] }>();
  for (const entry of entries) {
    const own = scopeFields.flatMap((name) => (typeof entry.fields[name] === 'string' ? [{ key: name, value: entry.fields[name] }] : []));
    const key = JSON.stringify(own);
    const scope = scopes.get(key) ?? { attributes: new Attributes(own), logRecords: [] };
    scopes.set(key, scope);
    scope.logRecords.push(logRecord(entry));
  }
  const scopeLogs = [...scopes.values()].map(({ attributes, logRecords }) => ({
    scope: { name: 'go.opentelemetry.io/collector/service', version: '', attributes, droppedAttributesCount: 0 }, schemaUrl: '', logRecords,
  }));
  return { resourceLogs: [{ resource: { attributes: as.resource, droppedAttributesCount: 0 }, schemaUrl: as.schemaUrl, scopeLogs }] };
}

function logRecord({ caller, fields, level, message, timeUnixNano }: LogEntry): LogRecord {
  const [, file, line] = /^(.*):(\d+)$/.exec(caller ?? '') ?? [];
  const place = file === undefined || line === undefined ? [] : [{ key: 'code.file.path', value: file }, { key: 'code.line.number', value: BigInt(line) }];
  const given = Object.entries(fields).filter(([key]) => key !== 'resource' && !scopeFields.includes(key)).map(([key, value]) => ({ key, value: anyValue(value) }));
  return {
    timeUnixNano: timeUnixNano as UnixNano, observedTimeUnixNano: timeUnixNano as UnixNano, severityNumber: severities[level], severityText: level, body: message,
    attributes: new Attributes([...place, ...given]), droppedAttributesCount: 0, flags: 0, traceId: '', spanId: '', eventName: '',
  };
}

function anyValue(value: unknown): AnyValue {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(anyValue);
  if (typeof value === 'object') return new Attributes(Object.entries(value).map(([key, own]) => ({ key, value: anyValue(own) })));
  return undefined;
}
