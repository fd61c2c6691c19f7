import { type Millis, millis, nanosBetween, nanosToMillis, type UnixNano } from '#common/base/units.ts';
import type { Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import type { MemoryLimiterConfig } from './config.ts';
import { inMib, MemoryLimiter } from './memoryLimiter.ts';

/** A collection that frees less than this share of the memory counts as fruitless. */
const fruitfulShare = 0.05;

/** Upstream internal/memorylimiter v0.159: collections that free little come less and less often. */
export class CurrentLimiter extends MemoryLimiter {
  #lastUsed = 0;
  #lastCollected: UnixNano | undefined;
  #softInterval = millis(0);
  #hardInterval = millis(0);

  constructor(config: MemoryLimiterConfig, set: Pick<Settings, 'sharedLogger' | 'totalMemory'>) {
    super(config, set, { logger: set.sharedLogger, source: 'memorylimiter@v0.159.0/memorylimiter.go', lines: { configured: 109, percentage: 185, used: 260, collected: 207 } });
  }

  protected override began({ clock }: Host): void {
    this.#lastCollected = clock.now();
  }

  protected override check(host: Host, measured: number): void {
    let used = measured;
    let above = this.#classify(used, false);
    if (!above) {
      if (this.refusing) this.log('info', 'Memory usage back within limits. Resuming normal operation.', inMib(used), 270);
      this.turn(false);
      return;
    }
    if (this.#mayCollect(host, used)) {
      used = this.#collect(host, used);
      above = this.#classify(used, true);
    }
    if (above && !this.refusing) this.log('warn', 'Memory usage is above soft limit. Refusing data.', inMib(used), 301);
    this.turn(above);
  }

  /** True above the soft limit. Learns from what the last collection has freed. */
  #classify(used: number, collected: boolean): boolean {
    const above = used >= this.limits.soft;
    const fruitful = !above || used <= this.#lastUsed * (1 - fruitfulShare);
    this.#lastUsed = used;
    if (fruitful) {
      this.#softInterval = millis(0);
      this.#hardInterval = millis(0);
    } else if (collected) this.#slowDown(used);
    return above;
  }

  #slowDown(used: number): void {
    const { max_gc_interval_when_hard_limited: maxHard, max_gc_interval_when_soft_limited: maxSoft, min_gc_interval_when_hard_limited: minHard, min_gc_interval_when_soft_limited: minSoft } = this.config;
    this.#softInterval = this.#longer(this.#softInterval, minSoft, maxSoft);
    this.#hardInterval = this.#longer(this.#hardInterval, minHard, maxHard);
    const intervals = { next_soft_gc_interval: this.#softInterval / 1000, next_hard_gc_interval: this.#hardInterval / 1000 };
    this.log('warn', 'Forced GC did not reclaim enough memory. Will back off GC frequency to preserve CPU for recovery.', { ...intervals, ...inMib(used) }, 233);
  }

  #longer(current: Millis, min: Millis, max: Millis): Millis {
    if (max === 0) return min;
    const floor = Math.max(min, this.config.check_interval * 0.95);
    return millis(Math.min(Math.max(current, floor) * 2, Math.max(max, min)));
  }

  #mayCollect({ clock }: Host, used: number): boolean {
    const gate = used >= this.limits.hard
      ? Math.max(this.config.min_gc_interval_when_hard_limited, this.#hardInterval)
      : Math.max(this.config.min_gc_interval_when_soft_limited, this.#softInterval);
    return this.#lastCollected === undefined || nanosToMillis(nanosBetween(this.#lastCollected, clock.now())) > gate;
  }

  #collect(host: Host, used: number): number {
    if (used >= this.limits.hard) this.log('warn', 'Memory usage is above hard limit. Forcing a GC.', inMib(used), 282);
    else this.log('info', 'Memory usage is above soft limit. Forcing a GC.', inMib(used), 292);
    const after = this.collectGarbage(host);
    this.#lastCollected = host.clock.now();
    return after;
  }
}
