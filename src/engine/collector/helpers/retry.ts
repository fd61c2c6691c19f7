import type * as z from 'zod';
import { millis, millisToNanos, type Millis, nanosBetween, nanosToMillis } from '#common/base/units.ts';
import { wait } from '#common/base/clock.ts';
import { formatDuration } from '../component/duration.ts';
import type { Problem } from '../component/factory.ts';
import { bool, duration, float, section } from '../component/fields.ts';
import type { Host } from '../component/host.ts';
import type { Logger } from '../component/logger.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import type { Context } from '../consumer/consumer.ts';
import type { ExporterHelperRules, GivenUp } from './exporterHelperRules.ts';

export const retryText = 'What failed for the moment is sent again, after ever longer waits.';

export const retryShape = () => ({
  enabled: bool(true).describe('false gives a batch up at its first failure.'),
  initial_interval: duration('5s').describe('Wait before the first retry.'),
  randomization_factor: float(0.5).describe('Each wait is drawn from interval × (1 ± factor); 0 to 1.'),
  multiplier: float(1.5).describe('Each interval is this many times the one before.'),
  max_interval: duration('30s').describe('Longest interval.'),
  max_elapsed_time: duration('5m').describe('A batch is given up when this long has passed; 0 never.'),
});

/** configretry.BackOffConfig. */
export const retryOnFailure = () => section(retryShape(), { goType: 'configretry.BackOffConfig' }).describe(retryText);
export type RetryConfig = z.output<ReturnType<typeof retryOnFailure>>;

/** Upstream checks these even when retrying is off, and reports all of them as one message of several lines. */
export function validateRetry(config: RetryConfig): Problem[] {
  const { initial_interval, max_elapsed_time, max_interval, randomization_factor } = config;
  const lines: string[] = [];
  if (max_elapsed_time > 0 && max_elapsed_time < initial_interval) lines.push("'max_elapsed_time' must not be less than 'initial_interval'");
  else if (max_elapsed_time > 0 && max_elapsed_time < max_interval) lines.push("'max_elapsed_time' must not be less than 'max_interval'");
  for (const key of ['initial_interval', 'max_elapsed_time', 'max_interval', 'multiplier', 'randomization_factor'] as const) {
    if (config[key] < 0) lines.push(`${key} value must be greater than or equal to 0`);
  }
  if (randomization_factor > 1) lines.push('randomization_factor value must be less than or equal to 1');
  return lines.length === 0 ? [] : [{ path: ['retry_on_failure'], message: lines.join('\n') }];
}

/** Exponential back-off with jitter (github.com/cenkalti/backoff v7). */
export class Backoff {
  readonly #config: RetryConfig;
  readonly #random: () => number;
  #interval: number;

  constructor(config: RetryConfig, random: () => number) {
    this.#config = config;
    this.#random = random;
    this.#interval = config.initial_interval;
  }

