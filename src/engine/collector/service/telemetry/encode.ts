import type { LogEntry, LogFields } from '../../component/logger.ts';
import { Reflected } from '../../component/reflected.ts';

/** How upstream's zap writes a line: tab-separated for people. */
export function consoleLine(entry: LogEntry): string {
  const parts = [isoTime(entry.timeUnixNano), entry.level, ...(entry.caller === undefined ? [] : [entry.caller]), entry.message];
  if (Object.keys(entry.fields).length > 0) parts.push(json(entry.fields, true));
  return parts.join('\t');
}

/** …and as JSON, for machines. `epoch`: the time as seconds since 1970, as releases before v0.92 had it. */
export function jsonLine(entry: LogEntry, epoch = false): string {
  const caller = entry.caller === undefined ? {} : { caller: entry.caller };
  const ts = epoch ? Number(entry.timeUnixNano / 1000n) / 1e6 : isoTime(entry.timeUnixNano);
  const own = json({ level: entry.level, ts, ...caller, msg: entry.message }, false);
  // A field may be called as one of the line's own: zap writes both.
  return Object.values(entry.fields).every((field) => field === undefined) ? own : `${own.slice(0, -1)},${json(entry.fields, false).slice(1)}`;
}

/** What Go's standard log package prints, of failures that have no logger: local time and the text. */
export function goLogLine(timeUnixNano: bigint, message: string): string {
  const time = new Date(Number(timeUnixNano / 1_000_000n));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(time.getFullYear())}/${two(time.getMonth() + 1)}/${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())} ${message}`;
}

/** zapcore.ISO8601TimeEncoder: local time with its offset, `Z` for UTC. */
function isoTime(timeUnixNano: bigint): string {
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
    if (item instanceof Reflected) return JSON.stringify(item.value) ?? 'null';
    if (item instanceof Error) return JSON.stringify(item.message);
    if (typeof item === 'object' && item !== null) {
      return `{${Object.entries(item as LogFields).filter(([, field]) => field !== undefined).map(([key, field]) => `${JSON.stringify(key)}${colon}${write(field)}`).join(comma)}}`;
    }
    if (typeof item === 'number' && !Number.isFinite(item)) return `"${item > 0 ? '+Inf' : item < 0 ? '-Inf' : 'NaN'}"`;
    return JSON.stringify(item) ?? 'null';
  };
  return write(value);
}
