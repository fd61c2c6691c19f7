import { draw, ownSeed } from './draw.ts';

/** Pretends to work for a while: somewhere between the two, different each time but the same for the same SEED and request. Milliseconds. */
export function work(leastMillis: number, mostMillis: number): Promise<void> {
  const millis = leastMillis + draw('work', ownSeed()) * (mostMillis - leastMillis);
  return new Promise((resolve) => setTimeout(resolve, millis));
}
