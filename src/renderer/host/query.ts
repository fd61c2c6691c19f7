import type { Event } from '#common/base/emitter.ts';
import { RpcError } from '#common/rpc/rpcError.ts';

export interface QueryState<T> {
  /** The latest good answer, also while a newer one is on its way; undefined before the first. */
  readonly data: T | undefined;
  /** Why the latest call failed; null after a good one. */
  readonly error: RpcError | null;
  /** True until the first answer or failure. */
  readonly loading: boolean;
}

/** One question and its latest answer, for as long as anybody looks. Asked again when something says that the answer is stale. */
export class Query<T> {
  readonly #ask: () => Promise<T>;
  readonly #stale: readonly Event<unknown>[];
  readonly #listeners = new Set<() => void>();
  #listening: Disposable[] = [];
  #asking = false;
  #staleMeanwhile = false;
  #state: QueryState<T> = { data: undefined, error: null, loading: true };

  constructor(ask: () => Promise<T>, stale: readonly Event<unknown>[]) {
    this.#ask = ask;
    this.#stale = stale;
  }

  readonly get = (): QueryState<T> => this.#state;

  /** The first one who looks asks; nobody looking costs nothing. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      this.#listening = this.#stale.map((event) => event(() => void this.refresh()));
      void this.refresh();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) for (const listening of this.#listening.splice(0)) listening[Symbol.dispose]();
    };
  };

  /** One call at a time: what becomes stale while it runs is asked once more after it. */
  async refresh(): Promise<void> {
    this.#staleMeanwhile = true;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#staleMeanwhile) {
      this.#staleMeanwhile = false;
      await this.#askOnce();
    }
    this.#asking = false;
  }

  async #askOnce(): Promise<void> {
    try {
      this.#set({ data: await this.#ask(), error: null, loading: false });
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      // Lost connections come back with a reset, which asks again: the old answer is the best there is until then.
      this.#set({ data: this.#state.data, error, loading: false });
    }
  }

  #set(state: QueryState<T>): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}
