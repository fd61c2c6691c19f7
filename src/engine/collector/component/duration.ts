import { err, ok, type Result } from '#common/base/result.ts';
import { type Millis, millis } from '#common/base/units.ts';

const unitMillis: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 };

/** Go's time.ParseDuration; a failure carries Go's text. */
export function parseDuration(text: string): Result<Millis, string> {
  const quoted = JSON.stringify(text);
  const invalid = err(`time: invalid duration ${quoted}`);
  const signed = /^[+-]?/.exec(text)?.[0] ?? '';
  let rest = text.slice(signed.length);
  if (rest === '0') return ok(millis(0));
  if (rest === '') return invalid;
  let total = 0;
  while (rest !== '') {
    const part = /^(\d+\.?\d*|\.\d+)([^\d.]*)/.exec(rest);
    if (part === null) return invalid;
    const [whole, number = '', unit = ''] = part;
    if (unit === '') return err(`time: missing unit in duration ${quoted}`);
    const scale = unitMillis[unit];
    if (scale === undefined) return err(`time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}`);
    total += Number(number) * scale;
    rest = rest.slice(whole.length);
  }
  if (total > 9.223372036854776e12) return invalid;
  return ok(millis(signed === '-' ? -total : total));
}

/** Go's Duration.String: `1m30s`, `200ms`, `0s`. */
export function formatDuration(value: Millis): string {
  if (value === 0) return '0s';
  const sign = value < 0 ? '-' : '';
  const total = Math.abs(value);
  const trim = (amount: number): string => String(Number(amount.toFixed(9)));
  if (total < 1e-3) return `${sign}${trim(total * 1e6)}ns`;
  if (total < 1) return `${sign}${trim(total * 1e3)}µs`;
  if (total < 1e3) return `${sign}${trim(total)}ms`;
  const hours = Math.floor(total / 3.6e6);
  const minutes = Math.floor((total % 3.6e6) / 6e4);
  const seconds = trim((total % 6e4) / 1e3);
  if (hours > 0) return `${sign}${String(hours)}h${String(minutes)}m${seconds}s`;
  return minutes > 0 ? `${sign}${String(minutes)}m${seconds}s` : `${sign}${seconds}s`;
}
