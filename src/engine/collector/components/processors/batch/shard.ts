import type { Clock } from '#common/base/clock.ts';
import { errorMessage } from '#common/base/errors.ts';
import { type Millis, nanosBetween, nanosToMillis } from '#common/base/units.ts';
import { protobufSize } from '#engine/pdata/otlp/protobuf.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Settings } from '../../../component/component.ts';
import type { Counter, Histogram } from '../../../component/metrics.ts';
import type { Consumer, Context } from '../../../consumer/consumer.ts';
import { Pending, type Taken } from './pending.ts';

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
  /** Where upstream logs a failure. */
  readonly failureCaller: string;
}

type Trigger = 'timeout' | 'batch_size';

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
  readonly #triggers: Readonly<Record<Trigger, Counter>>;
  readonly #sizes: Histogram;
  #timer: Disposable | undefined;
  #ticked = false;
  #loop: Promise<void> | undefined;

  constructor(settings: ShardSettings<S>) {
    this.#settings = settings;
    this.#hasTimer = settings.timeout > 0 && settings.sendBatchSize > 0;
    this.#pending = new Pending(settings.signal);
    const { metrics } = settings.set;
    this.#triggers = { timeout: metrics.counter('otelcol_processor_batch_timeout_trigger_send'), batch_size: metrics.counter('otelcol_processor_batch_batch_size_trigger_send') };
    this.#sizes = metrics.histogram('otelcol_processor_batch_batch_send_size');
    this.#restartTimer();
  }

  /** Nothing when the data is in already, else a promise of that. Never says what became of it later. */
  add(data: Pdata<S>): Promise<void> | undefined {
    if (this.#loop === undefined) {
      this.#gather(data);
      if (this.#isFull) this.#wake();
      return undefined;
    }
    this.#inbox.push(data);
    return this.#inbox.length > inboxSize ? this.#waitForRoom() : undefined;
  }

  /** Resolves when everything has been sent or reported lost. */
  async shutdown(): Promise<void> {
    this.#timer?.[Symbol.dispose]();
    this.#wake();
    while (this.#loop !== undefined) await this.#loop;
    this.#timer?.[Symbol.dispose]();
    if (this.#pending.items > 0) await this.#send('timeout');
  }

  get #isFull(): boolean {
    return this.#pending.items > 0 && (!this.#hasTimer || this.#pending.items >= this.#settings.sendBatchSize);
  }

  async #waitForRoom(): Promise<void> {
    while (this.#inbox.length > inboxSize) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #gather(data: Pdata<S>): void {
    const { clock, set: { reasons } } = this.#settings;
    this.#pending.add(data, reasons.wanted ? clock.now() : undefined);
  }

  #wake(): void {
    this.#loop ??= this.#run().finally(() => {
      this.#loop = undefined;
      // Whatever came after the loop had looked for the last time.
      if (this.#inbox.length > 0 || this.#ticked) this.#wake();
    });
  }

  /** Handles what has happened, one thing at a time. */
  async #run(): Promise<void> {
    if (this.#isFull) await this.#sendFull();
    for (;;) {
      const arrived = this.#inbox.shift();
      if (arrived !== undefined) {
        this.#waiting.shift()?.();
        this.#gather(arrived);
        if (this.#isFull) await this.#sendFull();
      } else if (this.#ticked) {
        this.#ticked = false;
        if (this.#pending.items > 0) await this.#send('timeout');
        this.#restartTimer();
      } else return;
    }
  }

  async #sendFull(): Promise<void> {
    while (this.#isFull) await this.#send('batch_size');
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

  async #send(trigger: Trigger): Promise<void> {
    const { context, failureCaller, next, sendBatchMaxSize, set, signal } = this.#settings;
    const taken = this.#pending.take(sendBatchMaxSize);
    const bytes = set.metrics.detailed === true ? protobufSize(signal, taken.data) : undefined;
    if (set.reasons.wanted) this.#explainSending(taken, trigger);
    try {
      await next.consume(taken.data, context);
    } catch (error) {
      set.logger.warn('Sender failed', { error: errorMessage(error) }, failureCaller);
      if (set.reasons.wanted) set.reasons.give({ signal, verdict: 'dropped', data: taken.data, because: 'Sender failed', inputs: { error: errorMessage(error) }, ...this.#waitOf(taken) });
      return;
    }
    this.#triggers[trigger].add(1);
    this.#sizes.record(taken.items);
    if (bytes !== undefined) set.metrics.record('otelcol_processor_batch_batch_send_size_bytes', bytes);
  }

  /** Given before the batch is passed on, so that reasons come in the order of the pipeline. */
  #explainSending(taken: Taken<S>, trigger: Trigger): void {
    const { sendBatchSize, set, signal, timeout } = this.#settings;
    const [because, rule] = trigger === 'timeout' ? ['sent when the timeout had passed', 'timeout'] : ['sent when send_batch_size was reached', 'send_batch_size'];
    const inputs = { 'batch.items': taken.items, send_batch_size: sendBatchSize, 'timeout.millis': timeout };
    set.reasons.give({ signal, verdict: 'kept', data: taken.data, because, rule: [rule], inputs, ...this.#waitOf(taken) });
  }

  #waitOf({ since }: Taken<S>): { readonly wait?: Millis } {
    return since === undefined ? {} : { wait: nanosToMillis(nanosBetween(since, this.#settings.clock.now())) };
  }
}
