import { type ChannelOptions, Client, type ClientUnaryCall, compressionAlgorithms, type ServiceError } from '@grpc/grpc-js';
import { ensureExists } from '#common/base/errors.ts';
import { type GrpcClient, type GrpcConnectOptions, GrpcError, grpcStatusNames, type Headers } from '#engine/network/network.ts';
import { channelCredentials } from './grpcCredentials.ts';
import { headersToMetadata } from './grpcMetadata.ts';
import { retryDelayMillis } from './grpcStatusDetails.ts';
import { goStatusText } from './grpcTexts.ts';

const identity = (bytes: Buffer): Buffer => bytes;

interface UnaryOptions {
  readonly metadata: Headers;
  readonly timeoutMillis: number;
  readonly signal?: AbortSignal;
  readonly waitForReady: boolean;
}

/**
 * Connects on the first call; reconnects with gRPC's usual back-off (1 s, then ×1.6, up to 2 min), failing calls meanwhile, as grpc-go does.
 * Throws, in upstream's words, when a client's key and certificate do not fit each other.
 */
export function connectGrpc(options: GrpcConnectOptions): GrpcClient {
  const client = new Client(dialTarget(options.address), channelCredentials(options.tls, hostOf(options.authority ?? options.address)), channelOptions(options));
  return {
    unary: (path, message, call) => unary(client, path, message, { ...call, waitForReady: options.waitForReady === true }),
    close: () => client.close(),
  };
}

function channelOptions({ authority, balancer, compression, keepalive, userAgent }: GrpcConnectOptions): ChannelOptions {
  return {
    'grpc.default_compression_algorithm': compression === 'gzip' ? compressionAlgorithms.gzip : compressionAlgorithms.identity,
    ...(userAgent === undefined ? {} : { 'grpc.primary_user_agent': userAgent }),
    ...(authority === undefined ? {} : { 'grpc.default_authority': authority }),
    ...(balancer === 'round_robin' ? { 'grpc.service_config': roundRobin } : {}),
    ...(keepalive === undefined ? {} : { 'grpc.keepalive_time_ms': keepalive.timeMillis, 'grpc.keepalive_timeout_ms': keepalive.timeoutMillis, 'grpc.keepalive_permit_without_calls': keepalive.permitWithoutStream ? 1 : 0 }),
    // Two exporters to one address are two connections, each with its own back-off.
    'grpc.use_local_subchannel_pool': 1,
    'grpc-node.max_session_memory': 1024,
    'grpc.enable_retries': 0,
    'grpc.service_config_disable_resolution': 1,
  };
}

const roundRobin = JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] });

/** The host of `host:port`, without an IPv6 address's brackets. */
const hostOf = (address: string): string => address.replace(/:\d*$/, '').replace(/^\[|\]$/g, '');

/** Listeners are on 127.0.0.1, and Go tries that address of localhost first too. */
function dialTarget(address: string): string {
  return address.replace(/^localhost(?=:|$)/, '127.0.0.1');
}

function unary(client: Client, path: string, message: Uint8Array, options: UnaryOptions): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    if (options.signal?.aborted === true) {
      reject(new GrpcError('Canceled', 'context canceled'));
      return;
    }
    const request = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
    const deadline = options.timeoutMillis > 0 ? { deadline: Date.now() + options.timeoutMillis } : {};
    const metadata = headersToMetadata(options.metadata);
    if (options.waitForReady) metadata.setOptions({ waitForReady: true });
    const call: ClientUnaryCall = client.makeUnaryRequest(path, identity, identity, request, metadata, deadline, (error, reply) => {
      options.signal?.removeEventListener('abort', onAbort);
      if (error === null) resolve(ensureExists(reply, 'a successful unary call has a reply'));
      else reject(grpcError(error));
    });
    const onAbort = (): void => call.cancel();
    options.signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function grpcError(error: ServiceError): GrpcError {
  const name = grpcStatusNames[error.code] ?? 'Unknown';
  const [details] = error.metadata.get('grpc-status-details-bin');
  return new GrpcError(name, goStatusText(name, error.details), details instanceof Buffer ? retryDelayMillis(details) : undefined);
}
