import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Settings } from '../../../component/component.ts';
import type { Consumer, Context } from '../../../consumer/consumer.ts';
import { itemsOf } from '../../../helpers/metricNames.ts';

/** Hands decoded requests of one signal to its pipelines, and counts what became of them. */
export class Acceptor<S extends Signal> {
  readonly signal: S;
  readonly #next: Consumer<S>;
  readonly #metrics: Settings['metrics'];
  readonly #transport: 'grpc' | 'http';

  constructor(signal: S, next: Consumer<S>, { metrics, transport }: { readonly metrics: Settings['metrics']; readonly transport: 'grpc' | 'http' }) {
    this.signal = signal;
    this.#next = next;
    this.#metrics = metrics;
    this.#transport = transport;
  }

  /** A request without items never enters a pipeline. Rejects as the pipeline does. */
  async accept(data: Pdata<S>, context: Context): Promise<void> {
    const items = itemCount(this.signal, data);
    if (items === 0) return;
    let accepted = 0;
    try {
      await this.#next.consume(data, context);
      accepted = items;
    } finally {
      const attributes = { transport: this.#transport };
      this.#metrics.add(`otelcol_receiver_accepted_${itemsOf[this.signal]}`, accepted, attributes);
      this.#metrics.add(`otelcol_receiver_refused_${itemsOf[this.signal]}`, items - accepted, attributes);
    }
  }
}
