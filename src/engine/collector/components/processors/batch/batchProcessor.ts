import { ensureExists } from '#common/base/errors.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Processor, Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import { ConsumeError } from '../../../consumer/consumeError.ts';
import { background, type Consumer, type Context } from '../../../consumer/consumer.ts';
import type { BatchProcessorConfig } from './config.ts';
import { Shard } from './shard.ts';

interface BatchProcessorSettings<S extends Signal> {
  readonly signal: S;
  readonly set: Settings;
  readonly config: BatchProcessorConfig;
  readonly next: Consumer<S>;
}

/** Gathers small requests into big ones. With `metadata_keys`, one shard per combination of values; without, one shard. */
export class BatchProcessor<S extends Signal> implements Processor<S> {
  readonly #settings: BatchProcessorSettings<S>;
  /** Lower case and sorted. */
  readonly #keys: readonly string[];
  readonly #shards = new Map<string, Shard<S>>();
  #host: Host | undefined;
  #gauge: Disposable | undefined;

  constructor(settings: BatchProcessorSettings<S>) {
    this.#settings = settings;
    this.#keys = settings.config.metadata_keys.map((key) => key.toLowerCase()).sort();
  }

  async start(host: Host): Promise<void> {
    this.#host = host;
    if (this.#keys.length === 0) this.#shards.set('', this.#createShard(background));
    this.#gauge = this.#settings.set.metrics.observe('otelcol_processor_batch_metadata_cardinality', () => this.#shards.size);
  }

  /** Resolves when the data is in a shard. What becomes of it later is only logged: the caller has long been told that all is well. */
  async consume(data: Pdata<S>, context: Context): Promise<void> {
    await this.#shardFor(context).add(data);
  }

  async shutdown(): Promise<void> {
    const shards = [...this.#shards.values()];
    this.#shards.clear();
    await Promise.all(shards.map((shard) => shard.shutdown()));
    this.#gauge?.[Symbol.dispose]();
  }

  #shardFor(context: Context): Shard<S> {
    const values = this.#keys.map((key) => [key, context.metadata.get(key)] as const);
    const combination = this.#keys.length === 0 ? '' : JSON.stringify(values.map(([, value]) => value ?? []));
    const existing = this.#shards.get(combination);
    if (existing !== undefined) return existing;
    const limit = this.#settings.config.metadata_cardinality_limit;
    if (this.#keys.length > 0 && limit !== 0 && this.#shards.size >= limit) throw new ConsumeError('too many batcher metadata-value combinations', { retryable: false });
    const metadata = new Map(values.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
    const shard = this.#createShard({ metadata, clientAddress: '' });
    this.#shards.set(combination, shard);
    return shard;
  }

  #createShard(context: Context): Shard<S> {
    const { config, next, set, signal } = this.#settings;
    const { clock } = ensureExists(this.#host, 'the host of a started processor');
    return new Shard({ signal, set, clock, next, context, timeout: config.timeout, sendBatchSize: config.send_batch_size, sendBatchMaxSize: config.send_batch_max_size });
  }
}
