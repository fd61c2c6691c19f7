import type { Clock } from './clock.ts';
import { disposable } from './disposable.ts';
import { millisToNanos, type Millis, type UnixNano, unixNano } from './units.ts';

interface Timer {
  readonly at: bigint;
  readonly callback: () => void;
}

/** A clock that moves only when told to; for tests. Starts at 2024-01-01T00:00:00Z unless told otherwise. */
export class FakeClock implements Clock {
  #now: bigint;
  readonly #timers = new Set<Timer>();

  constructor(start: bigint = 1_704_067_200_000_000_000n) {
    this.#now = start;
  }

  now(): UnixNano {
    return unixNano(this.#now);
  }

  setTimeout(callback: () => void, delay: Millis): Disposable {
    const timer: Timer = { at: this.#now + BigInt(millisToNanos(delay)), callback };
    this.#timers.add(timer);
    return disposable(() => this.#timers.delete(timer));
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  /** Moves time on, running due timers in order and letting promises settle after each. */
  async advance(by: Millis): Promise<void> {
    const end = this.#now + BigInt(millisToNanos(by));
    await settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#timers.delete(next);
      this.#now = next.at > this.#now ? next.at : this.#now;
      next.callback();
      await settle();
    }
    this.#now = end;
  }

  #next(end: bigint): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) if (timer.at <= end && (first === undefined || timer.at < first.at)) first = timer;
    return first;
  }
}

/** Lets chains of already-resolved promises run. */
async function settle(): Promise<void> {
  for (let i = 0; i < 50; i += 1) await Promise.resolve();
}
