import type { Clock } from '#common/base/clock.ts';
import type { Emitter } from '#common/base/emitter.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Tapped } from '../collector.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import type { Consumer, Context } from '../consumer/consumer.ts';
import type { NodeReasons } from './explain.ts';
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
/** A node that takes data, as its edges see it. */
export interface Target<S extends Signal = Signal> {
  readonly nodeId: string;
  readonly consumer: Consumer<S>;
  readonly reasons: NodeReasons;
}
interface Source<S extends Signal> {
  readonly from: string;
  readonly signal: S;
}

/**
 * What a node is given to send to: every edge that leaves it. The targets are called in order, all of them even when an earlier one failed,
 * and their errors are joined (upstream internal/fanoutconsumer). Counts each item once, shows the batch on each edge to whoever taps, and
 * says why an item was refused where the target itself did not. Untapped it costs one addition for each edge.
 * Upstream clones for consumers that mutate. Here: not, because data is immutable.
 */
export function outlet<S extends Signal>(source: Source<S>, targets: readonly Target<S>[], settings: EdgeSettings): Consumer<S> {
  const edges = targets.map((target) => ({ target, into: settings.countersOf(target.nodeId) }));
  const counters = settings.countersOf(source.from);
  const [only] = edges;
  if (only !== undefined && edges.length === 1) return new SingleEdge(source, only, { counters, settings });
  return new FanOut(source, edges, { counters, settings });
}

interface Edge<S extends Signal> {
  readonly target: Target<S>;
  readonly into: Counters;
}
interface Around {
  readonly counters: Counters;
  readonly settings: EdgeSettings;
}

class SingleEdge<S extends Signal> implements Consumer<S> {
  readonly #source: Source<S>;
  readonly #edge: Edge<S>;
  readonly #around: Around;

  constructor(source: Source<S>, edge: Edge<S>, around: Around) {
    this.#source = source;
    this.#edge = edge;
    this.#around = around;
  }

  async consume(data: Pdata<S>, context: Context): Promise<void> {
    const { into, target } = this.#edge;
    const { counters, settings } = this.#around;
    const items = itemCount(this.#source.signal, data);
    if (settings.tapped.hasListeners) tap(this.#source, target, data, settings);
    into.inItems += items;
    try {
      await target.consumer.consume(data, context);
    } catch (error) {
      counters.failedItems += items;
      explain(this.#source, data, [{ target, error }], []);
      throw error;
    }
    counters.outItems += items;
  }
}

class FanOut<S extends Signal> implements Consumer<S> {
  readonly #source: Source<S>;
  readonly #edges: readonly Edge<S>[];
  readonly #around: Around;

  constructor(source: Source<S>, edges: readonly Edge<S>[], around: Around) {
    this.#source = source;
    this.#edges = edges;
    this.#around = around;
  }

  async consume(data: Pdata<S>, context: Context): Promise<void> {
    const { counters, settings } = this.#around;
    const items = itemCount(this.#source.signal, data);
    let refused: Refused<S>[] | undefined;
    for (const { into, target } of this.#edges) {
      if (settings.tapped.hasListeners) tap(this.#source, target, data, settings);
      into.inItems += items;
      try {
        await target.consumer.consume(data, context);
      } catch (error) {
        refused = [...(refused ?? []), { target, error }];
      }
    }
    if (refused === undefined) {
      counters.outItems += items;
      return;
    }
    counters.failedItems += items;
    const failed = new Set(refused.map(({ target }) => target));
    explain(this.#source, data, refused, this.#edges.filter(({ target }) => !failed.has(target)).map(({ target }) => target.nodeId));
    const errors = refused.map(({ error }) => ConsumeError.from(error));
    const [first] = errors;
    throw first !== undefined && errors.length === 1 ? first : ConsumeError.join(errors);
  }
}

function tap<S extends Signal>({ from, signal }: Source<S>, target: Target<S>, data: Pdata<S>, { clock, tapped }: EdgeSettings): void {
  tapped.emit({ from, to: target.nodeId, signal, data, timeUnixNano: clock.now() });
}

interface Refused<S extends Signal> {
  readonly target: Target<S>;
  readonly error: unknown;
}

/** Failures that somebody explained: they pass many edges on their way back to the receiver, and are told once. */
const told = new WeakSet<Error>();

/** Gives the reason of a refusal in the name of the node that refused, unless that node gave one itself. */
function explain<S extends Signal>({ from, signal }: Source<S>, data: Pdata<S>, refused: readonly Refused<S>[], accepted: readonly string[]): void {
  for (const { error, target: { reasons } } of refused) {
    if (!reasons.wanted || !(error instanceof Error)) continue;
    if (!wasTold(error) && !reasons.spokeOf(data)) {
      const { retryable } = ConsumeError.from(error);
      reasons.give({
        signal, verdict: 'refused', data, because: error.message,
        inputs: { from, retryable, ...(accepted.length === 0 ? {} : { accepted_by: accepted.join(', ') }) },
      });
    }
    told.add(error);
  }
}

function wasTold(error: Error): boolean {
  if (told.has(error)) return true;
  const causes: readonly unknown[] = Array.isArray(error.cause) ? error.cause : [error.cause];
  return causes.some((cause) => cause instanceof Error && wasTold(cause));
}
