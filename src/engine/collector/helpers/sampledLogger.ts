import type { Clock } from '#common/base/clock.ts';
import type { Logger, LogLevel } from '../component/logger.ts';

const tickNanos = 10_000_000_000n;
const thereafter = 100;

/**
 * exporterhelper's own sampling up to v0.84: of equal lines (level and message) the first in ten seconds, then each hundredth. Nothing is left
 * out where the log's level is debug.
 */
export function sampledLogger(logger: Logger, clock: Clock): Logger {
  if (logger.enabled('debug')) return logger;
  const seen = new Map<string, { count: number; until: bigint }>();
  const passes = (level: LogLevel, message: string): boolean => {
    const now = clock.now();
    const key = `${level} ${message}`;
    const before = seen.get(key);
    const counter = before === undefined || now >= before.until ? { count: 0, until: now + tickNanos } : before;
    counter.count += 1;
    seen.set(key, counter);
    return (counter.count - 1) % thereafter === 0;
  };
  const log: Logger['log'] = (level, message, fields, caller) => {
    if (logger.enabled(level) && passes(level, message)) logger.log(level, message, fields, caller);
  };
  return {
    log, enabled: (level) => logger.enabled(level), with: (fields) => sampledLogger(logger.with(fields), clock),
    debug: (...rest) => { log('debug', ...rest); }, info: (...rest) => { log('info', ...rest); },
    warn: (...rest) => { log('warn', ...rest); }, error: (...rest) => { log('error', ...rest); },
  };
}
