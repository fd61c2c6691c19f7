import type { Pdata, Signal } from '#engine/pdata/signal.ts';

/** What travels beside the data: upstream's context.Context with client.Info. */
export interface Context {
  /** Request metadata, lower-case keys, when the receiver has `include_metadata: true`; else empty. */
  readonly metadata: ReadonlyMap<string, readonly string[]>;
  /** What the receiver's authenticator found out about the caller; absent without one. */
  readonly auth?: ReadonlyMap<string, string>;
  /** The sender's address, "" when unknown. */
  readonly clientAddress: string;
  /** Aborted when the caller no longer waits. */
  readonly signal?: AbortSignal;
}

export const background: Context = { metadata: new Map(), clientAddress: '' };

/** Takes one batch and resolves when it is accepted. Rejects with ConsumeError, which says whether a retry may help. */
export interface Consumer<S extends Signal> {
  consume(data: Pdata<S>, context: Context): Promise<void>;
}
