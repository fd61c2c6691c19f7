import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import { merge } from '#engine/pdata/operations/merge.ts';
import { split } from '#engine/pdata/operations/split.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';

/** What has gathered and was not sent yet, in order of arrival. Joining is left to the moment of sending. */
export class Pending<S extends Signal> {
  readonly #signal: S;
  #parts: Pdata<S>[] = [];
  #items = 0;

  constructor(signal: S) {
    this.#signal = signal;
  }

  /** Spans, data points or log records. */
  get items(): number {
    return this.#items;
  }

  add(data: Pdata<S>): void {
    const items = itemCount(this.#signal, data);
    // Empty envelopes are dropped here, as upstream does.
    if (items === 0) return;
    this.#items += items;
    this.#parts.push(data);
  }

  /** Takes everything, or the oldest `maxItems` when there are more (0: no limit). */
  take(maxItems: number): { readonly data: Pdata<S>; readonly items: number } {
    const all = merge(this.#signal, this.#parts);
    if (maxItems === 0 || this.#items <= maxItems) {
      const items = this.#items;
      this.#parts = [];
      this.#items = 0;
      return { data: all, items };
    }
    const [data, rest] = split(this.#signal, all, maxItems);
    this.#parts = [rest];
    this.#items -= maxItems;
    return { data, items: maxItems };
  }
}
