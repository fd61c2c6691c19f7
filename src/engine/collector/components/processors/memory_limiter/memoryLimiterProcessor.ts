import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Processor, Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import { ConsumeError } from '../../../consumer/consumeError.ts';
import type { Consumer, Context } from '../../../consumer/consumer.ts';
import { itemsOf } from '../../../helpers/metricNames.ts';
import type { MemoryLimiter } from './memoryLimiter.ts';

interface MemoryLimiterProcessorSettings<S extends Signal> {
  readonly signal: S;
  readonly set: Settings;
  readonly limiter: MemoryLimiter;
  readonly next: Consumer<S>;
}

/** Refuses data while the limiter says so; the refusal is retryable, so that a well-behaved sender comes back with it. */
export class MemoryLimiterProcessor<S extends Signal> implements Processor<S> {
  readonly #settings: MemoryLimiterProcessorSettings<S>;
  #running = false;

  constructor(settings: MemoryLimiterProcessorSettings<S>) {
    this.#settings = settings;
  }

  async start(host: Host): Promise<void> {
    this.#running = true;
    this.#settings.limiter.start(host);
  }

  async consume(data: Pdata<S>, context: Context): Promise<void> {
    const { limiter, next, set, signal } = this.#settings;
    const count = (outcome: 'accepted' | 'refused'): void => set.metrics.add(`otelcol_processor_${outcome}_${itemsOf[signal]}`, itemCount(signal, data));
    if (limiter.mustRefuse) {
      count('refused');
      throw new ConsumeError('data refused due to high memory usage', { retryable: true });
    }
    // Counted before the next consumer has its say, as upstream does.
    count('accepted');
    await next.consume(data, context);
  }

  async shutdown(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    this.#settings.limiter.shutdown();
  }
}
