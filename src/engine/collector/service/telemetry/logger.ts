import type { Clock } from '#common/base/clock.ts';
import { millisToNanos, type Millis } from '#common/base/units.ts';
import type { LogEntry, LogFields, Logger, LogLevel } from '../../component/logger.ts';
import { consoleLine, jsonLine } from './encode.ts';

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'fatal'];

export interface LoggerSettings {
  readonly clock: Clock;
  readonly level: LogLevel;
  readonly encoding: 'console' | 'json';
  /** JSON lines tell the time in seconds since 1970. */
  readonly epoch?: boolean;
  /** Leaves callers out. */
  readonly disableCaller: boolean;
  readonly sampling: Sampling | undefined;
  /** On every line, first. */
  readonly fields: LogFields;
  readonly write: (entry: LogEntry, line: string) => void;
}
export interface Sampling {
  readonly tick: Millis;
  readonly initial: number;
  readonly thereafter: number;
}

/** A logger that writes as upstream's zap does. Its children share its sampling counters. */
export function createLogger(settings: LoggerSettings): Logger {
  const sampler = settings.sampling === undefined ? undefined : new Sampler(settings.sampling);
  return child(settings, sampler, settings.fields);
}

function child(settings: LoggerSettings, sampler: Sampler | undefined, own: LogFields): Logger {
  const enabled = (level: LogLevel): boolean => order.indexOf(level) >= order.indexOf(settings.level);
  const log = (level: LogLevel, message: string, fields: LogFields = {}, caller?: string): void => {
    if (!enabled(level)) return;
    const timeUnixNano = settings.clock.now();
    if (sampler?.drops(level, message, timeUnixNano) === true) return;
    const entry: LogEntry = { timeUnixNano, level, message, fields: { ...own, ...fields }, ...(caller === undefined || settings.disableCaller ? {} : { caller }) };
    settings.write(entry, settings.encoding === 'json' ? jsonLine(entry, settings.epoch) : consoleLine(entry));
  };
  return {
    log, enabled,
    debug: (message, fields, caller) => { log('debug', message, fields, caller); },
    info: (message, fields, caller) => { log('info', message, fields, caller); },
    warn: (message, fields, caller) => { log('warn', message, fields, caller); },
    // Upstream: adds a Go stack trace to error lines. Here: there is none to add.
    error: (message, fields, caller) => { log('error', message, fields, caller); },
    with: (fields) => child(settings, sampler, { ...own, ...fields }),
  };
}

/** zapcore's sampler: of equal lines (level and message) in one tick, the first `initial`, then every `thereafter`-th. */
class Sampler {
  readonly #sampling: Sampling;
  readonly #seen = new Map<string, { count: number; until: bigint }>();

  constructor(sampling: Sampling) {
    this.#sampling = sampling;
  }

  drops(level: LogLevel, message: string, now: bigint): boolean {
    const key = `${level} ${message}`;
    const before = this.#seen.get(key);
    const tick = BigInt(millisToNanos(this.#sampling.tick));
    const counter = before === undefined || now >= before.until ? { count: 0, until: now + tick } : before;
    counter.count += 1;
    if (before === undefined && this.#seen.size >= 4096) this.#seen.clear(); // Upstream: 4096 counters per level, chosen by hash.
    this.#seen.set(key, counter);
    const beyond = counter.count - this.#sampling.initial;
    return beyond > 0 && (this.#sampling.thereafter === 0 || beyond % this.#sampling.thereafter !== 0);
  }
}

/** Says nothing; for checking a configuration. */
export const silentLogger: Logger = {
  log: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, enabled: () => false, with: () => silentLogger,
};
