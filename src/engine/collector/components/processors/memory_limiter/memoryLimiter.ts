import type { Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import type { LogLevel, Logger } from '../../../component/logger.ts';
import type { MemoryLimiterConfig } from './config.ts';

export const mib = 1024 * 1024;

export interface Limits {
  /** Bytes. */
  readonly hard: number;
  readonly soft: number;
}

/** How a release's limiter is set up and what it is called in the log. */
export interface LimiterSettings {
  readonly logger: Logger;
  readonly source: string;
  readonly lines: { readonly configured: number; readonly percentage: number; readonly used: number; readonly collected: number };
}

/**
 * Measures memory every `check_interval` and says whether data must be refused; how it decides is each release's own `check`.
 * Shared by the processors of all pipelines that have one id: it starts with the first and stops with the last.
 * Upstream measures Go's heap and forces Go's collector. Here: Host.memory, the JavaScript heap; a collection can be asked for only where the
 * process was started with --expose-gc, so that elsewhere memory falls only when the engine collects by itself.
 */
export abstract class MemoryLimiter {
  protected readonly config: MemoryLimiterConfig;
  protected readonly limits: Limits;
  readonly #settings: LimiterSettings;
  #timer: Disposable | undefined;
  #users = 0;
  #host: Host | undefined;
  #used = 0;
  protected refusing = false;

  constructor(config: MemoryLimiterConfig, set: Pick<Settings, 'totalMemory'>, settings: LimiterSettings) {
    this.config = config;
    this.#settings = settings;
    const percentage = config.limit_mib === 0 ? set.totalMemory() : undefined;
    if (percentage !== undefined) {
      const { limit_percentage, spike_limit_percentage } = config;
      this.log('info', 'Using percentage memory limiter', { total_memory_mib: Math.floor(percentage / mib), limit_percentage, spike_limit_percentage }, settings.lines.percentage);
    }
    this.limits = this.readLimits(percentage);
    const shown = { limit_mib: Math.floor(this.limits.hard / mib), spike_limit_mib: Math.floor((this.limits.hard - this.limits.soft) / mib) };
    this.log('info', 'Memory limiter configured', { ...shown, check_interval: config.check_interval / 1000 }, settings.lines.configured);
  }

  get mustRefuse(): boolean {
    return this.refusing;
  }

  /** What the last look found. Bytes. */
  get lastUsed(): number {
    return this.#used;
  }

  get softLimit(): number {
    return this.limits.soft;
  }

  start(host: Host): void {
    this.#host = host;
    this.#users += 1;
    if (this.#users > 1) return;
    this.began(host);
    this.#tick(host);
  }

  shutdown(): void {
    if (this.#users === 0) return;
    this.#users -= 1;
    if (this.#users === 0) this.#timer?.[Symbol.dispose]();
  }

  /** `total`: the memory that percentages are of; undefined when they do not count. */
  protected readLimits(total: number | undefined): Limits {
    const { limit_mib, limit_percentage, spike_limit_mib, spike_limit_percentage } = this.config;
    const share = (percentage: number): number => Math.floor((percentage * (total ?? 0)) / 100);
    const hard = total === undefined ? limit_mib * mib : share(limit_percentage);
    const written = total === undefined ? spike_limit_mib * mib : share(spike_limit_percentage);
    return { hard, soft: hard - (written === 0 ? Math.floor(hard / 5) : written) };
  }

  protected began(_host: Host): void {
    return;
  }

  /** One look at the memory, `used` bytes now. */
  protected abstract check(host: Host, used: number): void;

  /** From now on data is refused, or no longer. */
  protected turn(refusing: boolean): void {
    if (refusing === this.refusing) return;
    this.refusing = refusing;
    this.#host?.reportStatus(refusing ? { status: 'recoverable_error', error: 'data refused due to high memory usage' } : { status: 'ok' });
  }

  /** Gives the bytes in use afterwards. */
  protected collectGarbage({ memory: heap }: Host): number {
    heap.collect();
    this.#used = heap.used();
    this.log('info', 'Memory usage after GC.', inMib(this.#used), this.#settings.lines.collected);
    return this.#used;
  }

  protected log(level: LogLevel, message: string, fields: Record<string, unknown>, line: number): void {
    this.#settings.logger.log(level, message, fields, `${this.#settings.source}:${String(line)}`);
  }

  #tick(host: Host): void {
    this.#timer = host.clock.setTimeout(() => {
      this.#used = host.memory.used();
      this.log('debug', 'Currently used memory.', inMib(this.#used), this.#settings.lines.used);
      this.check(host, this.#used);
      this.#tick(host);
    }, this.config.check_interval);
  }
}

export const inMib = (bytes: number) => ({ cur_mem_mib: Math.floor(bytes / mib) });
