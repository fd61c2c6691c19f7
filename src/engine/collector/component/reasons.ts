import type { Millis } from '#common/base/units.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';

/**
 * What a component did to data. `changed`: passed on as `after`. `dropped`: gone for good. `refused`: given back to the sender, who may try
 * again. `failed`: delivery was given up. `kept`: a verdict let it pass. `held`: it waits.
 */
export type Verdict = 'changed' | 'dropped' | 'refused' | 'failed' | 'kept' | 'held';
export type ReasonInput = string | number | boolean | null;

/** Why a component did what it did to some items. */
export interface Reason<S extends Signal = Signal> {
  readonly signal: S;
  readonly verdict: Verdict;
  /** The items it is about, and no others, as they came in. */
  readonly data: Pdata<S>;
  /** What they became; only with `changed`. */
  readonly after?: Pdata<S>;
  /** In the field's words, in upstream's where it has some: `data refused due to high memory usage`. */
  readonly because: string;
  /** The way through the component's YAML to the rule that decided: `['actions', 2]`. Left out when the whole component did. */
  readonly rule?: readonly (string | number)[];
  /** What the rule looked at: `{ 'memory.used': 412, limit_mib: 400 }`. */
  readonly inputs?: Readonly<Record<string, ReasonInput>>;
  /** How long the items had waited here. */
  readonly wait?: Millis;
}

/** Where a component says why. Costs one boolean while nobody listens: look at `wanted` before building a reason. */
export interface Reasons {
  readonly wanted: boolean;
  give(reason: Reason): void;
}
