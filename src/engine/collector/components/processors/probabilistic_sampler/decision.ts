import type { ReasonInput } from '../../../component/reasons.ts';
import { type Randomness, type Threshold, thresholdText, toHex } from './bits56.ts';

/** What was decided about one item. */
export interface Decision<R> {
  /** The item as it goes on; null: it does not. */
  readonly kept: R | null;
  /** What decided, in the words of the sampler's metrics. */
  readonly policy: string;
  /** A policy that let it pass before and is counted too. */
  readonly passed?: string;
  /** True: a priority of its own decided, whatever the sampling says. */
  readonly forced: boolean;
  /** Why sampling could not decide. */
  readonly problem?: string | undefined;
  /** What the decision looked at. */
  readonly looked: Looked;
}
/** Numbers to compare: the item's must be below (hash, of 16384), or not below (randomness), the threshold. */
export type Looked = { readonly hash: number; readonly threshold: number } | { readonly randomness: Randomness; readonly threshold: Threshold };

/** Decides about items one by one. */
export type Decide<R> = (item: R) => Decision<R>;

/** What the sampler looked at, for a reason. `sampling_percentage` is that of the configuration, 0 to 100. */
export function inputsOf({ looked, policy }: Decision<unknown>, sampling_percentage: number): Readonly<Record<string, ReasonInput>> {
  const numbers = 'hash' in looked ? looked : { randomness: toHex(looked.randomness), threshold: thresholdText(looked.threshold) };
  return { policy, sampling_percentage, ...numbers };
}

/** Why an item was kept or dropped, in words. */
export function becauseOf({ forced, kept, looked, problem }: Decision<unknown>, sampling_percentage: number): string {
  if (forced) return kept === null ? 'its sampling priority drops it' : 'its sampling priority keeps it';
  if (problem !== undefined) return problem;
  if (!('hash' in looked)) return `randomness ${kept === null ? 'below' : 'not below'} the threshold of ${String(sampling_percentage)} %`;
  return `hash ${kept === null ? 'not below' : 'below'} ${String(sampling_percentage)} % of 16384`;
}
