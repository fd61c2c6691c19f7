import type { Slice, Source } from './protobufReader.ts';

const origins = new WeakMap<object, Slice>();

/** A record made of the bytes it came as. Its fields are getters of the class: never spread one, use `withSpan` and its like. */
export abstract class EncodedRecord implements Slice {
  readonly source: Source;
  readonly start: number;
  readonly end: number;

  constructor({ source, start, end }: Slice) {
    this.source = source;
    this.start = start;
    this.end = end;
  }

  /** The bytes it still equals. */
  origin(): Slice | undefined {
    return this;
  }
}

/** Remembers that `value` (a resource, scope or container) was decoded from exactly these bytes and, being immutable, still equals them. */
export function setOrigin(value: object, slice: Slice): void {
  origins.set(value, slice);
}

/** The bytes that encoding may copy; undefined when the value was made or changed by hand. */
export function originOf(value: object): Slice | undefined {
  return value instanceof EncodedRecord ? value.origin() : origins.get(value);
}

/** For a value that, once merged or migrated, no longer equals the bytes it came as. */
export function forgetOrigin(value: object): void {
  origins.delete(value);
}
