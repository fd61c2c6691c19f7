import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Settings } from '../../../component/component.ts';
import type { Counter } from '../../../component/metrics.ts';
import type { Reasons } from '../../../component/reasons.ts';
import { ConsumeError } from '../../../consumer/consumeError.ts';
import type { Consumer, Context } from '../../../consumer/consumer.ts';
import { itemsOf } from '../../../helpers/metricNames.ts';

export type Transport = 'grpc' | 'http';
type AcceptorSettings = Pick<Settings, 'metrics' | 'reasons'> & {
  readonly transport: Transport;
  /** True: what failed inside the receiver has a counter of its own, which never counts here, as upstream's does not by default. */
  readonly countsFailed: boolean;
};

/** Hands decoded requests of one signal to its pipelines, counts what became of them, and says why they were refused. */
export class Acceptor<S extends Signal> {
  readonly signal: S;
  readonly #next: Consumer<S>;
  readonly #accepted: Counter;
  readonly #refused: Counter;
  readonly #failed: Counter | undefined;
  readonly #reasons: Reasons;
  readonly #transport: Transport;

  constructor(signal: S, next: Consumer<S>, { countsFailed, metrics, reasons, transport }: AcceptorSettings) {
    const counter = (what: string): Counter => metrics.counter(`otelcol_receiver_${what}_${itemsOf[signal]}`, { transport });
    this.signal = signal;
    this.#next = next;
    this.#reasons = reasons;
    this.#transport = transport;
    this.#accepted = counter('accepted');
    this.#refused = counter('refused');
    this.#failed = countsFailed ? counter('failed') : undefined;
  }

  /** A request without items never enters a pipeline. Rejects as the pipeline does. */
  async accept(data: Pdata<S>, context: Context): Promise<void> {
    const items = itemCount(this.signal, data);
    if (items === 0) return;
    let accepted = 0;
    try {
      await this.#next.consume(data, context);
      accepted = items;
    } catch (error) {
      if (this.#reasons.wanted) this.#reasons.give({ signal: this.signal, verdict: 'refused', data, because: ConsumeError.from(error).message, rule: ['protocols', this.#transport] });
      throw error;
    } finally {
      this.#accepted.add(accepted);
      this.#refused.add(items - accepted);
      this.#failed?.add(0);
    }
  }
}
