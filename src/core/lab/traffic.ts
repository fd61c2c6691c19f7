import type { Clock } from '#common/base/clock.ts';
import { Emitter } from '#common/base/emitter.ts';
import { errorMessage } from '#common/base/errors.ts';
import { type Millis, millis } from '#common/base/units.ts';
import type { Network } from '#engine/network/network.ts';
import { defaultMix, type OperationName, operationRequest } from './catalog.ts';
import type { Ledger, RequestRecord } from './ledger.ts';
import { seededRandom } from './random.ts';

export interface TrafficSettings {
  readonly clock: Clock;
  readonly network: Network;
  readonly ledger: Ledger;
  /** Base URL of the clinic's entry; null while it does not listen. */
  readonly entryUrl: () => string | null;
}
export interface TrafficPlan {
  readonly running: boolean;
  /** Mean, 0 to 200. */
  readonly requestsPerSecond: number;
  /** Fixes the order of operations, pets, vets, and the gaps. */
  readonly seed: number;
  /** Gaps as visitors leave them (Poisson), or all alike. */
  readonly spacing: 'random' | 'even';
}
export interface SendOutcome {
  readonly status: number;
  readonly durationMillis: number;
  readonly error: string | null;
}

const requestLimit = 30_000;
/** Beyond this many unanswered requests steady traffic waits: a clinic that hangs must not fill the memory. */
const maxInFlight = 500;

/** Visitors of the clinic: a steady stream with a seed, and single requests on a click. Every request is in the ledger. */
export class Traffic implements Disposable {
  readonly #settings: TrafficSettings;
  readonly #changed = new Emitter<void>();
  readonly #answered = new Emitter<RequestRecord>();
  readonly #inFlight = new Set<Promise<unknown>>();
  #plan: TrafficPlan;
  #random: () => number;
  #timer: Disposable | undefined;
  /** When the next request is due, so that timer lag does not lower the rate. Nanoseconds. */
  #due = 0n;

  constructor(settings: TrafficSettings, plan: TrafficPlan) {
    this.#settings = settings;
    this.#plan = { ...plan, running: false };
    this.#random = seededRandom(plan.seed);
  }

  readonly changed = this.#changed.event;
  readonly answered = this.#answered.event;

  get plan(): TrafficPlan {
    return this.#plan;
  }

  /** A new seed starts the sequence again. */
  set(change: Partial<TrafficPlan>): void {
    const before = this.#plan;
    this.#plan = { ...before, ...change };
    if (change.seed !== undefined) this.#random = seededRandom(change.seed);
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    this.#due = this.#settings.clock.now();
    this.#schedule();
    if (JSON.stringify(before) !== JSON.stringify(this.#plan)) this.#changed.emit();
  }

  sendOne(operation: OperationName): Promise<SendOutcome> {
    return this.#send(operation, 'button');
  }

  /** Resolves when every request sent so far is answered. */
  async settled(): Promise<void> {
    await Promise.all(this.#inFlight);
  }

  [Symbol.dispose](): void {
    this.#plan = { ...this.#plan, running: false };
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }

  #schedule(): void {
    const { running, requestsPerSecond, spacing } = this.#plan;
    if (!running || requestsPerSecond <= 0) return;
    const mean = 1000 / requestsPerSecond;
    const gap = spacing === 'even' ? mean : -Math.log(1 - this.#random()) * mean;
    this.#due += BigInt(Math.round(gap * 1e6));
    this.#timer = this.#settings.clock.setTimeout(() => this.#tick(), this.#untilDue());
  }

  #untilDue(): Millis {
    return millis(Math.max(0, Number(this.#due - this.#settings.clock.now()) / 1e6));
  }

  #tick(): void {
    this.#timer = undefined;
    const operation = this.#random() < defaultMix.browse ? 'browse' : 'book';
    if (this.#inFlight.size < maxInFlight) void this.#send(operation, 'traffic');
    this.#schedule();
  }

  #send(operation: OperationName, via: RequestRecord['via']): Promise<SendOutcome> {
    const { ledger, clock } = this.#settings;
    const request = operationRequest(operation, this.#random);
    const sentUnixNano = clock.now();
    const number = ledger.send({ operation, via, sentUnixNano });
    const sending = this.#fetch(number, request).then((outcome) => {
      const durationMillis = Number(clock.now() - sentUnixNano) / 1e6;
      const record: RequestRecord = { number, operation, via, sentUnixNano, durationMillis, ...outcome };
      ledger.answer(record);
      this.#answered.emit(record);
      return { ...outcome, durationMillis };
    });
    this.#inFlight.add(sending);
    return sending.finally(() => this.#inFlight.delete(sending));
  }

  /** Never rejects: an unreachable clinic is an outcome. */
  async #fetch(number: number, request: ReturnType<typeof operationRequest>): Promise<{ readonly status: number; readonly error: string | null }> {
    const base = this.#settings.entryUrl();
    if (base === null) return { status: 0, error: 'the clinic is not open yet' };
    const headers: Readonly<Record<string, readonly string[]>> = { 'x-clinic-request': [String(number)], ...(request.body === undefined ? {} : { 'content-type': ['application/json'] }) };
    const body = request.body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(request.body));
    try {
      const response = await this.#settings.network.fetch(
        { method: request.method, url: `${base}${request.path}`, headers, body }, { timeoutMillis: requestLimit, maxResponseBytes: 1e6 },
      );
      return { status: response.status, error: null };
    } catch (error) {
      return { status: 0, error: errorMessage(error) };
    }
  }
}
