import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Consumer, Context } from '../consumer/consumer.ts';
import type { Processor } from './component.ts';

/** Wraps a pure function as a processor; null passes nothing on and succeeds. */
export function transformProcessor<S extends Signal>(apply: (data: Pdata<S>, context: Context) => Pdata<S> | null, next: Consumer<S>): Processor<S> {
  return {
    start: async () => {},
    shutdown: async () => {},
    async consume(data, context) {
      const changed = apply(data, context);
      if (changed !== null) await next.consume(changed, context);
    },
  };
}
