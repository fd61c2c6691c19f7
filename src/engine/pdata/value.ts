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
 * An ordered list of key-value pairs, as on the wire. A key should be unique; when it is not, all pairs are kept and the first is the one
 * that is looked up (pcommon.Map behaves so). Immutable: `with` and `without` return a new list, or this one when nothing would change.
 */
export class Attributes implements Iterable<KeyValue> {
  static readonly empty = new Attributes([]);
  readonly entries: readonly KeyValue[];

  constructor(entries: readonly KeyValue[]) {
    this.entries = entries;
  }

  static of(values: Readonly<Record<string, AnyValue>>): Attributes {
    return new Attributes(Object.entries(values).map(([key, value]) => ({ key, value })));
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
    if (this.entries[index]?.value === value) return this;
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
