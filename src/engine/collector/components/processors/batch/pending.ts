import type { UnixNano } from '#common/base/units.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import { merge } from '#engine/pdata/operations/merge.ts';
import { split } from '#engine/pdata/operations/split.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';

export interface Taken<S extends Signal> {
  readonly data: Pdata<S>;
  readonly items: number;
  /** When the oldest of it came, where that was noted. */
  readonly since: UnixNano | undefined;
}

/** What has gathered and was not sent yet, in order of arrival. Joining is left to the moment of sending. */
export class Pending<S extends Signal> {
  readonly #signal: S;
  #parts: Pdata<S>[] = [];
  #items = 0;
  #since: UnixNano | undefined;

  constructor(signal: S) {
    this.#signal = signal;
  }

  /** Spans, data points or log records. */
  get items(): number {
    return this.#items;
  }

  /** `now` is noted for what was there before too, when it is the first that is noted. */
  add(data: Pdata<S>, now: UnixNano | undefined): void {
    const items = itemCount(this.#signal, data);
    // Empty envelopes are dropped here, as upstream does.
    if (items === 0) return;
    this.#since ??= now;
    this.#items += items;
    this.#parts.push(data);
  }

  /** Takes everything, or the oldest `maxItems` when there are more (0: no limit). What is left counts as having come with what is taken. */
  take(maxItems: number): Taken<S> {
    const since = this.#since;
    const all = merge(this.#signal, this.#parts);
    if (maxItems === 0 || this.#items <= maxItems) {
      const items = this.#items;
      this.#parts = [];
      this.#items = 0;
      this.#since = undefined;
      return { data: all, items, since };
    }
    const [data, rest] = split(this.#signal, all, maxItems);
    this.#parts = [rest];
    this.#items -= maxItems;
    return { data, items: maxItems, since };
  }
}
