import type { LogEntry, LogFields } from '../../component/logger.ts';

/** How upstream's zap writes a line: tab-separated for people. */
export function consoleLine(entry: LogEntry): string {
  const parts = [isoTime(entry.timeUnixNano), entry.level, ...(entry.caller === undefined ? [] : [entry.caller]), entry.message];
  if (Object.keys(entry.fields).length > 0) parts.push(json(entry.fields, true));
  return parts.join('\t');
}

/** …and as JSON, for machines. */
export function jsonLine(entry: LogEntry): string {
  const caller = entry.caller === undefined ? {} : { caller: entry.caller };
  return json({ level: entry.level, ts: isoTime(entry.timeUnixNano), ...caller, msg: entry.message, ...entry.fields }, false);
}

/** zapcore.ISO8601TimeEncoder: local time with its offset, `Z` for UTC. */
export function isoTime(timeUnixNano: bigint): string {
  const time = new Date(Number(timeUnixNano / 1_000_000n));
  const offset = -time.getTimezoneOffset();
  if (offset === 0) return time.toISOString();
  const local = new Date(time.getTime() + offset * 60_000).toISOString().slice(0, -1);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}${two(Math.abs(offset) % 60)}`;
}

/** JSON with zap's blanks: the console has one after `:` and `,`, JSON none. */
function json(value: unknown, spaced: boolean): string {
  const comma = spaced ? ', ' : ',';
  const colon = spaced ? ': ' : ':';
  const write = (item: unknown): string => {
    if (typeof item === 'bigint') return String(item);
    if (Array.isArray(item)) return `[${item.map(write).join(comma)}]`;
    if (item instanceof Error) return JSON.stringify(item.message);
    if (typeof item === 'object' && item !== null) {
      return `{${Object.entries(item as LogFields).filter(([, field]) => field !== undefined).map(([key, field]) => `${JSON.stringify(key)}${colon}${write(field)}`).join(comma)}}`;
    }
    if (typeof item === 'number' && !Number.isFinite(item)) return `"${item > 0 ? '+Inf' : item < 0 ? '-Inf' : 'NaN'}"`;
    return JSON.stringify(item) ?? 'null';
  };
  return write(value);
}
