import type { UnixNano } from '#common/base/units.ts';
import type { Resource, Scope } from './common.ts';
import type { AnyValue, Attributes } from './value.ts';

export interface Logs {
  readonly resourceLogs: readonly ResourceLogs[];
}
export interface ResourceLogs {
  readonly resource: Resource;
  readonly scopeLogs: readonly ScopeLogs[];
  readonly schemaUrl: string;
}
export interface ScopeLogs {
  readonly scope: Scope;
  readonly logRecords: readonly LogRecord[];
  readonly schemaUrl: string;
}
/** opentelemetry-proto logs.v1.LogRecord. Copy it with `withLogRecord`, never by spreading: a decoded one has getters. */
export interface LogRecord {
  readonly timeUnixNano: UnixNano;
  readonly observedTimeUnixNano: UnixNano;
  /** 0 to 24. */
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body: AnyValue;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
  readonly flags: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly eventName: string;
}