  /** The next wait, in whole nanoseconds. */
  next(): Millis {
    const { randomization_factor: factor, max_interval, multiplier } = this.#config;
    const interval = millisToNanos(millis(this.#interval));
    const lowest = interval * (1 - factor);
    const drawn = factor === 0 ? interval : lowest + this.#random() * (2 * factor * interval + 1);
    this.#interval = this.#interval >= max_interval / multiplier ? max_interval : this.#interval * multiplier;
    return millis(Math.floor(drawn) / 1e6);
  }
}

/** How a request ended that was not delivered. */
export interface Ending<T> {
  readonly kind: GivenUp;
  /** In the release's words. */
  readonly error: ConsumeError;
  /** What the last attempt said. */
  readonly last: ConsumeError;
  readonly attempts: number;
  /** All waits between attempts together. */
  readonly waited: Millis;
  /** What was not delivered: all of it, or the part that the last error named. */
  readonly rest: T;
}

export interface Attempts<T> {
  attempt(request: T): Promise<void>;
  /** What is worth sending again. */
  failedPart(request: T, error: ConsumeError): T;
  /** A wait begins. */
  waits?(request: T, wait: { readonly error: ConsumeError; readonly delay: Millis; readonly attempts: number }): void;
}

export type RetryRules = Pick<ExporterHelperRules, 'prefixes' | 'retryCaller' | 'throttleBeyondEnd'>;

/** Upstream's retry sender: tries again until it worked, cannot work, has taken too long, or the exporter stops. */
export class RetrySender {
  readonly #config: RetryConfig;
  readonly #host: Pick<Host, 'clock' | 'random'>;
  readonly #logger: Logger;
  readonly #rules: RetryRules;
  readonly #stop = new AbortController();

  constructor(config: RetryConfig, host: Pick<Host, 'clock' | 'random'>, { logger, rules }: { readonly logger: Logger; readonly rules: RetryRules }) {
    this.#config = config;
    this.#host = host;
    this.#logger = logger;
    this.#rules = rules;
  }

  /** Nothing when the request was delivered. `attempt` gets the whole request first, and later the part that failed when the error names one. Never rejects. */
  async send<T>(request: T, context: Context, sender: Attempts<T>): Promise<Ending<T> | undefined> {
    const first = await failure(sender.attempt(request));
    return first === undefined ? undefined : this.#again(request, first, { context, sender });
  }

  async #again<T>(request: T, first: ConsumeError, { context, sender }: { readonly context: Context; readonly sender: Attempts<T> }): Promise<Ending<T> | undefined> {
    const { clock, random } = this.#host;
    const backoff = new Backoff(this.#config, random);
    const started = clock.now();
    let rest = request;
    let last = first;
    let waited = 0;
    for (let attempts = 1; ; attempts += 1) {
      const end = (kind: GivenUp): Ending<T> => ({ kind, last, attempts, waited: millis(waited), rest, error: last.prefixed(this.#rules.prefixes[kind], { interrupted: kind === 'shutdown' }) });
      if (!last.retryable) return end('permanent');
      rest = sender.failedPart(rest, last);
      const delay = this.#delay(backoff.next(), last, nanosToMillis(nanosBetween(started, clock.now())));
      if (delay === undefined) return end('exhausted');
      this.#logger.info('Exporting failed. Will retry the request after interval.', { error: last.message, interval: formatDuration(delay) }, this.#rules.retryCaller);
      sender.waits?.(rest, { error: last, delay, attempts });
      if (!await this.#pause(delay, context)) return end(context.signal?.aborted === true ? 'cancelled' : 'shutdown');
      waited += delay;
      const error = await failure(sender.attempt(rest));
      if (error === undefined) return undefined;
      last = error;
    }
  }

  /** Nothing when the time is over. */
  #delay(drawn: Millis, error: ConsumeError, elapsed: Millis): Millis | undefined {
    const delay = millis(Math.max(drawn, error.retryAfter ?? 0));
    const counted = this.#rules.throttleBeyondEnd ? drawn : delay;
    return this.#config.max_elapsed_time > 0 && elapsed + counted > this.#config.max_elapsed_time ? undefined : delay;
  }

  /** False when it was interrupted. */
  async #pause(delay: Millis, context: Context): Promise<boolean> {
    const interrupted = new AbortController();
    const abort = (): void => interrupted.abort();
    const signals = [this.#stop.signal, ...(context.signal === undefined ? [] : [context.signal])];
    for (const signal of signals) signal.addEventListener('abort', abort, { once: true });
    if (signals.some((signal) => signal.aborted)) abort();
    try {
      await wait(this.#host.clock, delay, interrupted.signal);
      return true;
    } catch {
      return false;
    } finally {
      for (const signal of signals) signal.removeEventListener('abort', abort);
    }
  }

  /** Ends every wait; from now on each request is tried once. */
  shutdown(): void {
    this.#stop.abort();
  }
}

async function failure(work: Promise<void>): Promise<ConsumeError | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return ConsumeError.from(error);
  }
}
