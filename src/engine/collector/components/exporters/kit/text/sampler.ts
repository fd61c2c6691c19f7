import type { UnixNano } from '#common/base/units.ts';

const buckets = 4096;
const second = 1_000_000_000n;

/**
 * zap's sampler (zapcore/sampler.go): of messages with the same text, each second lets the first `initial` through, then every
 * `thereafter`-th. Texts are told apart by a hash into 4096 counters, so that long texts cost no memory; two may share one, as in zap.
 */
export class Sampler {
  readonly #initial: number;
  readonly #thereafter: number;
  readonly #counters = new Map<number, { resetAt: bigint; count: number }>();

  constructor(initial: number, thereafter: number) {
    this.#initial = initial;
    this.#thereafter = thereafter;
  }

  /** True when the message is to be printed. */
  allows(message: string, now: UnixNano): boolean {
    if (this.#thereafter === 1) return true;
    const count = this.#count(fnv32a(message) % buckets, now);
    return count <= this.#initial || (this.#thereafter !== 0 && (count - this.#initial) % this.#thereafter === 0);
  }

  #count(bucket: number, now: bigint): number {
    const counter = this.#counters.get(bucket);
    if (counter === undefined || counter.resetAt <= now) {
      this.#counters.set(bucket, { resetAt: now + second, count: 1 });
      return 1;
    }
    counter.count += 1;
    return counter.count;
  }
}

function fnv32a(text: string): number {
  let hash = 2_166_136_261;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 16_777_619) >>> 0;
  return hash;
}
