import type { Headers } from '#engine/network/network.ts';
import type { Context } from '../consumer/consumer.ts';
import type { Kind } from './kind.ts';

/** Proves callers of a receiver (upstream extension/extensionauth.Server). */
export interface ServerAuthenticator {
  /** Resolves to the caller's attributes (`subject`, `username`…). Rejects with an Error that carries upstream's text. Header names are lower case. */
  authenticate(headers: Headers): Promise<ReadonlyMap<string, string>>;
}

/** Signs what an exporter sends (upstream extensionauth.HTTPClient and GRPCClient). */
export interface ClientAuthenticator {
  /** Asked once by each exporter when it starts. Throws an Error that carries upstream's text when requests could not be signed. */
  prepare?(): void;
  /** The headers to send instead of `headers`; names are lower case. Rejects with an Error: nothing is sent. */
  decorate(headers: Headers, context: Context): Promise<Headers>;
  /** True: gRPC refuses to send these credentials over plain text. */
  readonly requiresTransportSecurity: boolean;
}

/** One component's own keys in a store (upstream extension/xextension/storage.Client). Calls are answered in order. */
export interface StorageClient {
  /** True while an earlier configuration of the same collector still has the store: calls wait until it lets go. */
  readonly pending?: boolean;
  get(key: string): Promise<Uint8Array | undefined>;
  set(key: string, value: Uint8Array): Promise<void>;
  delete(key: string): Promise<void>;
  /** All of it or nothing. */
  batch(changes: readonly StorageChange[]): Promise<void>;
  close(): Promise<void>;
}
export type StorageChange = { readonly key: string; readonly value: Uint8Array | null };

export interface Storage {
  /** `name` tells apart the stores of one component, "" where it has one. */
  client(owner: { readonly kind: Kind; readonly id: string; readonly name: string }): Promise<StorageClient>;
}

/** What an extension offers to others; each offer is absent where it has none. */
export interface ExtensionOffers {
  /** Ids of extensions that must start before this one (upstream extensioncapabilities.Dependent). */
  readonly dependencies?: readonly string[];
  readonly serverAuthenticator?: ServerAuthenticator;
  readonly clientAuthenticator?: ClientAuthenticator;
  readonly storage?: Storage;
  /** Every pipeline runs (upstream extensioncapabilities.PipelineWatcher). */
  ready?(): void;
  /** The pipelines are about to stop. */
  notReady?(): void;
}
