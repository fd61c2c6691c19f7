/**
 * The value of an attribute or a log body: opentelemetry-proto common.v1.AnyValue as the nearest native value.
 * undefined = empty, bigint = int64, number = double, Uint8Array = bytes, array = ArrayValue, Attributes = KeyValueList.
 */
export type AnyValue = undefined | string | boolean | bigint | number | Uint8Array | readonly AnyValue[] | Attributes;

export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

/**
 * A list of pairs that need not have been decoded: what a list of attributes is until somebody looks at all of it. Immutable: changing it
 * makes another. Indexes are within the list, except that `with` may add at its end. Must not fail.
 */
export interface AttributesSource {
  readonly size: number;
  /** All pairs. */
  entries(): readonly KeyValue[];
  /** Where the first pair with this key is; -1 without one. */
  indexOf(key: string): number;
  valueAt(index: number): AnyValue;
  with(index: number, entry: KeyValue): AttributesSource;
  /** 'filled': the last pair takes the place. */
  without(index: number, gap: 'closed' | 'filled'): AttributesSource;
}

/** Pairs made by hand. */
class Pairs implements AttributesSource {
  readonly #pairs: readonly KeyValue[];

  constructor(pairs: readonly KeyValue[]) {
    this.#pairs = pairs;
  }

  get size(): number {
    return this.#pairs.length;
  }

  entries(): readonly KeyValue[] {
    return this.#pairs;
  }

  indexOf(key: string): number {
    return this.#pairs.findIndex((pair) => pair.key === key);
  }

  valueAt(index: number): AnyValue {
    return this.#pairs[index]?.value;
  }

  with(index: number, entry: KeyValue): AttributesSource {
    return new Pairs(withElement(this.#pairs, index, entry));
  }

  without(index: number, gap: 'closed' | 'filled'): AttributesSource {
    return new Pairs(withoutElement(this.#pairs, index, gap));
  }
}

/**
 * An ordered list of key-value pairs, as on the wire. A key should be unique; when it is not, all pairs are kept and the first is the one
 * that is looked up (pcommon.Map behaves so). Immutable: `with` and `without` return a new list, or this one when nothing would change.
 */
export class Attributes implements Iterable<KeyValue> {
  static readonly empty = new Attributes([]);
  #entries: readonly KeyValue[] | undefined;
  readonly #source: AttributesSource;

  constructor(entries: readonly KeyValue[] | undefined, source: AttributesSource = new Pairs(entries ?? [])) {
    this.#entries = entries;
    this.#source = source;
  }

  static of(values: Readonly<Record<string, AnyValue>>): Attributes {
    return new Attributes(Object.entries(values).map(([key, value]) => ({ key, value })));
  }

  /** A list that is read from its source on first look. */
  static lazily(source: AttributesSource): Attributes {
    return new Attributes(undefined, source);
  }

  get entries(): readonly KeyValue[] {
    return (this.#entries ??= this.#source.entries());
  }

  /** What this list is read from, for a codec that can copy instead of re-encode. */
  get source(): AttributesSource {
    return this.#source;
  }

  get size(): number {
    return this.#source.size;
  }

  has(key: string): boolean {
    return this.#source.indexOf(key) >= 0;
  }

  get(key: string): AnyValue {
    const index = this.#source.indexOf(key);
    return index < 0 ? undefined : this.#source.valueAt(index);
  }

  /** Replaces the first pair with this key in place, or appends one. */
  with(key: string, value: AnyValue): Attributes {
    const index = this.#source.indexOf(key);
    if (index >= 0 && Object.is(this.#source.valueAt(index), value)) return this;
    return Attributes.lazily(this.#source.with(index < 0 ? this.#source.size : index, { key, value }));
  }

  /** Without any pair of this key. */
  without(key: string): Attributes {
    let source = this.#source;
    for (let index = source.indexOf(key); index >= 0; index = source.indexOf(key)) source = source.without(index, 'closed');
    return source === this.#source ? this : Attributes.lazily(source);
  }

  /** Without the first pair of this key; the last pair takes its place, as pcommon.Map.Remove does. */
  withoutFirst(key: string): Attributes {
    const index = this.#source.indexOf(key);
    return index < 0 ? this : Attributes.lazily(this.#source.without(index, 'filled'));
  }

  [Symbol.iterator](): Iterator<KeyValue> {
    return this.entries[Symbol.iterator]();
  }
}

/** A copy with another element at `index`, which may be the end. */
export function withElement<T>(list: readonly T[], index: number, element: T): T[] {
  const copy = list.slice();
  copy[index] = element;
  return copy;
}

/** A copy without one element. */
export function withoutElement<T>(list: readonly T[], index: number, gap: 'closed' | 'filled'): T[] {
  const copy = list.slice();
  const last = copy.length - 1;
  if (gap === 'closed') copy.copyWithin(index, index + 1);
  else copy.copyWithin(index, last);
  copy.length = last;
  return copy;
}
