import { DisposableStore } from '#common/base/disposable.ts';
import { type Millis, millis } from '#common/base/units.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Exporter, Settings } from '../component/component.ts';
import type { Host } from '../component/host.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import type { Context } from '../consumer/consumer.ts';
import type { ExporterHelperRules } from './exporterHelperRules.ts';
import { notAvailable } from './config/notAvailable.ts';
import { itemsOf } from './metricNames.ts';
import { type Request, sizeOf } from './request.ts';
import { type RetryConfig, RetrySender } from './retry.ts';
import { SendingQueue } from './sendingQueue.ts';
import type { SendingQueueConfig } from './sendingQueueConfig.ts';

export interface PushCall {
  readonly context: Context;
  /** Longest time this attempt may take; 0 without limit. */
  readonly timeout: Millis;
}

export interface ExporterSettings<S extends Signal> {
  readonly signal: S;
  readonly set: Settings;
  /** One attempt to deliver. Rejects with ConsumeError; any other error counts as retryable. */
  readonly push: (data: Pdata<S>, call: PushCall) => Promise<void>;
  /** Given to each attempt; 0 when the exporter minds the time itself. Default 5 s. */
  readonly timeout?: Millis;
  /** Absent: the exporter has no such setting. */
  readonly retry?: RetryConfig;
  /** Absent: the exporter has no such setting. `config` is undefined when the learner switched the queue off. */
  readonly queue?: { readonly config: SendingQueueConfig | undefined };
  /** How the release's helper behaves and what it says; today's when left out. */
  readonly rules?: ExporterHelperRules;
  readonly start?: (host: Host) => Promise<void>;
  /** Runs after the queue is empty. */
  readonly shutdown?: () => Promise<void>;
}

/**
 * Upstream's exporterhelper: metrics → queue → batch → retry → timeout → the exporter's own push, in one Exporter for any signal.
 * Upstream counts `error.type`, `error.permanent` and the server's address too at level detailed. Here: not, because nothing shows that level.
 */
export function createExporter<S extends Signal>(settings: ExporterSettings<S>): Exporter<S> {
  return new HelpedExporter(settings);
}

class HelpedExporter<S extends Signal> implements Exporter<S> {
  readonly #settings: ExporterSettings<S>;
  readonly #items: string;
  readonly #hint: string;
  readonly #gauges = new DisposableStore();
  #retry: RetrySender | undefined;
  #queue: SendingQueue<S> | undefined;
  #inFlight = 0;
  #state: 'created' | 'running' | 'stopped' = 'created';

  constructor(settings: ExporterSettings<S>) {
    this.#settings = settings;
    this.#items = itemsOf[settings.signal];
    this.#hint = (settings.retry?.enabled === false ? ' Try enabling retry_on_failure config option to retry on retryable errors.' : '')
      + (settings.queue !== undefined && settings.queue.config === undefined ? ' Try enabling sending_queue to survive temporary failures.' : '');
  }

  async start(host: Host): Promise<void> {
    const { queue, retry, set, signal, start } = this.#settings;
    if (queue?.config !== undefined && queue.config.storage !== '') throw notAvailable('sending_queue.storage', 'leave it out; the queue is kept in memory');
    await start?.(host);
    if (retry?.enabled === true) this.#retry = new RetrySender(retry, host, set.logger);
    if (queue?.config !== undefined) this.#queue = new SendingQueue({ signal, config: queue.config, clock: host.clock, logger: set.logger, send: (request) => this.#sendQueued(request) });
    this.#observe();
    this.#state = 'running';
  }

  async consume(data: Pdata<S>, context: Context): Promise<void> {
    if (this.#state === 'created') throw new ConsumeError(`${this.#settings.set.id} exporter not started`, { retryable: true });
    const request: Request<S> = { signal: this.#settings.signal, data, context };
    try {
      await (this.#queue === undefined ? this.#send(request) : this.#enqueue(this.#queue, request));
    } catch (error) {
      const failure = ConsumeError.from(error);
      const fields = { error: failure.message, rejected_items: itemCount(request.signal, data) };
      this.#settings.set.logger.error(`Exporting failed. Rejecting data.${this.#hint}`, fields, 'internal/base_exporter.go:119');
      throw failure;
    }
  }

  /** The retry stops first, so that everything left in the queue is tried exactly once. */
  async shutdown(): Promise<void> {
    if (this.#state !== 'running') return;
    this.#state = 'stopped';
    this.#retry?.shutdown();
    await this.#queue?.shutdown();
    this.#gauges[Symbol.dispose]();
    await this.#settings.shutdown?.();
  }

  async #enqueue(queue: SendingQueue<S>, request: Request<S>): Promise<void> {
    const items = itemCount(request.signal, request.data);
    const { metrics } = this.#settings.set;
    metrics.record('otelcol_exporter_queue_batch_enqueue_size', items);
    try {
      await queue.offer(request);
    } catch (error) {
      metrics.add(`otelcol_exporter_enqueue_failed_${this.#items}`, items);
      throw error;
    }
  }

  async #sendQueued(request: Request<S>): Promise<void> {
    try {
      await this.#send(request);
    } catch (error) {
      const fields = { error: ConsumeError.from(error).message, dropped_items: itemCount(request.signal, request.data) };
      this.#settings.set.logger.error(`Exporting failed. Dropping data.${this.#hint}`, fields, 'internal/queue_sender.go:62');
      throw error;
    }
  }

  /** Sends with retries, and counts the outcome. */
  async #send(request: Request<S>): Promise<void> {
    const { push, queue, set, signal, timeout = millis(5000) } = this.#settings;
    const items = itemCount(signal, request.data);
    if (queue?.config?.batch !== undefined) {
      set.metrics.record('otelcol_exporter_queue_batch_send_size', items);
      set.metrics.record('otelcol_exporter_queue_batch_send_size_bytes', sizeOf(signal, request.data, 'bytes'));
    }
    const attempt = (data: Pdata<S>): Promise<void> => push(data, { context: request.context, timeout });
    this.#inFlight += 1;
    let sent = 0;
    try {
      await (this.#retry === undefined ? attempt(request.data) : this.#retry.send(request.data, request.context, { attempt, failedPart }));
      sent = items;
    } finally {
      this.#inFlight -= 1;
      set.metrics.add(`otelcol_exporter_sent_${this.#items}`, sent);
      if (sent < items) set.metrics.add(`otelcol_exporter_send_failed_${this.#items}`, items - sent);
    }
  }

  #observe(): void {
    const { set: { metrics }, signal } = this.#settings;
    const attributes = { data_type: signal };
    this.#gauges.add(metrics.observe('otelcol_exporter_in_flight_requests', () => this.#inFlight, attributes));
    const queue = this.#queue;
    if (queue === undefined) return;
    this.#gauges.add(metrics.observe('otelcol_exporter_queue_size', () => queue.size, attributes));
    this.#gauges.add(metrics.observe('otelcol_exporter_queue_capacity', () => queue.capacity, attributes));
  }
}

/** What is worth sending again: the part that the error names, else everything. An exporter only ever names data of its own signal. */
function failedPart<S extends Signal>(data: Pdata<S>, error: ConsumeError): Pdata<S> {
  return error.failed === undefined ? data : error.failed as Pdata<S>;
}
