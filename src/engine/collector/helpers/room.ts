import { ConsumeError } from '../consumer/consumeError.ts';
import type { Context } from '../consumer/consumer.ts';

/** Callers that wait until a queue has room, in the order they came. */
export class Room {
  readonly #waiting: (() => void)[] = [];

  /** Something left the queue: the first in line looks again. */
  signal(): void {
    this.#waiting.shift()?.();
  }

  /** Resolves when there may be room; rejects when the caller leaves first. */
  wait({ signal }: Context): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        signal?.removeEventListener('abort', cancelled);
        const index = this.#waiting.indexOf(enter);
        if (index >= 0) this.#waiting.splice(index, 1);
      };
      const enter = (): void => {
        leave();
        resolve();
      };
      const cancelled = (): void => {
        leave();
        reject(canceled());
      };
      this.#waiting.push(enter);
      signal?.addEventListener('abort', cancelled, { once: true });
      if (signal?.aborted === true) cancelled();
    });
  }
}

/** Go's context.Canceled. */
export const canceled = (): ConsumeError => new ConsumeError('context canceled', { retryable: true });
