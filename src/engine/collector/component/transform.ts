import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Consumer, Context } from '../consumer/consumer.ts';
import type { Processor, Settings } from './component.ts';
import { ProcessingTime } from './processingTime.ts';

interface TransformSettings<S extends Signal> {
  readonly signal: S;
  readonly set: Settings;
  /** Null: everything was dropped. */
  readonly apply: (data: Pdata<S>, context: Context) => Pdata<S> | null;
  readonly next: Consumer<S>;
}

/** Wraps a pure function as a processor; null passes nothing on and succeeds. */
export function transformProcessor<S extends Signal>({ apply, next, set, signal }: TransformSettings<S>): Processor<S> {
  const time = new ProcessingTime(set, signal);
  return {
    start: async (host) => { time.clock = host.clock; },
    shutdown: async () => {},
    async consume(data, context) {
      const changed = time.measure(() => apply(data, context));
      if (changed !== null) await next.consume(changed, context);
    },
  };
}
