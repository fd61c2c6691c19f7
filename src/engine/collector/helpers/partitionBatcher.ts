import type { Clock } from '#common/base/clock.ts';
import type { UnixNano } from '#common/base/units.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Logger } from '../component/logger.ts';
import type { Context } from '../consumer/consumer.ts';
import { mergeSplit, type Request, sizeOf } from './request.ts';
import type { BatchConfig } from './sendingQueueConfig.ts';

/** Told once what became of a request: nothing = it was sent. */
export type Done = (error?: Error) => void;

export interface BatcherSettings<S extends Signal> {
  readonly signal: S;
  readonly config: BatchConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Begins to send a batch, waiting for a free worker first; tells `done` the outcome later. */
  readonly flush: (request: Request<S>, done: Done) => Promise<void>;
  /** Was given up, because it cannot be made as small as `max_size`. */
  readonly lost: (data: Pdata<S>, error: Error) => void;
  /** The context of a batch that joins several requests. */
  readonly mergeContexts: (first: Context) => Context;
}

interface Batch<S extends Signal> {
  readonly data: Pdata<S>;
  readonly context: Context;
  readonly since?: UnixNano;
  readonly done: readonly Done[];
}

/** Joins small requests until `min_size` or `flush_timeout`, and cuts big ones at `max_size` (exporterhelper's partition batcher). */
export class PartitionBatcher<S extends Signal> {
  readonly #settings: BatcherSettings<S>;
  #current: Batch<S> | undefined;
  #timer: Disposable | undefined;

  constructor(settings: BatcherSettings<S>) {
    this.#settings = settings;
  }

  get isEmpty(): boolean {
    return this.#current === undefined;
  }

  /** Resolves when everything that is due has a worker. */
  async consume(request: Request<S>, done: Done): Promise<void> {
    const { config, logger, lost: tellLost, mergeContexts, signal } = this.#settings;
    const previous = this.#current;
    const { lost, parts } = mergeSplit(signal, previous === undefined ? [request.data] : [previous.data, request.data], { maxSize: config.max_size, sizer: config.sizer });
    const told = shared(done, parts.length + (lost === undefined ? 0 : 1));
    if (lost !== undefined) {
      logger.warn('Failed to split request.', { error: lost.error.message }, `queuebatch/partition_batcher.go:${previous === undefined ? '87' : '135'}`);
      tellLost(lost.data, lost.error);
      told(lost.error);
    }
    const own = request.since === undefined ? {} : { since: request.since };
    const batches = parts.map((data, index): Batch<S> => (index === 0 && previous !== undefined
      ? { ...previous, data, context: mergeContexts(previous.context), done: [...previous.done, told] }
      : { data, context: request.context, ...own, done: [told] }));
    if (previous !== undefined && batches.length === 0) for (const each of previous.done) each(lost?.error);
    const last = batches.at(-1);
    const keepsLast = last !== undefined && sizeOf(signal, last.data, config.sizer) < config.min_size;
    this.#keep(keepsLast ? last : undefined, batches.length > 1 || previous === undefined);
    for (const batch of keepsLast ? batches.slice(0, -1) : batches) await this.#flush(batch);
  }

  /** Sends what is there. */
  async flushNow(): Promise<void> {
    const batch = this.#current;
    this.#keep(undefined, false);
    if (batch !== undefined) await this.#flush(batch);
  }

  /** The time of a batch runs from its first item: joining more does not extend it. */
  #keep(batch: Batch<S> | undefined, restart: boolean): void {
    this.#current = batch;
    if (batch === undefined || restart) {
      this.#timer?.[Symbol.dispose]();
      this.#timer = undefined;
    }
    if (batch !== undefined && this.#timer === undefined) {
      this.#timer = this.#settings.clock.setTimeout(() => void this.flushNow(), this.#settings.config.flush_timeout);
    }
  }

  #flush({ data, context, done, since }: Batch<S>): Promise<void> {
    return this.#settings.flush({ signal: this.#settings.signal, data, context, ...(since === undefined ? {} : { since }) }, (error) => {
      for (const each of done) each(error);
    });
  }
}

/** Passes on one outcome when `times` were told: the first error, if any. */
function shared(done: Done, times: number): Done {
  if (times <= 1) return done;
  let left = times;
  let first: Error | undefined;
  return (error) => {
    first ??= error;
    left -= 1;
    if (left === 0) done(first);
  };
}
