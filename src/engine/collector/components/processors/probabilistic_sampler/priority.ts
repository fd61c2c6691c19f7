import type { LogRecord } from '#engine/pdata/logs.ts';
import type { Span } from '#engine/pdata/traces.ts';
import { parseDouble } from '../kit/parseDouble.ts';

export type Priority = 'keep' | 'drop' | undefined;

/** OpenTracing's hint on a span: 0 drops it, more keeps it, anything else says nothing. */
export function spanPriority({ attributes }: Span): Priority {
  if (!attributes.has('sampling.priority')) return undefined;
  const value = attributes.get('sampling.priority');
  const priority = typeof value === 'string' ? parseDouble(value) : typeof value === 'bigint' ? Number(value) : value;
  if (typeof priority !== 'number') return undefined;
  if (priority === 0) return 'drop';
  return priority > 0 ? 'keep' : undefined;
}

/** A log record's own sampling percentage; undefined without a number in that attribute. */
export function logPriority({ attributes }: LogRecord, key: string): number | undefined {
  if (key === '' || !attributes.has(key)) return undefined;
  const value = attributes.get(key);
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' ? value : undefined;
}
