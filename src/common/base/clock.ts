import type { Millis, UnixNano } from './units.ts';

/** All time comes from here, so that a test of a 30 s window takes a millisecond and the learner can pause the world. */
export interface Clock {
  /** Wall time. */
  now(): UnixNano;
  /** Runs `callback` once after `delay` (≥ 0) milliseconds; disposing cancels. */
  setTimeout(callback: () => void, delay: Millis): Disposable;
}

/** Resolves after `delay`; rejects with the signal's reason when aborted first. */
export function wait(clock: Clock, delay: Millis, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(abortError(signal));
      return;
    }
    const onAbort = (): void => {
      timer[Symbol.dispose]();
      reject(abortError(signal));
    };
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, delay);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function abortError(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error('aborted');
}
