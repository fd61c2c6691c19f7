import { Emitter } from '#common/base/emitter.ts';
import type { UnixNano } from '#common/base/units.ts';
import { addSpans, noSpans, type SdkSpans } from './spanLedger.ts';
import { type RequestAnswer, type RequestSent, Trails } from './trails.ts';
import type { Served } from './workloads/serviceMessage.ts';

/** One request as its sender saw it, whatever telemetry says. */
export interface RequestRecord extends RequestSent, RequestAnswer {
  /** Counts from 1. */
  readonly number: number;
}
export interface RequestCounts {
  readonly sent: number;
  /** Answered below 500. */
  readonly succeeded: number;
  /** Answered 500 or above, or not at all. */
  readonly failed: number;
  readonly inFlight: number;
}
export interface ServedRecord extends Served {
  readonly service: string;
  readonly servedUnixNano: UnixNano;
}

const keep = 10_000;

/** The world's own record: what was asked of the clinic, what each service served, and which spans its SDK was given. Counters never forget; records keep the newest 10,000. */
export class Ledger {
  /** Request by request: who served it, and the spans of its traces. */
  readonly trails = new Trails();
  readonly #requests: RequestRecord[] = [];
  readonly #served: ServedRecord[] = [];
  readonly #servedCounts = new Map<string, number>();
  readonly #spans = new Map<string, SdkSpans>();
  readonly #changed = new Emitter<void>();
  #sent = 0;
  #succeeded = 0;
  #failed = 0;

  /** As often as anything is written into it. */
  readonly changed = this.#changed.event;

  /** A request leaves; the answer is its number. */
  send(sent: RequestSent): number {
    this.#sent += 1;
    this.trails.send(this.#sent, sent);
    this.#changed.emit();
    return this.#sent;
  }

  answer(record: RequestRecord): void {
    if (record.status > 0 && record.status < 500) this.#succeeded += 1;
    else this.#failed += 1;
    keepNewest(this.#requests, record);
    const { status, durationMillis, error } = record;
    this.trails.answer(record.number, { status, durationMillis, error });
    this.#changed.emit();
  }

  serve(record: ServedRecord): void {
    this.#servedCounts.set(record.service, (this.#servedCounts.get(record.service) ?? 0) + 1);
    keepNewest(this.#served, record);
    if (record.request !== null) this.trails.visit(record.request, { service: record.service, context: record.context });
    this.#changed.emit();
  }

  /** The span counts of a service have changed. */
  countSpans(service: string, change: SdkSpans): void {
    this.#spans.set(service, addSpans(this.spansOf(service), change));
    this.#changed.emit();
  }

  /** Sampled spans have ended in a service, by trace id. */
  traceSpans(service: string, spans: Readonly<Record<string, number>>): void {
    for (const [traceId, count] of Object.entries(spans)) this.trails.end(service, traceId, count);
    this.#changed.emit();
  }

  spansOf(service: string): SdkSpans {
    return this.#spans.get(service) ?? noSpans;
  }
  /** Of all services. */
  get spans(): SdkSpans {
    return [...this.#spans.values()].reduce(addSpans, noSpans);
  }

  get counts(): RequestCounts {
    return { sent: this.#sent, succeeded: this.#succeeded, failed: this.#failed, inFlight: this.#sent - this.#succeeded - this.#failed };
  }

  /** By the time of their answer. */
  get requests(): readonly RequestRecord[] {
    return this.#requests;
  }
  get served(): readonly ServedRecord[] {
    return this.#served;
  }
  servedBy(service: string): number {
    return this.#servedCounts.get(service) ?? 0;
  }
}

function keepNewest<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length > keep * 1.1) list.splice(0, list.length - keep);
}
