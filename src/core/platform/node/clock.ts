import { type Clock } from '#common/base/clock.ts';
import { disposable } from '#common/base/disposable.ts';
import { type Millis, type UnixNano, unixNano } from '#common/base/units.ts';

/** Above this difference the machine slept or its clock was set: take the wall's word. */
const maxDriftNanos = 500_000_000n;
/** The longest delay a Node timer takes; longer ones fire at once. Milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** Wall time that never runs backwards between two calls unless somebody sets the machine's clock; nanosecond steps. */
export class SystemClock implements Clock {
  #wallStart = wall();
  #monotonicStart = process.hrtime.bigint();

  now(): UnixNano {
    const passed = process.hrtime.bigint() - this.#monotonicStart;
    const time = this.#wallStart + passed;
    const drift = wall() - time;
    if (drift < maxDriftNanos && drift > -maxDriftNanos) return unixNano(time);
    this.#wallStart = wall();
    this.#monotonicStart += passed;
    return unixNano(this.#wallStart);
  }

  setTimeout(callback: () => void, delay: Millis): Disposable {
    let timer: NodeJS.Timeout;
    const arm = (left: number): void => {
      timer = left > longestTimer ? setTimeout(() => arm(left - longestTimer), longestTimer) : setTimeout(callback, left);
    };
    arm(delay);
    return disposable(() => clearTimeout(timer));
  }
}

const wall = (): bigint => BigInt(Date.now()) * 1_000_000n;
