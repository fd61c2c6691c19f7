export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** Values print as JSON, in insertion order. */
export type LogFields = Readonly<Record<string, unknown>>;

export interface LogEntry {
  readonly timeUnixNano: bigint;
  readonly level: LogLevel;
  /** Upstream's `file:line`, e.g. `otlpreceiver@v0.159.0/otlp.go:120`; absent when upstream prints none. */
  readonly caller?: string;
  readonly message: string;
  readonly fields: LogFields;
}

/** zap's shape: a message, fields in order, children that carry fields of their own. */
export interface Logger {
  log(level: LogLevel, message: string, fields?: LogFields, caller?: string): void;
  debug(message: string, fields?: LogFields, caller?: string): void;
  info(message: string, fields?: LogFields, caller?: string): void;
  warn(message: string, fields?: LogFields, caller?: string): void;
  error(message: string, fields?: LogFields, caller?: string): void;
  /** True when a line at this level would be written: lets costly text not be built. */
  enabled(level: LogLevel): boolean;
  with(fields: LogFields): Logger;
}
