import type { Clock } from '#common/base/clock.ts';
import { type Millis, nanosBetween, nanosToMillis } from '#common/base/units.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Reason, ReasonInput, Reasons } from '../component/reasons.ts';
import type { ConsumeError } from '../consumer/consumeError.ts';
import type { Context } from '../consumer/consumer.ts';
import type { GivenUp } from './exporterHelperRules.ts';
import { type Request, sizeOf } from './request.ts';
import type { Ending, RetryConfig } from './retry.ts';
import type { SendingQueueConfig } from './sendingQueueConfig.ts';

interface ExporterReasonsSettings<S extends Signal> {
  readonly signal: S;
  readonly reasons: Reasons;
  readonly retry: RetryConfig | undefined;
  readonly queue: SendingQueueConfig | undefined;
}

/** Why an exporter's helper refused, held, gave up or delivered data, with the YAML key that decided. Each call is free while nobody listens. */
export class ExporterReasons<S extends Signal> {
  readonly #settings: ExporterReasonsSettings<S>;
  /** Set at start. */
  clock: Clock | undefined;

  constructor(settings: ExporterReasonsSettings<S>) {
    this.#settings = settings;
  }

  get wanted(): boolean {
    return this.#settings.reasons.wanted;
  }

  /** A request that remembers when it came, when somebody may ask how long it waited. */
  request(data: Pdata<S>, context: Context): Request<S> {
    const { signal } = this.#settings;
    return this.wanted && this.clock !== undefined ? { signal, data, context, since: this.clock.now() } : { signal, data, context };
  }

  delivered(request: Request<S>): void {
    this.#give({ verdict: 'kept', data: request.data, because: 'sent', ...this.#wait(request) });
  }

  overflow({ data, signal }: Request<S>, error: ConsumeError, queue: { readonly size: number }): void {
    const config = this.#settings.queue;
    if (config === undefined) return;
    const { queue_size, sizer } = config;
    this.#give({ verdict: 'refused', data, because: error.message, rule: ['sending_queue', 'queue_size'], inputs: { queue_size, 'queue.size': queue.size, 'request.size': sizeOf(signal, data, sizer), sizer } });
  }

  waits(data: Pdata<S>, { attempts, delay, error }: { readonly error: ConsumeError; readonly delay: Millis; readonly attempts: number }): void {
    if (!this.wanted) return;
    const inputs = { error: error.message, attempts, 'interval.millis': delay, ...(error.retryAfter === undefined ? {} : { 'throttle.millis': error.retryAfter }) };
    this.#give({ verdict: 'held', data, because: 'Exporting failed. Will retry the request after interval.', rule: ['retry_on_failure', 'initial_interval'], inputs, wait: delay });
  }

  ended(request: Request<S>, ending: Ending<Pdata<S>>, verdict: 'refused' | 'failed' | 'dropped' | 'held'): void {
    if (!this.wanted) return;
    const { attempts, error, kind, last, rest, waited } = ending;
    const rule = verdict === 'held' ? ['sending_queue', 'storage'] : this.#ruleOf(kind);
    const limit: Record<string, ReasonInput> = kind === 'exhausted' && this.#settings.retry !== undefined ? { 'max_elapsed_time.millis': this.#settings.retry.max_elapsed_time } : {};
    const inputs = { error: last.message, permanent: !last.retryable, attempts, 'waits.millis': waited, ...limit };
    this.#give({ verdict, data: rest, because: error.message, ...(rule === undefined ? {} : { rule }), inputs, ...this.#wait(request) });
  }

  #ruleOf(kind: GivenUp): readonly string[] | undefined {
    if (kind === 'exhausted') return ['retry_on_failure', 'max_elapsed_time'];
    return kind === 'unretried' && this.#settings.retry !== undefined ? ['retry_on_failure', 'enabled'] : undefined;
  }

  lost(data: Pdata<S>, { because, rule }: { readonly because: string; readonly rule: readonly string[] }): void {
    this.#give({ verdict: 'dropped', data, because, rule });
  }

  /** The exporter stops with this in its kept queue. */
  putBy(request: Request<S>): void {
    this.#give({ verdict: 'held', data: request.data, because: 'kept in storage for the next start', rule: ['sending_queue', 'storage'] });
  }

  #wait({ since }: Request<S>): { readonly wait?: Millis } {
    return since === undefined || this.clock === undefined ? {} : { wait: nanosToMillis(nanosBetween(since, this.clock.now())) };
  }

  #give(reason: Omit<Reason<S>, 'signal'>): void {
    if (this.wanted) this.#settings.reasons.give({ signal: this.#settings.signal, ...reason });
  }
}
