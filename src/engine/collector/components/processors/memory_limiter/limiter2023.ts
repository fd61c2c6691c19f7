import { nanosBetween, nanosToMillis, type UnixNano } from '#common/base/units.ts';
import type { Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import type { MemoryLimiterConfig } from './config.ts';
import { inMib, type Limits, MemoryLimiter } from './memoryLimiter.ts';

/** Shortest time between collections above the soft limit. Milliseconds. */
const softIntervalMillis = 10_000;

/** Upstream memorylimiterprocessor v0.84: collects at every look above the hard limit, and once when it begins to refuse. Throws what was wrong with the config. */
export class Limiter2023 extends MemoryLimiter {
  #lastCollected: UnixNano | undefined;

  constructor(config: MemoryLimiterConfig, set: Pick<Settings, 'logger' | 'totalMemory'>) {
    if (config.check_interval <= 0) throw new Error('checkInterval must be greater than zero');
    if (config.limit_mib === 0 && config.limit_percentage === 0) throw new Error('memAllocLimit or memoryLimitPercentage must be greater than zero');
    super(config, set, { logger: set.logger, source: 'memorylimiterprocessor@v0.84.0/memorylimiter.go', lines: { configured: 102, percentage: 138, used: 273, collected: 266 } });
  }

  protected override readLimits(total: number | undefined): Limits {
    const { limit_mib, limit_percentage, spike_limit_mib, spike_limit_percentage } = this.config;
    const share = (percentage: number): boolean => percentage > 0 && percentage <= 100;
    if (total !== undefined && !(share(limit_percentage) && share(spike_limit_percentage))) {
      throw new Error('memoryLimitPercentage and memorySpikePercentage must be greater than zero and less than or equal to hundred');
    }
    const [limit, spike] = total === undefined ? [limit_mib, spike_limit_mib] : [limit_percentage, spike_limit_percentage];
    if (spike >= limit) throw new Error('memSpikeLimit must be smaller than memAllocLimit');
    return super.readLimits(total);
  }

  protected override check(host: Host, measured: number): void {
    let used = measured;
    if (used >= this.limits.hard) {
      this.log('warn', 'Memory usage is above hard limit. Forcing a GC.', inMib(used), 276);
      used = this.#collect(host);
    }
    const above = used >= this.limits.soft;
    if (this.refusing && !above) this.log('info', 'Memory usage back within limits. Resuming normal operation.', inMib(used), 288);
    if (!this.refusing && above) this.#mayBegin(host, used);
    else this.turn(above);
  }

  #mayBegin(host: Host, measured: number): void {
    let used = measured;
    if (this.#lastCollected === undefined || nanosToMillis(nanosBetween(this.#lastCollected, host.clock.now())) > softIntervalMillis) {
      this.log('info', 'Memory usage is above soft limit. Forcing a GC.', inMib(used), 295);
      used = this.#collect(host);
    }
    const above = used >= this.limits.soft;
    if (above) this.log('warn', 'Memory usage is above soft limit. Refusing data.', inMib(used), 302);
    this.turn(above);
  }

  #collect(host: Host): number {
    const after = this.collectGarbage(host);
    this.#lastCollected = host.clock.now();
    return after;
  }
}
