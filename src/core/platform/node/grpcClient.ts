import { Client, type ClientUnaryCall, compressionAlgorithms, credentials, type ServiceError } from '@grpc/grpc-js';
import { ensureExists } from '#common/base/errors.ts';
import { type GrpcClient, type GrpcConnectOptions, GrpcError, grpcStatusNames, type Headers } from '#engine/network/network.ts';
import { headersToMetadata } from './grpcMetadata.ts';
import { retryDelayMillis } from './grpcStatusDetails.ts';
import { goStatusText } from './grpcTexts.ts';

const identity = (bytes: Buffer): Buffer => bytes;

interface UnaryOptions {
  readonly metadata: Headers;
  readonly timeoutMillis: number;
  readonly signal?: AbortSignal;
}

/** Connects on the first call; reconnects with gRPC's usual back-off (1 s, then ×1.6, up to 2 min), failing calls meanwhile, as grpc-go does. */
export function connectGrpc(options: GrpcConnectOptions): GrpcClient {
  const client = new Client(dialTarget(options.address), options.tls ? credentials.createSsl() : credentials.createInsecure(), {
    'grpc.default_compression_algorithm': options.compression === 'gzip' ? compressionAlgorithms.gzip : compressionAlgorithms.identity,
    ...(options.userAgent === undefined ? {} : { 'grpc.primary_user_agent': options.userAgent }),
    // Two exporters to one address are two connections, each with its own back-off.
    'grpc.use_local_subchannel_pool': 1,
    'grpc-node.max_session_memory': 1024,
    'grpc.enable_retries': 0,
    'grpc.service_config_disable_resolution': 1,
  });
  return {
    unary: (path, message, call) => unary(client, path, message, call),
    close: () => client.close(),
  };
}

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
    const call: ClientUnaryCall = client.makeUnaryRequest(path, identity, identity, request, headersToMetadata(options.metadata), deadline, (error, reply) => {
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
