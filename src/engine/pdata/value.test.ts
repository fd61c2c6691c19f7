import { describe, expect, it } from 'vitest';
import { Attributes, type KeyValue } from './value.ts';

describe('Attributes', () => {
  it('looks up the first of equal keys and keeps them all', () => {
    const attributes = new Attributes([{ key: 'a', value: 1n }, { key: 'a', value: 2n }]);

    expect([attributes.get('a'), attributes.size, attributes.has('b'), attributes.without('a').size]).toEqual([1n, 2, false, 0]);
  });

  it('replaces in place, appends at the end, and stays itself when nothing changes', () => {
    const attributes = Attributes.of({ a: 1n, b: NaN });

    expect(attributes.with('a', 2n).entries).toEqual([{ key: 'a', value: 2n }, { key: 'b', value: NaN }]);
    expect(attributes.with('c', 3n).entries.at(-1)).toEqual({ key: 'c', value: 3n });
    expect(attributes.with('a', 1n).with('b', NaN).without('x')).toBe(attributes);
    expect(attributes.with('a', 1)).not.toBe(attributes);
  });

  it('fills the gap of a pair that was taken out with the last one', () => {
    const attributes = Attributes.of({ a: 1n, b: 2n, c: 3n });

    expect(attributes.withoutFirst('a').entries).toEqual([{ key: 'c', value: 3n }, { key: 'b', value: 2n }]);
    expect(attributes.withoutFirst('c').entries).toEqual([{ key: 'a', value: 1n }, { key: 'b', value: 2n }]);
    expect(attributes.withoutFirst('x')).toBe(attributes);
  });

  it('asks its source for all pairs once, on first look', () => {
    let asked = 0;
    const entries: readonly KeyValue[] = [{ key: 'k', value: 'v' }];
    const { source } = new Attributes(entries);
    const lazy = Attributes.lazily({
      size: 1, entries: () => (asked++, entries), indexOf: (key) => source.indexOf(key), valueAt: (index) => source.valueAt(index),
      with: (index, entry) => source.with(index, entry), without: (index, gap) => source.without(index, gap),
    });

    expect([lazy.size, lazy.get('k'), lazy.has('x'), lazy.with('k', 'v') === lazy]).toEqual([1, 'v', false, true]);
    expect(asked).toBe(0);
    expect([...lazy, ...lazy.entries]).toEqual([...entries, ...entries]);
    expect(asked).toBe(1);
  });
});
