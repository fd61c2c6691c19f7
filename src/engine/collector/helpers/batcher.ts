import type { Signal } from '#engine/pdata/signal.ts';
import { background, type Context } from '../consumer/consumer.ts';
import { type BatcherSettings, type Done, PartitionBatcher } from './partitionBatcher.ts';
import type { Request } from './request.ts';
import { WorkerPool } from './workerPool.ts';

export interface MultiBatcherSettings<S extends Signal> extends Omit<BatcherSettings<S>, 'flush' | 'mergeContexts'> {
  readonly workers: number;
  /** Gives the error of what was given up; never rejects. */
  readonly send: (request: Request<S>) => Promise<Error | undefined>;
}

/**
 * The batch stage of an exporter's queue: one partition batcher per set of values of `partition.metadata_keys`, all over the same workers.
 * Upstream: an idle partition is forgotten after ten flush timeouts. Here: as soon as it is empty, because an empty one holds nothing.
 */
export class Batcher<S extends Signal> {
  readonly #settings: MultiBatcherSettings<S>;
  readonly #keys: readonly string[];
  readonly #pool: WorkerPool;
  readonly #partitions = new Map<string, PartitionBatcher<S>>();

  constructor(settings: MultiBatcherSettings<S>) {
    this.#settings = settings;
    this.#keys = settings.config.partition.metadata_keys;
    this.#pool = new WorkerPool(settings.workers);
  }

  async consume(request: Request<S>, done: Done): Promise<void> {
    const key = this.#partitionKey(request.context);
    let partition = this.#partitions.get(key);
    if (partition === undefined) {
      partition = new PartitionBatcher({ ...this.#settings, flush: (batch, told) => this.#flush(batch, told), mergeContexts: (first) => this.#merged(first) });
      this.#partitions.set(key, partition);
    }
    await partition.consume(request, done);
    if (partition.isEmpty) this.#partitions.delete(key);
  }

  /** Resolves when every batch was sent or given up. */
  async shutdown(): Promise<void> {
    for (const partition of this.#partitions.values()) await partition.flushNow();
    this.#partitions.clear();
    await this.#pool.idle();
  }

  #flush(batch: Request<S>, done: Done): Promise<void> {
    return this.#pool.execute(async () => {
      done(await this.#settings.send(batch));
    });
  }

  #partitionKey(context: Context): string {
    return JSON.stringify(this.#keys.map((key) => context.metadata.get(key.toLowerCase()) ?? null));
  }

  /** A joined batch keeps only what its requests are known to share. */
  #merged(first: Context): Context {
    if (this.#keys.length === 0) return background;
    const metadata = new Map(this.#keys.flatMap((key) => {
      const values = first.metadata.get(key.toLowerCase());
      return values === undefined || values.length === 0 ? [] : [[key.toLowerCase(), values] as const];
    }));
    return { metadata, clientAddress: '' };
  }
}
