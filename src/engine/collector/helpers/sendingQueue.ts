import type { Clock } from '#common/base/clock.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Logger } from '../component/logger.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import type { Context } from '../consumer/consumer.ts';
import { Batcher } from './batcher.ts';
import type { ExporterHelperRules } from './exporterHelperRules.ts';
import type { Done } from './partitionBatcher.ts';
import { type Request, sizeOf } from './request.ts';
import { canceled, Room } from './room.ts';
import type { SendingQueueConfig } from './sendingQueueConfig.ts';

export interface SendingQueueSettings<S extends Signal> {
  readonly signal: S;
  readonly config: SendingQueueConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly rules: Pick<ExporterHelperRules, 'queueFull' | 'countsRunning' | 'namesQueue'>;
  /** Sends one request or batch. Gives the error when it was given up, after having said so; never rejects. */
  readonly send: (request: Request<S>) => Promise<ConsumeError | undefined>;
  /** Will never be sent: too big to be split, or nobody is there to send it. */
  readonly lost: (data: Pdata<S>, why: { readonly because: string; readonly rule: readonly string[] }) => void;
}

/** What an exporter's queue is to the exporter, in memory or kept. */
export interface ExporterQueue<S extends Signal> {
  /** What is in it, counted as the sizer does. */
  readonly size: number;
  readonly capacity: number;
  /**
   * Takes a request in. Nothing when it is in already; else a promise of that (with `wait_for_result`, of its being sent). Throws and rejects
   * with ConsumeError.
   */
  offer(request: Request<S>): Promise<void> | undefined;
  /** Puts what could not be delivered back at the end; false when there is no room. Only kept queues do so. */
  putBack?(request: Request<S>): Promise<boolean>;
  /** Resolves when everything in the queue was sent, given up or put by. */
  shutdown(): Promise<void>;
}

/** A queue without room; `instanceof` tells it from other refusals. */
export class QueueFullError extends ConsumeError {
  constructor(message: string) {
    super(message, { retryable: true });
  }
}

interface Item<S extends Signal> {
  readonly request: Request<S>;
  readonly size: number;
  /** Somebody waits for the outcome. */
  readonly told: Done | undefined;
}

/** exporterhelper's in-memory queue: bounded, first in first out, emptied by `num_consumers` consumers. */
export class SendingQueue<S extends Signal> implements ExporterQueue<S> {
  readonly #settings: SendingQueueSettings<S>;
  readonly #batcher: Batcher<S> | undefined;
  readonly #consumers: number;
  readonly #items: Item<S>[] = [];
  readonly #room = new Room();
  #running = 0;
  #idle: (() => void) | undefined;
  #size = 0;

  constructor(settings: SendingQueueSettings<S>) {
    this.#settings = settings;
    this.#batcher = batcherOf(settings);
    this.#consumers = consumersOf(settings.config);
  }

  get size(): number {
    return this.#size;
  }

  get capacity(): number {
    return this.#settings.config.queue_size;
  }

  offer(request: Request<S>): Promise<void> | undefined {
    const { block_on_overflow, queue_size, sizer } = this.#settings.config;
    const size = sizeOf(request.signal, request.data, sizer);
    if (size === 0) return undefined;
    if (size > queue_size) throw new ConsumeError('element size too large', { retryable: true });
    if (this.#size + size <= queue_size) return this.#take(request, size);
    if (!block_on_overflow) throw new QueueFullError(this.#settings.rules.queueFull);
    return this.#takeLater(request, size);
  }

  async #takeLater(request: Request<S>, size: number): Promise<void> {
    while (this.#size + size > this.capacity) await this.#room.wait(request.context);
    await this.#take(request, size);
  }

  #take(request: Request<S>, size: number): Promise<void> | undefined {
    this.#size += size;
    if (this.#settings.config.wait_for_result) return this.#takeAndWait(request, size);
    this.#items.push({ request: withoutCaller(request), size, told: undefined });
    this.#pump();
    return undefined;
  }

  #takeAndWait(request: Request<S>, size: number): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const { signal } = request.context;
      const left = (): void => reject(canceled());
      signal?.addEventListener('abort', left, { once: true });
      const told: Done = (error) => {
        signal?.removeEventListener('abort', left);
        if (error === undefined) resolve();
        else reject(error);
      };
      this.#items.push({ request, size, told });
      this.#pump();
    });
  }

  async shutdown(): Promise<void> {
    while (this.#running > 0) await new Promise<void>((resolve) => { this.#idle = resolve; });
    await this.#batcher?.shutdown();
    // Upstream v0.84 accepts num_consumers: 0, and then loses everything without a word.
    for (const { request } of this.#items.splice(0)) this.#settings.lost(request.data, { because: 'no consumer ever took it from the queue', rule: ['sending_queue', 'num_consumers'] });
  }

  #pump(): void {
    while (this.#items.length > 0 && this.#running < this.#consumers) {
      const item = this.#items.shift();
      if (item === undefined) return;
      this.#running += 1;
      if (!this.#settings.rules.countsRunning) this.#release(item.size);
      void this.#consume(item);
    }
  }

  async #consume(item: Item<S>): Promise<void> {
    if (this.#batcher === undefined) this.#done(item, await this.#settings.send(item.request));
    else await this.#batcher.consume(item.request, (error) => { this.#done(item, error); });
    this.#running -= 1;
    this.#pump();
    if (this.#running === 0) this.#idle?.();
  }

  #done(item: Item<S>, error: Error | undefined): void {
    if (this.#settings.rules.countsRunning) this.#release(item.size);
    item.told?.(error);
  }

  #release(size: number): void {
    this.#size -= size;
    this.#room.signal();
  }
}

/** The batch stage behind a queue, when there is one. */
export function batcherOf<S extends Signal>(settings: SendingQueueSettings<S>): Batcher<S> | undefined {
  const { batch, num_consumers } = settings.config;
  const lost = (data: Pdata<S>, error: Error): void => settings.lost(data, { because: error.message, rule: ['sending_queue', 'batch', 'max_size'] });
  return batch === undefined ? undefined : new Batcher({ ...settings, lost, config: batch, workers: num_consumers });
}

/** Upstream: one reader keeps batches whole; partitions are independent, so they may have several. */
export function consumersOf({ batch, num_consumers }: SendingQueueConfig): number {
  return batch !== undefined && batch.partition.metadata_keys.length === 0 ? 1 : num_consumers;
}

/** The receiver ends its call when the data is in the queue: its cancelling must not reach the sending. */
function withoutCaller<S extends Signal>(request: Request<S>): Request<S> {
  if (request.context.signal === undefined) return request;
  const { signal: _, ...context }: Context = request.context;
  return { ...request, context };
}
