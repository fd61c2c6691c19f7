import type { Clock } from '#common/base/clock.ts';
import { ensureExists } from '#common/base/errors.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import type { Logger } from '../component/logger.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import type { Context } from '../consumer/consumer.ts';
import { Batcher } from './batcher.ts';
import type { Done } from './partitionBatcher.ts';
import { type Request, sizeOf } from './request.ts';
import type { SendingQueueConfig } from './sendingQueueConfig.ts';

export interface SendingQueueSettings<S extends Signal> {
  readonly signal: S;
  readonly config: SendingQueueConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Sends one request or batch; rejects when it was given up, after having said so. */
  readonly send: (request: Request<S>) => Promise<void>;
}

interface Item<S extends Signal> {
  readonly request: Request<S>;
  readonly done: Done;
}

/** exporterhelper's in-memory queue: bounded, first in first out, emptied by `num_consumers` consumers. */
export class SendingQueue<S extends Signal> {
  readonly #settings: SendingQueueSettings<S>;
  readonly #batcher: Batcher<S> | undefined;
  readonly #consumers: number;
  readonly #items: Item<S>[] = [];
  readonly #waitingForRoom: (() => void)[] = [];
  readonly #running = new Set<Promise<void>>();
  #size = 0;

  constructor(settings: SendingQueueSettings<S>) {
    this.#settings = settings;
    const { batch, num_consumers } = settings.config;
    this.#batcher = batch === undefined ? undefined : new Batcher({ ...settings, config: batch, workers: num_consumers });
    // Upstream: one reader keeps batches whole; partitions are independent, so they may have several.
    this.#consumers = batch !== undefined && batch.partition.metadata_keys.length === 0 ? 1 : num_consumers;
  }

  /** What is waiting or being sent, counted as the sizer does. */
  get size(): number {
    return this.#size;
  }

  get capacity(): number {
    return this.#settings.config.queue_size;
  }

  /** Resolves when the request is in the queue (with `wait_for_result`, when it was sent); rejects with ConsumeError. */
  async offer(request: Request<S>): Promise<void> {
    const { block_on_overflow, queue_size, sizer, wait_for_result } = this.#settings.config;
    const size = sizeOf(request.signal, request.data, sizer);
    if (size === 0) return;
    if (size > queue_size) throw new ConsumeError('element size too large', { retryable: true });
    while (this.#size + size > queue_size) {
      if (!block_on_overflow) throw new ConsumeError('sending queue is full', { retryable: true });
      await this.#room(request.context);
    }
    this.#size += size;
    const result = new Promise<void>((resolve, reject) => {
      const context = wait_for_result ? request.context : withoutSignal(request.context);
      this.#items.push({
        request: { ...request, context },
        done: (error) => {
          this.#size -= size;
          this.#waitingForRoom.shift()?.();
          if (error !== undefined && wait_for_result) reject(error);
          else resolve();
        },
      });
    });
    this.#pump();
    if (wait_for_result) await result;
  }

  /** Resolves when everything in the queue was sent or given up. */
  async shutdown(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
    await this.#batcher?.shutdown();
  }

  #pump(): void {
    while (this.#items.length > 0 && this.#running.size < this.#consumers) {
      const running: Promise<void> = this.#consume(ensureExists(this.#items.shift(), 'a queued item')).finally(() => {
        this.#running.delete(running);
        this.#pump();
      });
      this.#running.add(running);
    }
  }

  async #consume({ request, done }: Item<S>): Promise<void> {
    if (this.#batcher !== undefined) return this.#batcher.consume(request, done);
    try {
      await this.#settings.send(request);
      done();
    } catch (error) {
      done(ConsumeError.from(error));
    }
  }

  #room({ signal }: Context): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        signal?.removeEventListener('abort', cancelled);
        const index = this.#waitingForRoom.indexOf(enter);
        if (index >= 0) this.#waitingForRoom.splice(index, 1);
      };
      const enter = (): void => {
        leave();
        resolve();
      };
      const cancelled = (): void => {
        leave();
        reject(new ConsumeError('context canceled', { retryable: true }));
      };
      this.#waitingForRoom.push(enter);
      signal?.addEventListener('abort', cancelled, { once: true });
      if (signal?.aborted === true) cancelled();
    });
  }
}

/** The receiver ends its call when the data is in the queue: its cancelling must not reach the sending. */
const withoutSignal = ({ metadata, clientAddress }: Context): Context => ({ metadata, clientAddress });
