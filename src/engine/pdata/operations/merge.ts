import { shapeOf } from '../shape.ts';
import type { Pdata, Signal } from '../signal.ts';

/** One request with all resources of `list`, in order. Equal resources are not joined, as upstream's batch does not. */
export function merge<S extends Signal>(signal: S, list: readonly Pdata<S>[]): Pdata<S> {
  const [first] = list;
  if (list.length === 1 && first !== undefined) return first;
  const shape = shapeOf(signal);
  return shape.fromResourceGroups(list.flatMap((data) => shape.resourceGroups(data)));
}

export function emptyPdata<S extends Signal>(signal: S): Pdata<S> {
  return shapeOf(signal).fromResourceGroups([]);
}
