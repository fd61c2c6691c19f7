import { ensureExists } from '#common/base/errors.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Processor, Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import { ConsumeError } from '../../../consumer/consumeError.ts';
import { background, type Consumer, type Context } from '../../../consumer/consumer.ts';
import type { BatchProcessorConfig } from './config.ts';
import { Shard } from './shard.ts';

/** How the releases differ. */
export interface BatchRules {
  /** Where a failure is logged. */
  readonly failureCaller: string;
  /** The number of shards is measured. */
  readonly measuresCardinality: boolean;
}

interface BatchProcessorSettings<S extends Signal> {
  readonly signal: S;
  readonly set: Settings;
  readonly config: BatchProcessorConfig;
  readonly next: Consumer<S>;
  readonly rules: BatchRules;
}

const tooMany = 'too many batcher metadata-value combinations';
const accepted = Promise.resolve();

/** Gathers small requests into big ones. With `metadata_keys`, one shard per combination of values; without, one shard. */
export class BatchProcessor<S extends Signal> implements Processor<S> {
  readonly #settings: BatchProcessorSettings<S>;
  /** Lower case and sorted. */
  readonly #keys: readonly string[];
  readonly #shards = new Map<string, Shard<S>>();
  #only: Shard<S> | undefined;
  #host: Host | undefined;
  #gauge: Disposable | undefined;

  constructor(settings: BatchProcessorSettings<S>) {
    this.#settings = settings;
    this.#keys = settings.config.metadata_keys.map((key) => key.toLowerCase()).sort();
  }

  async start(host: Host): Promise<void> {
    const { rules, set: { metrics } } = this.#settings;
    this.#host = host;
    if (this.#keys.length === 0) this.#only = this.#createShard('', background);
    if (rules.measuresCardinality) this.#gauge = metrics.observe('otelcol_processor_batch_metadata_cardinality', () => this.#shards.size);
  }

  /** Resolves when the data is in a shard. What becomes of it later is only logged: the caller has long been told that all is well. */
  consume(data: Pdata<S>, context: Context): Promise<void> {
    const shard = this.#only ?? this.#shardFor(context);
    if (shard === undefined) return Promise.reject(this.#refuse(data, context));
    return shard.add(data) ?? accepted;
  }

  async shutdown(): Promise<void> {
    const shards = [...this.#shards.values()];
    this.#shards.clear();
    await Promise.all(shards.map((shard) => shard.shutdown()));
    this.#gauge?.[Symbol.dispose]();
  }

  /** Undefined when there are too many already. */
  #shardFor(context: Context): Shard<S> | undefined {
    const combination = JSON.stringify(this.#keys.map((key) => context.metadata.get(key) ?? []));
    const existing = this.#shards.get(combination);
    if (existing !== undefined) return existing;
    const limit = this.#settings.config.metadata_cardinality_limit;
    if (limit !== 0 && this.#shards.size >= limit) return undefined;
    const metadata = new Map(this.#keys.flatMap((key) => {
      const values = context.metadata.get(key);
      return values === undefined ? [] : [[key, values] as const];
    }));
    return this.#createShard(combination, { metadata, clientAddress: '' });
  }

  #refuse(data: Pdata<S>, context: Context): ConsumeError {
    const { config: { metadata_cardinality_limit }, set: { reasons }, signal } = this.#settings;
    if (reasons.wanted) {
      const values = Object.fromEntries(this.#keys.map((key) => [`metadata.${key}`, context.metadata.get(key)?.join(', ') ?? null]));
      reasons.give({ signal, verdict: 'refused', data, because: tooMany, rule: ['metadata_cardinality_limit'], inputs: { metadata_cardinality_limit, ...values } });
    }
    return new ConsumeError(tooMany, { retryable: false });
  }

  #createShard(combination: string, context: Context): Shard<S> {
    const { config, next, rules, set, signal } = this.#settings;
    const { clock } = ensureExists(this.#host, 'the host of a started processor');
    const sizes = { timeout: config.timeout, sendBatchSize: config.send_batch_size, sendBatchMaxSize: config.send_batch_max_size };
    const shard = new Shard({ signal, set, clock, next, context, failureCaller: rules.failureCaller, ...sizes });
    this.#shards.set(combination, shard);
    return shard;
  }
}
