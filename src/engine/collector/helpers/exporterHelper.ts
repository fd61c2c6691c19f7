import { DisposableStore } from '#common/base/disposable.ts';
import { type Millis, millis } from '#common/base/units.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Exporter, Settings } from '../component/component.ts';
import type { Host } from '../component/host.ts';
import type { Logger } from '../component/logger.ts';
import type { Counter, MetricAttributes } from '../component/metrics.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import type { Context } from '../consumer/consumer.ts';
import { errorAttributes } from './errorAttributes.ts';
import { type ExporterHelperRules, exporterHelperRules, type FailureLine } from './exporterHelperRules.ts';
import { ExporterReasons } from './exporterReasons.ts';
import { itemsOf } from './metricNames.ts';
import { openPersistentQueue } from './persistentQueue.ts';
import { type Request, sizeOf } from './request.ts';
import { type Attempts, type Ending, type RetryConfig, RetrySender } from './retry.ts';
import { sampledLogger } from './sampledLogger.ts';
import { type ExporterQueue, QueueFullError, SendingQueue } from './sendingQueue.ts';
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
  /** On the counts of what was sent, and on the sizes of batches; where it sends. v0.84 has no such thing. */
  readonly attributes?: MetricAttributes;
  /** How the release's helper behaves and what it says; today's when left out. */
  readonly rules?: ExporterHelperRules;
  readonly start?: (host: Host) => Promise<void>;
  /** Runs after the queue is empty. */
  readonly shutdown?: () => Promise<void>;
}

/** Upstream's exporterhelper: metrics → queue → batch → retry → timeout → the exporter's own push, in one Exporter for any signal. */
export function createExporter<S extends Signal>(settings: ExporterSettings<S>): Exporter<S> {
  return new HelpedExporter(settings);
}

class HelpedExporter<S extends Signal> implements Exporter<S> {
  readonly #settings: ExporterSettings<S>;
  readonly #rules: ExporterHelperRules;
  readonly #items: string;
  readonly #hint: string;
  readonly #gauges = new DisposableStore();
  readonly #timeout: Millis;
  readonly #attributes: MetricAttributes;
  readonly #sent: Counter;
  readonly #reasons: ExporterReasons<S>;
  /** Errors of what came out of the queue and was given up, for which the reason was given there. */
  readonly #explained = new WeakSet<ConsumeError>();
  #logger: Logger;
  #retry: RetrySender | undefined;
  #queue: ExporterQueue<S> | undefined;
  #inFlight = 0;
  #state: 'created' | 'running' | 'stopped' = 'created';

  constructor(settings: ExporterSettings<S>) {
    const { attributes = {}, queue, retry, rules = exporterHelperRules, set, signal, timeout = millis(5000) } = settings;
    this.#settings = settings;
    this.#rules = rules;
    this.#timeout = timeout;
    this.#items = itemsOf[signal];
    this.#logger = set.logger;
    this.#attributes = rules.newMetrics ? attributes : {};
    this.#sent = set.metrics.counter(`otelcol_exporter_sent_${this.#items}`, this.#attributes);
    this.#reasons = new ExporterReasons({ signal, reasons: set.reasons, retry, queue: queue?.config });
    this.#hint = (retry?.enabled === false ? rules.hints.retryOff : '') + (queue !== undefined && queue.config === undefined ? rules.hints.queueOff : '');
    if (rules.startsAtZero) for (const items of Object.values(itemsOf)) set.metrics.add(`otelcol_exporter_enqueue_failed_${items}`, 0);
  }

