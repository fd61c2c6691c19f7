import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Processor, Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import { ProcessingTime } from '../../../component/processingTime.ts';
import type { Counter } from '../../../component/metrics.ts';
import { ConsumeError } from '../../../consumer/consumeError.ts';
import type { Consumer, Context } from '../../../consumer/consumer.ts';
import { itemsOf } from '../../../helpers/metricNames.ts';
import type { MemoryLimiterConfig } from './config.ts';
import { type MemoryLimiter, mib } from './memoryLimiter.ts';

interface MemoryLimiterProcessorSettings<S extends Signal> {
  readonly signal: S;
  readonly set: Settings;
  readonly config: MemoryLimiterConfig;
  readonly limiter: MemoryLimiter;
  readonly next: Consumer<S>;
  /** True: the counters of all outcomes exist together, with that of what was dropped (always 0), as in v0.84. */
  readonly countsTogether: boolean;
}

const refusal = 'data refused due to high memory usage';

/** Refuses data while the limiter says so; the refusal is retryable, so that a well-behaved sender comes back with it. */
export class MemoryLimiterProcessor<S extends Signal> implements Processor<S> {
  readonly #settings: MemoryLimiterProcessorSettings<S>;
  readonly #counters: Readonly<Record<'accepted' | 'refused' | 'dropped', Counter>>;
  readonly #time: ProcessingTime;
  #running = false;

  constructor(settings: MemoryLimiterProcessorSettings<S>) {
    this.#settings = settings;
    this.#time = new ProcessingTime(settings.set, settings.signal);
    const counter = (outcome: string): Counter => settings.set.metrics.counter(`otelcol_processor_${outcome}_${itemsOf[settings.signal]}`);
    this.#counters = { accepted: counter('accepted'), refused: counter('refused'), dropped: counter('dropped') };
  }

  async start(host: Host): Promise<void> {
    this.#running = true;
    this.#time.clock = host.clock;
    this.#settings.limiter.start(host);
  }

  consume(data: Pdata<S>, context: Context): Promise<void> {
    const { limiter, next, signal } = this.#settings;
    const items = itemCount(signal, data);
    const refuse = this.#time.measure(() => limiter.mustRefuse);
    if (refuse) return Promise.reject(this.#refuse(data, items));
    // Counted before the next consumer has its say, as upstream does.
    this.#count('accepted', items);
    return next.consume(data, context);
  }

  async shutdown(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    this.#settings.limiter.shutdown();
  }

  #refuse(data: Pdata<S>, items: number): ConsumeError {
    const { config, limiter, set: { reasons }, signal } = this.#settings;
    this.#count('refused', items);
    if (reasons.wanted) {
      const key = config.limit_mib > 0 ? 'limit_mib' : 'limit_percentage';
      const inputs = { 'memory.used_mib': Math.floor(limiter.lastUsed / mib), 'soft_limit_mib': Math.floor(limiter.softLimit / mib), [key]: config[key] };
      reasons.give({ signal, verdict: 'refused', data, because: refusal, rule: [key], inputs });
    }
    return new ConsumeError(refusal, { retryable: true });
  }

  #count(outcome: 'accepted' | 'refused', items: number): void {
    const { accepted, dropped, refused } = this.#counters;
    (outcome === 'accepted' ? accepted : refused).add(items);
    if (!this.#settings.countsTogether) return;
    (outcome === 'accepted' ? refused : accepted).add(0);
    dropped.add(0);
  }
}
