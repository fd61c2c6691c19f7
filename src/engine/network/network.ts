/** Everything the engine knows of sockets. Addresses are `host:port`; port 0 asks for a free one. */
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

export interface HttpListenOptions {
  readonly address: string;
  /** A longer body (before decompression) is not read: the handler sees `body: 'tooLarge'`. */
  readonly maxBodyBytes: number;
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

export interface GrpcListenOptions {
  readonly address: string;
  /** Longer messages (after decompression) answer ResourceExhausted. */
  readonly maxReceiveBytes: number;
}
/** Key: full method path, `/opentelemetry.proto.collector.trace.v1.TraceService/Export`. Rejecting with GrpcError answers that status. */
export type GrpcHandler = (message: Uint8Array, call: { readonly metadata: Headers; readonly remoteAddress: string }) => Promise<Uint8Array>;
export interface GrpcConnectOptions {
  readonly address: string;
  readonly tls: boolean;
  readonly compression: 'none' | 'gzip';
  /** Begins the user-agent header; the gRPC library adds its own name. */
  readonly userAgent?: string;
}
export interface GrpcClient {
  /** Rejects with GrpcError. */
  unary(path: string, message: Uint8Array, options: { readonly metadata: Headers; readonly timeoutMillis: number; readonly signal?: AbortSignal }): Promise<Uint8Array>;
  close(): void;
}
