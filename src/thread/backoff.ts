import type { Clock } from '#common/base/clock.ts';
import { type Millis, millis, nanosBetween, nanosToMillis, type UnixNano } from '#common/base/units.ts';

const first = millis(250);
const longest = millis(10_000);
/** After this long without a crash the next one counts as the first again. */
const healthyAfter = millis(30_000);

/** How long to wait before starting something again that died: 0.25 s, doubled each time, at most 10 s. */
export class Backoff {
  readonly #clock: Clock;
  #crashes = 0;
  #startedAt: UnixNano;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  started(): void {
    this.#startedAt = this.#clock.now();
  }

  /** Call once per death. */
  next(): Millis {
    const lived = nanosToMillis(nanosBetween(this.#startedAt, this.#clock.now()));
    this.#crashes = lived >= healthyAfter ? 1 : this.#crashes + 1;
    return millis(Math.min(first * 2 ** (this.#crashes - 1), longest));
  }
}
