import { serviceName } from './log.ts';
import { seededRandom, seedOf } from './random.ts';

let random: (() => number) | undefined;

/** Pretends to work for a while: somewhere between the two, different each time but the same for the same SEED. Milliseconds. */
export function work(leastMillis: number, mostMillis: number): Promise<void> {
  random ??= seededRandom(seedOf(Number(process.env['SEED'] ?? 1), serviceName()));
  const millis = leastMillis + random() * (mostMillis - leastMillis);
  return new Promise((resolve) => setTimeout(resolve, millis));
}
