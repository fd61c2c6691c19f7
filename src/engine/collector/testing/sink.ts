import { deepFreeze } from '#engine/pdata/testing/deepFreeze.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Consumer, Context } from '../consumer/consumer.ts';

/** Keeps everything it is given, frozen; a test reads `received`. */
export class Sink<S extends Signal> implements Consumer<S> {
  readonly received: Pdata<S>[] = [];
  readonly contexts: Context[] = [];
  /** When set, every batch is refused with it. */
  failure: Error | undefined;

  async consume(data: Pdata<S>, context: Context): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    this.received.push(deepFreeze(data));
    this.contexts.push(context);
  }

  get last(): Pdata<S> | undefined {
    return this.received.at(-1);
  }
}
export class TracesSink extends Sink<'traces'> {}
