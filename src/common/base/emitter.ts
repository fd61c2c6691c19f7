import { disposable } from './disposable.ts';

/** Says that something happened. Never used to make something happen: call a function for that. */
export interface Event<T> {
  (listener: (value: T) => void): Disposable;
}

/** The sending end of an Event. Listeners run in the order they were added; one that throws is our bug and stops the rest. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    const own = (value: T) => listener(value);
    this.#listeners.add(own);
    return disposable(() => this.#listeners.delete(own));
  };

  emit(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  /** True while anybody listens: lets a tap cost nothing when nobody watches. */
  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }
}
