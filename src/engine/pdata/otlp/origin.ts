import type { Slice } from './protobufReader.ts';

const origins = new WeakMap<object, Slice>();

/** A record that is still the bytes it came as. Its fields are getters of the class: never spread one, use `withSpan` and its like. */
export abstract class EncodedRecord {
  readonly slice: Slice;

  constructor(slice: Slice) {
    this.slice = slice;
  }
}

/** Remembers that `value` (a resource, scope or container) was decoded from exactly these bytes and, being immutable, still equals them. */
export function setOrigin(value: object, slice: Slice): void {
  origins.set(value, slice);
}

/** The bytes that encoding may copy; undefined when the value was made or changed by hand. */
export function originOf(value: object): Slice | undefined {
  return value instanceof EncodedRecord ? value.slice : origins.get(value);
}

/** For a value that, once merged or migrated, no longer equals the bytes it came as. */
export function forgetOrigin(value: object): void {
  origins.delete(value);
}
