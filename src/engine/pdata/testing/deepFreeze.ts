import { EncodedRecord } from '../otlp/origin.ts';
import { Attributes } from '../value.ts';

/** Freezes a value and all it holds, so that a test fails where something changes data it was given. Bytes cannot be frozen and are left. */
export function deepFreeze<T>(value: T): T {
  freeze(value, new Set());
  return value;
}

function freeze(value: unknown, seen: Set<unknown>): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value)) return;
  seen.add(value);
  // A record that decodes on first look keeps what it decoded; freezing it would break that.
  if (!(value instanceof EncodedRecord)) Object.freeze(value);
  const inner = value instanceof Attributes ? [value.entries] : value instanceof EncodedRecord ? [] : Object.values(value);
  for (const element of inner) freeze(element, seen);
}
