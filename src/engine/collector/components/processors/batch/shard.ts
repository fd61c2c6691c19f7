import type { Clock } from '#common/base/clock.ts';
import { errorMessage } from '#common/base/errors.ts';
import type { Millis } from '#common/base/units.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Settings } from '../../../component/component.ts';
import type { Consumer, Context } from '../../../consumer/consumer.ts';
import { Pending } from './pending.ts';

export interface ShardSettings<S extends Signal> {
  readonly signal: S;
  readonly set: Settings;
  readonly clock: Clock;
  readonly next: Consumer<S>;
  /** Carries the metadata that all of this shard's data shares, and nothing else of its callers. */
  readonly context: Context;
  /** 0, like a sendBatchSize of 0, sends every arrival at once. */
  readonly timeout: Millis;
  readonly sendBatchSize: number;
  readonly sendBatchMaxSize: number;
}

/** Arrivals that may wait while the shard is sending; later callers wait themselves. Upstream: as many as the machine has CPUs. */
const inboxSize = 8;

/**
 * One gatherer of the batch processor; upstream's goroutine with its channel and timer. The timer runs freely from the start, so that an
 * item waits at most `timeout`; it starts anew only after a batch that its size has sent.
 */
export class Shard<S extends Signal> {
  readonly #settings: ShardSettings<S>;
  readonly #hasTimer: boolean;
  readonly #pending: Pending<S>;
  readonly #inbox: Pdata<S>[] = [];
  readonly #waiting: (() => void)[] = [];
  #timer: Disposable | undefined;
  #ticked = false;
  #loop: Promise<void> | undefined;

  constructor(settings: ShardSettings<S>) {
    this.#settings = settings;
    this.#hasTimer = settings.timeout > 0 && settings.sendBatchSize > 0;
    this.#pending = new Pending(settings.signal);
    this.#restartTimer();
  }

  /** Resolves when the data is in; never says what became of it later. */
  async add(data: Pdata<S>): Promise<void> {
    this.#inbox.push(data);
    this.#wake();
    while (this.#inbox.length > inboxSize) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves when everything has been sent or reported lost. */
  async shutdown(): Promise<void> {
    this.#timer?.[Symbol.dispose]();
    this.#wake();
    await this.#loop;
    this.#timer?.[Symbol.dispose]();
    if (this.#pending.items > 0) await this.#send('timeout');
  }

  #wake(): void {
    this.#loop ??= this.#run().finally(() => {
      this.#loop = undefined;
    });
  }

  /** Handles what has happened, one thing at a time. */
  async #run(): Promise<void> {
    for (;;) {
      const arrived = this.#inbox.shift();
      if (arrived !== undefined) {
        this.#waiting.shift()?.();
        this.#pending.add(arrived);
        await this.#sendFull();
      } else if (this.#ticked) {
        this.#ticked = false;
        if (this.#pending.items > 0) await this.#send('timeout');
        this.#restartTimer();
      } else return;
    }
  }

  async #sendFull(): Promise<void> {
    let sent = false;
    while (this.#pending.items > 0 && (!this.#hasTimer || this.#pending.items >= this.#settings.sendBatchSize)) {
      sent = true;
      await this.#send('batch_size');
    }
    if (!sent) return;
    this.#ticked = false;
    this.#restartTimer();
  }

  #restartTimer(): void {
    this.#timer?.[Symbol.dispose]();
    if (!this.#hasTimer) return;
    this.#timer = this.#settings.clock.setTimeout(() => {
      this.#ticked = true;
      this.#wake();
    }, this.#settings.timeout);
  }

  async #send(trigger: 'timeout' | 'batch_size'): Promise<void> {
    const { context, next, sendBatchMaxSize, set } = this.#settings;
    const { data, items } = this.#pending.take(sendBatchMaxSize);
    try {
      await next.consume(data, context);
    } catch (error) {
      set.logger.warn('Sender failed', { error: errorMessage(error) }, 'batchprocessor@v0.159.0/batch_processor.go:272');
      return;
    }
    set.metrics.add(`otelcol_processor_batch_${trigger}_trigger_send`, 1);
    // Upstream also records batch_send_size_bytes, at level detailed only, because measuring costs an encoding. Here: never, for that reason.
    set.metrics.record('otelcol_processor_batch_batch_send_size', items);
  }
}
