import { type Millis, millis, nanosBetween, nanosToMillis, type UnixNano } from '#common/base/units.ts';
import type { Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import type { LogLevel, Logger } from '../../../component/logger.ts';
import type { MemoryLimiterConfig } from './config.ts';

const mib = 1024 * 1024;
/** A collection that frees less than this share of the memory counts as fruitless. */
const fruitfulShare = 0.05;

interface Limits {
  /** Bytes. */
  readonly hard: number;
  readonly soft: number;
}

/**
 * Measures memory every `check_interval` and says whether data must be refused (upstream internal/memorylimiter v0.159).
 * Shared by the processors of all pipelines that have one id: it starts with the first and stops with the last.
 * Upstream measures Go's heap and forces Go's collector. Here: Host.memory, the JavaScript heap; a collection can be asked for only where the
 * process was started with --expose-gc, so that elsewhere memory falls only when the engine collects by itself.
 */
export class MemoryLimiter {
  readonly #config: MemoryLimiterConfig;
  readonly #logger: Logger;
  readonly #limits: Limits;
  #timer: Disposable | undefined;
  #users = 0;
  #mustRefuse = false;
  #lastUsed = 0;
  #lastCollected: UnixNano | undefined;
  #softInterval = millis(0);
  #hardInterval = millis(0);

  constructor(config: MemoryLimiterConfig, set: Pick<Settings, 'sharedLogger' | 'totalMemory'>) {
    this.#config = config;
    this.#logger = set.sharedLogger;
    this.#limits = this.#readLimits(set.totalMemory());
  }

  get mustRefuse(): boolean {
    return this.#mustRefuse;
  }

  start(host: Host): void {
    this.#users += 1;
    if (this.#users > 1) return;
    this.#lastCollected = host.clock.now();
    this.#tick(host);
  }

  shutdown(): void {
    if (this.#users === 0) return;
    this.#users -= 1;
    if (this.#users === 0) this.#timer?.[Symbol.dispose]();
  }

  #readLimits(total: number): Limits {
    const { check_interval, limit_mib, limit_percentage, spike_limit_mib, spike_limit_percentage } = this.#config;
    const share = (percentage: number): number => Math.floor((percentage * total) / 100);
    if (limit_mib === 0) {
      this.#log('info', 'Using percentage memory limiter', { total_memory_mib: Math.floor(total / mib), limit_percentage, spike_limit_percentage }, 185);
    }
    const hard = limit_mib === 0 ? share(limit_percentage) : limit_mib * mib;
    const written = limit_mib === 0 ? share(spike_limit_percentage) : spike_limit_mib * mib;
    const spike = written === 0 ? Math.floor(hard / 5) : written;
    this.#log('info', 'Memory limiter configured', { limit_mib: Math.floor(hard / mib), spike_limit_mib: Math.floor(spike / mib), check_interval: check_interval / 1000 }, 109);
    return { hard, soft: hard - spike };
  }

  #tick(host: Host): void {
    this.#timer = host.clock.setTimeout(() => {
      this.#check(host);
      this.#tick(host);
    }, this.#config.check_interval);
  }

  #check(host: Host): void {
    let used = host.memory.used();
    this.#log('debug', 'Currently used memory.', memory(used), 260);
    let above = this.#classify(used, false);
    if (!above) {
      if (this.#mustRefuse) this.#log('info', 'Memory usage back within limits. Resuming normal operation.', memory(used), 270);
      this.#mustRefuse = false;
      return;
    }
    if (this.#mayCollect(host, used)) {
      used = this.#collect(host, used);
      above = this.#classify(used, true);
    }
    if (above && !this.#mustRefuse) this.#log('warn', 'Memory usage is above soft limit. Refusing data.', memory(used), 301);
    this.#mustRefuse = above;
  }

  /** True above the soft limit. Learns from what the last collection has freed. */
  #classify(used: number, collected: boolean): boolean {
    const above = used >= this.#limits.soft;
    const fruitful = !above || used <= this.#lastUsed * (1 - fruitfulShare);
    this.#lastUsed = used;
    if (fruitful) {
      this.#softInterval = millis(0);
      this.#hardInterval = millis(0);
    } else if (collected) this.#slowDown(used);
    return above;
  }

  #slowDown(used: number): void {
    const { max_gc_interval_when_hard_limited: maxHard, max_gc_interval_when_soft_limited: maxSoft, min_gc_interval_when_hard_limited: minHard, min_gc_interval_when_soft_limited: minSoft } = this.#config;
    this.#softInterval = this.#longer(this.#softInterval, minSoft, maxSoft);
    this.#hardInterval = this.#longer(this.#hardInterval, minHard, maxHard);
    const intervals = { next_soft_gc_interval: this.#softInterval / 1000, next_hard_gc_interval: this.#hardInterval / 1000 };
    this.#log('warn', 'Forced GC did not reclaim enough memory. Will back off GC frequency to preserve CPU for recovery.', { ...intervals, ...memory(used) }, 233);
  }

  #longer(current: Millis, min: Millis, max: Millis): Millis {
    if (max === 0) return min;
    const floor = Math.max(min, this.#config.check_interval * 0.95);
    return millis(Math.min(Math.max(current, floor) * 2, Math.max(max, min)));
  }

  #mayCollect({ clock }: Host, used: number): boolean {
    const gate = used >= this.#limits.hard
      ? Math.max(this.#config.min_gc_interval_when_hard_limited, this.#hardInterval)
      : Math.max(this.#config.min_gc_interval_when_soft_limited, this.#softInterval);
    return this.#lastCollected === undefined || nanosToMillis(nanosBetween(this.#lastCollected, clock.now())) > gate;
  }

  #collect({ clock, memory: heap }: Host, used: number): number {
    if (used >= this.#limits.hard) this.#log('warn', 'Memory usage is above hard limit. Forcing a GC.', memory(used), 282);
    else this.#log('info', 'Memory usage is above soft limit. Forcing a GC.', memory(used), 292);
    heap.collect();
    this.#lastCollected = clock.now();
    const after = heap.used();
    this.#log('info', 'Memory usage after GC.', memory(after), 207);
    return after;
  }

  #log(level: LogLevel, message: string, fields: Record<string, unknown>, line: number): void {
    this.#logger.log(level, message, fields, `memorylimiter@v0.159.0/memorylimiter.go:${String(line)}`);
  }
}

const memory = (bytes: number) => ({ cur_mem_mib: Math.floor(bytes / mib) });
