/** What the lab and the wire program (core/services/wire) say to each other. Plain data: it crosses a thread border. */

/** One way between two participants: who dials, what it dials, and where that really is. */
export interface Hop {
  /** `visits`. */
  readonly from: string;
  /** What the sender writes: `vets:3003`. */
  readonly address: string;
  /** `127.0.0.1:40123`; null while nobody listens there: connections are refused. */
  readonly target: string | null;
}

/** What happens to connections and requests of a hop. */
export interface HopFault {
  readonly from: string;
  /** Host without port: `vets`. */
  readonly to: string;
  /** Chance per request, 0 to 1, drawn from the seed. */
  readonly ratio: number;
  /** Extra time before a request goes on. Milliseconds. */
  readonly latencyMillis?: number;
  /** Answer this status instead of asking the receiver. */
  readonly status?: number;
  /** Request headers taken away, lower case. */
  readonly dropHeaders?: readonly string[];
  /** Sets the sampled flag of a traceparent to this, and makes up a traceparent where there is none: what an outside caller may do. */
  readonly forgeSampled?: boolean;
  /** The connection is closed without an answer. */
  readonly cut?: boolean;
}

export type ToWire =
  /** All hops there are; ports of hops that stay are kept. */
  | { readonly type: 'hops'; readonly hops: readonly Hop[] }
  | { readonly type: 'faults'; readonly faults: readonly HopFault[]; readonly seed: number }
  | { readonly type: 'stop' };

export type FromWire =
  /** Where each hop's own door is, by `from address`: `visits vets:3003` → `127.0.0.1:41234`. Said after every `hops`. */
  | { readonly type: 'doors'; readonly doors: Readonly<Record<string, string>> }
  | { readonly type: 'exchange'; readonly exchange: Exchange }
  | { readonly type: 'stopped' };

/** One request and its answer, as they crossed. */
export interface Exchange {
  readonly from: string;
  readonly address: string;
  readonly protocol: 'http' | 'grpc' | 'unknown';
  readonly startedUnixMillis: number;
  readonly durationMillis: number;
  readonly method: string;
  readonly path: string;
  /** Names and values by turns, as they were sent: case, order and repeats kept. */
  readonly requestHeaders: readonly string[];
  readonly responseHeaders: readonly string[];
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** The beginning of the request's body, at most `maxBody`. */
  readonly requestBody: Uint8Array;
  readonly isBodyWhole: boolean;
  readonly status: number | null;
  readonly error: string | null;
  /** The port the wire dialled the receiver from: what the receiver sees as the request's remote port. Null when it never got there. */
  readonly receiverSees: number | null;
}
