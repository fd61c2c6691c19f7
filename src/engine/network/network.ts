import type { ClientTlsOptions, ServerTlsOptions } from './tls.ts';

/** Everything the engine knows of sockets. Addresses are `host:port`, or the path of a socket where `transport` is unix; port 0 asks for a free one. */
export interface Network {
  /** Rejects with ListenError when the address cannot be had. */
  listenHttp(options: HttpListenOptions, handler: HttpHandler): Promise<Listener>;
  /** Rejects with an Error whose message is Go's wording for the failure, e.g. `dial tcp 127.0.0.1:1: connect: connection refused`. */
  fetch(request: HttpRequest, options: FetchOptions): Promise<HttpResponse>;
  /** Rejects with ListenError when the address cannot be had. */
  listenGrpc(options: GrpcListenOptions, methods: ReadonlyMap<string, GrpcHandler>): Promise<Listener>;
  /** A lazily connecting client; connection failures surface as GrpcError UNAVAILABLE from `unary`. */
  connectGrpc(options: GrpcConnectOptions): GrpcClient;
}

export interface Listener {
  /** The address in use, with its real port. */
  readonly address: string;
  /** Stops accepting, lets requests in flight finish for at most `graceMillis`, then closes. Closing twice is harmless. */
  close(graceMillis: number): Promise<void>;
}

/** `code` is the system's, e.g. EADDRINUSE; `message` is Go's, e.g. `listen tcp 127.0.0.1:4318: bind: address already in use`. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
  readonly code: string;
  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** Header names are lower case; a repeated header has several values. */
export type Headers = Readonly<Record<string, readonly string[]>>;

interface ListenOptions {
  readonly address: string;
  /** tcp when left out. */
  readonly transport?: 'tcp' | 'unix';
  /** Plain text when left out. */
  readonly tls?: ServerTlsOptions;
  /** Hears why a connection failed before its first request, in the words of Go's server: `http: TLS handshake error from 127.0.0.1:5000: EOF`. */
  readonly connectionFailed?: (message: string) => void;
}
export interface HttpListenOptions extends ListenOptions {
  /** A longer body (before decompression) is not read: the handler sees `body: 'tooLarge'`. */
  readonly maxBodyBytes: number;
  /** Without limits, and a silent connection kept for a minute, when left out. */
  readonly timeouts?: HttpTimeouts;
  /** False closes each connection after one request; true when left out. */
  readonly keepAlives?: boolean;
}
/** Go's http.Server timeouts. Milliseconds, ≥ 0; 0 is without limit. */
export interface HttpTimeouts {
  /** A whole request, from its first byte on. */
  readonly readMillis: number;
  readonly readHeaderMillis: number;
  /** From the end of the request's headers to the end of the answer. */
  readonly writeMillis: number;
  /** A silent connection; 0 means `readMillis`. */
  readonly idleMillis: number;
}
export interface HttpRequest {
  readonly method: string;
  /** Servers see a path with its query; clients give an absolute URL. */
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}
export type IncomingHttpRequest = Omit<HttpRequest, 'body'> & { readonly body: Uint8Array | 'tooLarge'; readonly remoteAddress: string };
export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}
/** Never rejects on purpose; a rejection is our bug and answers 500. */
export type HttpHandler = (request: IncomingHttpRequest) => Promise<HttpResponse>;
export interface FetchOptions {
  readonly signal?: AbortSignal;
  /** 0 waits for ever. */
  readonly timeoutMillis: number;
  readonly maxResponseBytes: number;
  /** Whose connections to use. Requests that give the same object share a pool; without one they share the network's. */
  readonly client?: HttpClientSettings;
}
/** Go's http.Transport, as far as HTTP/1.1 has a use for it. */
export interface HttpClientSettings {
  /** For https URLs; the system's CAs and TLS 1.2 when left out. */
  readonly tls?: ClientTlsOptions;
  /** Unused connections kept; 0 is without limit. */
  readonly maxIdleConnections: number;
  /** Connections to one host, further requests wait; 0 is without limit. */
  readonly maxConnectionsPerHost: number;
  /** How long an unused connection is kept. Milliseconds; 0 is for ever. */
  readonly idleTimeoutMillis: number;
  /** False uses each connection once. */
  readonly keepAlives: boolean;
}

/** The canonical gRPC status names in the order of their numbers. */
export const grpcStatusNames = [
  'OK', 'Canceled', 'Unknown', 'InvalidArgument', 'DeadlineExceeded', 'NotFound', 'AlreadyExists', 'PermissionDenied', 'ResourceExhausted',
  'FailedPrecondition', 'Aborted', 'OutOfRange', 'Unimplemented', 'Internal', 'Unavailable', 'DataLoss', 'Unauthenticated',
] as const;
export type GrpcStatusName = (typeof grpcStatusNames)[number];

/** A gRPC status other than OK. `toString` is Go's: `rpc error: code = Unavailable desc = …`. */
export class GrpcError extends Error {
  override readonly name = 'GrpcError';
  readonly status: GrpcStatusName;
  readonly description: string;
  /** From google.rpc.RetryInfo. */
  readonly retryDelayMillis: number | undefined;
  constructor(status: GrpcStatusName, description: string, retryDelayMillis?: number) {
    super(`rpc error: code = ${status} desc = ${description}`);
    this.status = status;
    this.description = description;
    this.retryDelayMillis = retryDelayMillis;
  }
}

export interface GrpcListenOptions extends ListenOptions {
  /** Longer messages (after decompression) answer ResourceExhausted. */
  readonly maxReceiveBytes: number;
  /** Calls at once on one connection; without limit when left out. */
  readonly maxConcurrentStreams?: number;
  readonly keepalive?: GrpcServerKeepalive;
}
/** grpc-go's keepalive.ServerParameters. Milliseconds; 0 is grpc-go's default: never for the connection's ends, 2 h and 20 s for the pings. */
export interface GrpcServerKeepalive {
  readonly maxConnectionIdleMillis: number;
  readonly maxConnectionAgeMillis: number;
  readonly maxConnectionAgeGraceMillis: number;
  readonly timeMillis: number;
  readonly timeoutMillis: number;
}
/** Key: full method path, `/opentelemetry.proto.collector.trace.v1.TraceService/Export`. Rejecting with GrpcError answers that status. */
export type GrpcHandler = (message: Uint8Array, call: { readonly metadata: Headers; readonly remoteAddress: string }) => Promise<Uint8Array>;
export interface GrpcConnectOptions {
  /** `unix:` before a path dials a socket of the file system. */
  readonly address: string;
  /** True: with the system's CAs and TLS 1.2 or later. */
  readonly tls: boolean | ClientTlsOptions;
  readonly compression: 'none' | 'gzip';
  /** Begins the user-agent header; the gRPC library adds its own name. */
  readonly userAgent?: string;
  /** Replaces the :authority of the calls. */
  readonly authority?: string;
  /** True: calls wait for a connection until their deadline instead of failing while there is none. */
  readonly waitForReady?: boolean;
  readonly keepalive?: { readonly timeMillis: number; readonly timeoutMillis: number; readonly permitWithoutStream: boolean };
  /** Whether calls go to the addresses of a name in turn, or all to the first that answers; in turn when left out. */
  readonly balancer?: 'round_robin' | 'pick_first';
}
export interface GrpcClient {
  /** Rejects with GrpcError. */
  unary(path: string, message: Uint8Array, options: { readonly metadata: Headers; readonly timeoutMillis: number; readonly signal?: AbortSignal }): Promise<Uint8Array>;
  close(): void;
}
