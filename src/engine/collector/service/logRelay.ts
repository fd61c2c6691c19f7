import type { LogFields, Logger, LogLevel } from '../component/logger.ts';

/** A logger for components that outlive the log they began with: writes to the one that is open now, which says the same in the same way. */
export class LogRelay implements Logger {
  readonly #fields: LogFields;
  readonly #at: { logger: Logger };

  constructor(logger: Logger, fields: LogFields = {}, at = { logger }) {
    this.#fields = fields;
    this.#at = at;
  }

  /** From now on this relay and its children write there. */
  turnTo(logger: Logger): void {
    this.#at.logger = logger;
  }

  log(level: LogLevel, message: string, fields?: LogFields, caller?: string): void {
    this.#at.logger.log(level, message, { ...this.#fields, ...fields }, caller);
  }
  debug(message: string, fields?: LogFields, caller?: string): void {
    this.log('debug', message, fields, caller);
  }
  info(message: string, fields?: LogFields, caller?: string): void {
    this.log('info', message, fields, caller);
  }
  warn(message: string, fields?: LogFields, caller?: string): void {
    this.log('warn', message, fields, caller);
  }
  error(message: string, fields?: LogFields, caller?: string): void {
    this.log('error', message, fields, caller);
  }
  enabled(level: LogLevel): boolean {
    return this.#at.logger.enabled(level);
  }
  with(fields: LogFields): Logger {
    return new LogRelay(this.#at.logger, { ...this.#fields, ...fields }, this.#at);
  }
}
