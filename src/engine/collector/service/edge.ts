import type { Clock } from '#common/base/clock.ts';
import type { Emitter } from '#common/base/emitter.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Tapped } from '../collector.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import type { Consumer, Context } from '../consumer/consumer.ts';
import { itemCount } from './itemCount.ts';

/** Mutable counts of one node; kept by the collector across reloads. */
export interface Counters {
  inItems: number;
  outItems: number;
  failedItems: number;
}
/** What every edge of a collector shares. */
export interface EdgeSettings {
  readonly clock: Clock;
  readonly tapped: Emitter<Tapped>;
  countersOf(nodeId: string): Counters;
}
interface Ends<S extends Signal> {
  readonly from: string;
  readonly to: string;
  readonly signal: S;
}

/** The consumer between two nodes: counts what comes in, and shows it to whoever taps. Untapped it costs one addition. */
export function edge<S extends Signal>(ends: Ends<S>, next: Consumer<S>, settings: EdgeSettings): Consumer<S> {
  const to = settings.countersOf(ends.to);
  return {
    async consume(data: Pdata<S>, context: Context): Promise<void> {
      const items = itemCount(ends.signal, data);
      if (settings.tapped.hasListeners) settings.tapped.emit({ ...ends, data, timeUnixNano: settings.clock.now() });
      to.inItems += items;
      await next.consume(data, context);
    },
  };
}

/** What a node is given to send to: counts each item once, on however many edges it leaves; it failed when any of them refused it. */
export function exit<S extends Signal>({ from, signal }: Omit<Ends<S>, 'to'>, next: Consumer<S>, settings: EdgeSettings): Consumer<S> {
  const counters = settings.countersOf(from);
  return {
    async consume(data: Pdata<S>, context: Context): Promise<void> {
      const items = itemCount(signal, data);
      try {
        await next.consume(data, context);
      } catch (error) {
        counters.failedItems += items;
        throw error;
      }
      counters.outItems += items;
    },
  };
}

/**
 * Hands one batch to several consumers, one after the other; all are called even when an earlier one failed, and their errors are joined
 * (upstream internal/fanoutconsumer). Upstream clones for consumers that mutate. Here: not, because data is immutable.
 */
export function fanOut<S extends Signal>(consumers: readonly Consumer<S>[]): Consumer<S> {
  const [only] = consumers;
  if (only !== undefined && consumers.length === 1) return only;
  return {
    async consume(data, context): Promise<void> {
      const errors: ConsumeError[] = [];
      for (const consumer of consumers) {
        try {
          await consumer.consume(data, context);
        } catch (error) {
          errors.push(ConsumeError.from(error));
        }
      }
      const [first] = errors;
      if (first !== undefined) throw errors.length === 1 ? first : ConsumeError.join(errors);
    },
  };
}
