import type { Clock } from '#common/base/clock.ts';

const bucketMillis = 500;
const windowMillis = 5_000;

/** How often something happens per second, over the last five seconds (less while it is younger). */
export class RateWindow {
  readonly #clock: Clock;
  readonly #buckets = new Map<number, number>();
  #first: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(count = 1): void {
    if (count <= 0) return;
    const bucket = this.#now();
    this.#first ??= bucket;
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + count);
    this.#forget(bucket);
  }

  perSecond(): number {
    const now = this.#now();
    this.#forget(now);
    if (this.#first === undefined || this.#buckets.size === 0) return 0;
    const covered = Math.min(windowMillis, Math.max(1, now - this.#first + 1) * bucketMillis);
    const sum = [...this.#buckets.values()].reduce((total, count) => total + count, 0);
    return Math.round((sum * 10_000) / Math.max(covered, 1_000)) / 10;
  }

  #now(): number {
    return Math.floor(Number(this.#clock.now() / 1_000_000n) / bucketMillis);
  }

  #forget(now: number): void {
    const oldest = now - windowMillis / bucketMillis + 1;
    for (const bucket of this.#buckets.keys()) if (bucket < oldest) this.#buckets.delete(bucket);
  }
}

/** Rates by name; a name appears with its first count. */
export class Rates {
  readonly #clock: Clock;
  readonly #windows = new Map<string, RateWindow>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(name: string, count = 1): void {
    let window = this.#windows.get(name);
    if (window === undefined) this.#windows.set(name, (window = new RateWindow(this.#clock)));
    window.add(count);
  }

  perSecond(name: string): number {
    return this.#windows.get(name)?.perSecond() ?? 0;
  }

  all(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#windows].map(([name, window]) => [name, window.perSecond()]));
  }
}