  async start(host: Host): Promise<void> {
    const { retry, set, start } = this.#settings;
    await start?.(host);
    this.#reasons.clock = host.clock;
    if (this.#rules.sampled) this.#logger = sampledLogger(set.logger, host.clock);
    if (retry?.enabled === true) this.#retry = new RetrySender(retry, host, { logger: this.#logger, rules: this.#rules });
    this.#queue = await this.#openQueue(host);
    this.#observe();
    this.#state = 'running';
  }

  #openQueue(host: Host): ExporterQueue<S> | Promise<ExporterQueue<S>> | undefined {
    const { queue, set, signal } = this.#settings;
    if (queue?.config === undefined) return undefined;
    const { config } = queue;
    const settings = {
      signal, config, clock: host.clock, logger: this.#logger, rules: this.#rules, send: (request: Request<S>) => this.#sendQueued(request),
      lost: (data: Pdata<S>, why: { readonly because: string; readonly rule: readonly string[] }) => { this.#reasons.lost(data, why); },
    };
    if (config.storage === '') return new SendingQueue<S>(settings);
    return openPersistentQueue({ ...settings, id: set.id, reasons: this.#reasons }, host);
  }

  consume(data: Pdata<S>, context: Context): Promise<void> {
    if (this.#state === 'created') return Promise.reject(new ConsumeError(`${this.#settings.set.id} exporter not started`, { retryable: true }));
    const request = this.#reasons.request(data, context);
    return this.#queue === undefined ? this.#sendNow(request) : this.#enqueue(this.#queue, request);
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

  async #sendNow(request: Request<S>): Promise<void> {
    const ending = await this.#deliver(request);
    if (ending === undefined) return;
    this.#reasons.ended(request, ending, 'refused');
    this.#say(this.#rules.rejected, ending.error, request.data);
    throw ending.error;
  }

  async #enqueue(queue: ExporterQueue<S>, request: Request<S>): Promise<void> {
    const { metrics } = this.#settings.set;
    const { signal, data } = request;
    if (metrics.detailed === true && this.#rules.newMetrics) {
      metrics.record('otelcol_exporter_enqueue_size', itemCount(signal, data));
      metrics.record('otelcol_exporter_enqueue_size_bytes', sizeOf(signal, data, 'bytes'));
    }
    try {
      const queued = queue.offer(request);
      if (queued !== undefined) await queued;
    } catch (error) {
      const failure = ConsumeError.from(error);
      metrics.add(`otelcol_exporter_enqueue_failed_${this.#items}`, itemCount(signal, data));
      if (this.#reasons.wanted && !this.#explained.has(failure)) this.#reasons.overflow(request, failure, queue);
      this.#say(failure instanceof QueueFullError ? this.#rules.overflow : this.#rules.rejected, failure, data);
      throw failure;
    }
  }

  async #sendQueued(request: Request<S>): Promise<ConsumeError | undefined> {
    const ending = await this.#deliver(request);
    if (ending === undefined) return undefined;
    const ended = ending.kind === 'exhausted' || ending.kind === 'shutdown';
    if (this.#rules.requeues && ended && this.#queue?.putBack !== undefined) return this.#putBack(request, ending);
    this.#reasons.ended(request, ending, this.#verdict(ending));
    if (this.#rules.dropped !== undefined) this.#say(this.#rules.dropped, ending.error, request.data);
    this.#explained.add(ending.error);
    return ending.error;
  }

  #verdict({ kind }: Ending<Pdata<S>>): 'held' | 'dropped' | 'refused' | 'failed' {
    const config = this.#settings.queue?.config;
    if (kind === 'shutdown') return config === undefined || config.storage === '' ? 'dropped' : 'held';
    return config?.wait_for_result === true ? 'refused' : 'failed';
  }

  async #putBack(request: Request<S>, ending: Ending<Pdata<S>>): Promise<ConsumeError> {
    if (await this.#queue?.putBack?.({ ...request, data: ending.rest }) === true) {
      this.#logger.error('Exporting failed. Putting back to the end of the queue.', { error: ending.error.message }, 'exporterhelper/queued_retry.go:181');
      this.#reasons.ended(request, ending, 'held');
    } else {
      const fields = { error: ending.error.message, dropped_items: itemCount(request.signal, ending.rest) };
      this.#logger.error('Exporting failed. Queue did not accept requeuing request. Dropping data.', fields, 'exporterhelper/queued_retry.go:186');
      this.#reasons.ended(request, ending, 'dropped');
    }
    // The queue has it again: what was taken out of it is done with.
    return ending.error.prefixed('', { interrupted: false });
  }

  /** Sends with retries, counts the outcome, and says what the retrying says of its end. */
  async #deliver(request: Request<S>): Promise<Ending<Pdata<S>> | undefined> {
    const { metrics } = this.#settings.set;
    const { context, data, signal } = request;
    const items = itemCount(signal, data);
    if (metrics.detailed === true && this.#rules.newMetrics && this.#settings.queue?.config?.batch !== undefined) {
      metrics.record('otelcol_exporter_queue_batch_send_size', items, this.#attributes);
      metrics.record('otelcol_exporter_queue_batch_send_size_bytes', sizeOf(signal, data, 'bytes'), this.#attributes);
    }
    this.#inFlight += 1;
    const ending = await (this.#retry === undefined ? this.#once(request) : this.#retry.send(data, context, this.#attemptsOf(request)));
    this.#inFlight -= 1;
    this.#sent.add(ending === undefined ? items : 0);
    if (ending === undefined) {
      if (this.#reasons.wanted) this.#reasons.delivered(request);
      return undefined;
    }
    // Upstream counts all of a request as failed when part of it is; so does this.
    if (items > 0) metrics.add(`otelcol_exporter_send_failed_${this.#items}`, items, metrics.detailed === true && this.#rules.newMetrics ? { ...this.#attributes, ...errorAttributes(ending.error) } : this.#attributes);
    const line = this.#rules.givenUp[ending.kind];
    if (line !== undefined && !(this.#rules.requeues && this.#queue?.putBack !== undefined && ending.kind !== 'permanent')) this.#say(line, ending.error, ending.rest);
    return ending;
  }

  #attemptsOf({ context }: Request<S>): Attempts<Pdata<S>> {
    return {
      attempt: (data) => this.#push(data, context),
      failedPart,
      waits: (data, wait) => { this.#reasons.waits(data, wait); },
    };
  }

  #push(data: Pdata<S>, context: Context): Promise<void> {
    return this.#settings.push(data, { context, timeout: this.#timeout });
  }

  async #once({ context, data }: Request<S>): Promise<Ending<Pdata<S>> | undefined> {
    try {
      await this.#push(data, context);
      return undefined;
    } catch (thrown) {
      const error = ConsumeError.from(thrown);
      return { kind: 'unretried', error, last: error, attempts: 1, waited: millis(0), rest: failedPart(data, error) };
    }
  }

  #say(line: FailureLine, error: ConsumeError, data: Pdata<S>): void {
    const items = line.items === undefined ? {} : { [line.items]: itemCount(this.#settings.signal, data) };
    this.#logger.error(line.message + this.#hint, { ...(line.error ? { error: error.message } : {}), ...items }, line.caller);
  }

  #observe(): void {
    const { set: { metrics }, signal } = this.#settings;
    const attributes = this.#rules.newMetrics ? { data_type: signal } : {};
    if (this.#rules.newMetrics) this.#gauges.add(metrics.observe('otelcol_exporter_in_flight_requests', () => this.#inFlight, attributes));
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
