/** What a service program and the lab say to each other over the worker's message port. Plain data: it crosses a thread border. */

/** From the program to the lab. */
export type FromService =
  | { readonly type: 'listening'; readonly port: number }
  /** One served request: the world's own record, independent of telemetry. */
  | {
      readonly type: 'served';
      readonly method: string;
      readonly route: string;
      readonly status: number;
      readonly durationMillis: number;
      /** Name of the calling service from the `x-clinic-caller` header, `client` when absent. */
      readonly caller: string;
      /** Number of the visitor's request it is a part of, from `x-clinic-request`; null when the program was not told. */
      readonly request: number | null;
      /** The span the SDK began for it, sampled or not; null without an SDK. */
      readonly context: { readonly traceId: string; readonly spanId: string; readonly isSampled: boolean } | null;
      /** The port it came from, so that the wire can tell which exchange it was; null for a message. */
      readonly remotePort: number | null;
    }
  /** Spans since the program started, counted beside telemetry: sampled ones that ended, and what the SDK's exporter has done with them. The last comes before `stopped`. */
  | {
      readonly type: 'counted';
      readonly ended: number;
      /** The collector took them. */
      readonly exported: number;
      /** The collector refused them or could not be reached, and the SDK gave them up. */
      readonly failed: number;
    }
  /** Sampled spans that have ended since the last such message, by trace id. */
  | { readonly type: 'traced'; readonly spans: Readonly<Record<string, number>> }
  /** What the SDK answers about itself, by environment variable (`OTEL_PROPAGATORS`: `tracecontext,baggage`); said once, after it started. */
  | { readonly type: 'effective'; readonly settings: Readonly<Record<string, string>> }
  /** The SDK has flushed and the program is about to exit. */
  | { readonly type: 'stopped' };

/** From the lab to the program. */
export type ToService =
  /** Where the lab's names lead, by `host:port` as a program writes it (`vets:3003` → `127.0.0.1:40123`); sent whenever one moves. */
  | { readonly type: 'routes'; readonly routes: Readonly<Record<string, string>> }
  /** Replaces the faults in force. */
  | { readonly type: 'faults'; readonly faults: readonly Fault[]; readonly seed: number }
  /** Finish what is in flight, flush the SDK, exit 0. */
  | { readonly type: 'stop' };

export interface Fault {
  /** Route it strikes; absent = every route. */
  readonly route?: string;
  /** Chance per request, 0 to 1, drawn from the seed. */
  readonly ratio: number;
  /** Extra time before answering. Milliseconds. */
  readonly latencyMillis?: number;
  /** Answer this status instead. */
  readonly status?: number;
}
