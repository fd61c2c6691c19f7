import { type Nanos, nanosBetween } from '#common/base/units.ts';
import type { Clock } from '#common/base/clock.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import type { Settings } from './component.ts';
import type { Counter } from './metrics.ts';

/** What upstream's processorhelper measures of each processor (v0.159): items in, items out, and at level detailed the time between. */
export class ProcessorMeasures {
  readonly #incoming: Counter;
  readonly #outgoing: Counter;
  readonly #set: Pick<Settings, 'metrics'>;
  readonly #attributes: { readonly 'otel.signal': Signal };

  constructor(set: Pick<Settings, 'metrics'>, signal: Signal) {
    this.#set = set;
    this.#attributes = { 'otel.signal': signal };
    this.#incoming = set.metrics.counter('otelcol_processor_incoming_items', this.#attributes);
    this.#outgoing = set.metrics.counter('otelcol_processor_outgoing_items', this.#attributes);
  }

  count(incoming: number, outgoing: number): void {
    this.#incoming.add(incoming);
    this.#outgoing.add(outgoing);
  }

  /** Runs `work`, and measures how long it took where that is wanted. */
  timed<T>(clock: Clock | undefined, work: () => T): T {
    if (clock === undefined || this.#set.metrics.detailed !== true) return work();
    const started = clock.now();
    try {
      return work();
    } finally {
      this.#set.metrics.record('otelcol_processor_internal_duration', seconds(nanosBetween(started, clock.now())), this.#attributes);
    }
  }
}

const seconds = (duration: Nanos): number => duration / 1e9;
