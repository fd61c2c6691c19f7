import type { Clock } from '#common/base/clock.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Consumer, Context } from '../consumer/consumer.ts';
import type { Processor, Settings } from './component.ts';
import { ProcessorMeasures } from './processorMeasures.ts';

interface TransformSettings<S extends Signal> {
  readonly signal: S;
  readonly set: Settings;
  /** Null: everything was dropped. */
  readonly apply: (data: Pdata<S>, context: Context) => Pdata<S> | null;
  readonly next: Consumer<S>;
}

/** Wraps a pure function as a processor; null passes nothing on and succeeds. */
export function transformProcessor<S extends Signal>({ apply, next, set, signal }: TransformSettings<S>): Processor<S> {
  const measures = new ProcessorMeasures(set, signal);
  let clock: Clock | undefined;
  return {
    start: async (host) => { clock = host.clock; },
    shutdown: async () => {},
    async consume(data, context) {
      const incoming = itemCount(signal, data);
      let outgoing = 0;
      try {
        const changed = measures.timed(clock, () => apply(data, context));
        if (changed === null) return;
        outgoing = itemCount(signal, changed);
        data = changed;
      } finally {
        measures.count(incoming, outgoing);
      }
      await next.consume(data, context);
    },
  };
}
