import type { Clock } from '#common/base/clock.ts';
import { nanosBetween } from '#common/base/units.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import type { Settings } from './component.ts';

/**
 * How long a processor works on a request, without what comes after it: otelcol_processor_internal_duration of upstream's processorhelper
 * (v0.159). Free where detailed metrics are not wanted. The items that come in and go out are counted on the edges.
 */
export class ProcessingTime {
  readonly #metrics: Settings['metrics'];
  readonly #attributes: { readonly 'otel.signal': Signal };
  /** Set at start. */
  clock: Clock | undefined;

  constructor({ metrics }: Pick<Settings, 'metrics'>, signal: Signal) {
    this.#metrics = metrics;
    this.#attributes = { 'otel.signal': signal };
  }

  measure<T>(work: () => T): T {
    const { clock } = this;
    if (clock === undefined || this.#metrics.detailed !== true) return work();
    const started = clock.now();
    try {
      return work();
    } finally {
      this.#metrics.record('otelcol_processor_internal_duration', nanosBetween(started, clock.now()) / 1e9, this.#attributes);
    }
  }
}
