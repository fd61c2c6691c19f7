/**
 * The value of an attribute or a log body: opentelemetry-proto common.v1.AnyValue as the nearest native value.
 * undefined = empty, bigint = int64, number = double, Uint8Array = bytes, array = ArrayValue, Attributes = KeyValueList.
 */
export type AnyValue = undefined | string | boolean | bigint | number | Uint8Array | readonly AnyValue[] | Attributes;

export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

/** Where a list of attributes comes from when it has not been looked at yet. Asked at most once; must not fail. */
export interface AttributesSource {
  entries(): readonly KeyValue[];
}

/**
 * An ordered list of key-value pairs, as on the wire. A key should be unique; when it is not, all pairs are kept and the first is the one
 * that is looked up (pcommon.Map behaves so). Immutable: `with` and `without` return a new list, or this one when nothing would change.
 */
export class Attributes implements Iterable<KeyValue> {
  static readonly empty = new Attributes([]);
  #entries: readonly KeyValue[] | undefined;
  readonly #source: AttributesSource | undefined;

  constructor(entries: readonly KeyValue[] | undefined, source?: AttributesSource) {
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
    return (this.#entries ??= this.#source?.entries() ?? []);
  }

  /** The source this list still equals, for a codec that can copy instead of re-encode; undefined for a list made by hand. */
  get source(): AttributesSource | undefined {
    return this.#source;
  }

  get size(): number {
    return this.entries.length;
  }

  has(key: string): boolean {
    return this.entries.some((entry) => entry.key === key);
  }

  get(key: string): AnyValue {
    return this.entries.find((entry) => entry.key === key)?.value;
  }

  /** Replaces the first pair with this key in place, or appends one. */
  with(key: string, value: AnyValue): Attributes {
    const index = this.entries.findIndex((entry) => entry.key === key);
    if (index < 0) return new Attributes([...this.entries, { key, value }]);
    if (Object.is(this.entries[index]?.value, value)) return this;
    return new Attributes(this.entries.with(index, { key, value }));
  }

  without(key: string): Attributes {
    const kept = this.entries.filter((entry) => entry.key !== key);
    return kept.length === this.entries.length ? this : new Attributes(kept);
  }

  [Symbol.iterator](): Iterator<KeyValue> {
    return this.entries[Symbol.iterator]();
  }
}
