import { logVerbosity, Metadata, setLogVerbosity, type sendUnaryData, Server, ServerCredentials, type ServerUnaryCall, status as grpcStatus } from '@grpc/grpc-js';
import { errorMessage } from '#common/base/errors.ts';
import { GrpcError, type GrpcHandler, type GrpcListenOptions, grpcStatusNames, ListenError, type Listener } from '#engine/network/network.ts';
import { bindAddress, joinHostPort } from './bindAddress.ts';
import { systemErrorText } from './goErrors.ts';
import { headersFromMetadata } from './grpcMetadata.ts';
import { encodeStatusDetails } from './grpcStatusDetails.ts';

// grpc-js prints to stderr what it also tells the caller.
setLogVerbosity(logVerbosity.NONE);

const identity = (bytes: Buffer): Buffer => bytes;

/**
 * Serves unary gRPC on loopback; requests may be gzip or deflate.
 * Upstream: replies are compressed as the request was, and refusals made below the handlers (unknown method, too long, broken gzip) carry
 * grpc-go's texts. Here: replies are plain and those texts are grpc-js's, with the same status codes, because grpc-js offers no hook for either.
 */
export async function listenGrpc(options: GrpcListenOptions, methods: ReadonlyMap<string, GrpcHandler>, reportBug: (error: unknown) => void): Promise<Listener> {
  const { host, port, shown } = bindAddress(options.address);
  const server = new Server({
    'grpc.max_receive_message_length': options.maxReceiveBytes,
    // Node drops a session above 10 MB of buffered data with ENHANCE_YOUR_CALM; one OTLP request may be longer than that. Megabytes.
    'grpc-node.max_session_memory': 1024,
  });
  for (const [path, handler] of methods) server.register<Buffer, Buffer>(path, serve(handler, reportBug), identity, identity, 'unary');
  const realPort = await bind(server, joinHostPort(host, port), shown);
  let closed: Promise<void> | undefined;
  return {
    address: joinHostPort(host, realPort),
    close(graceMillis) {
      closed ??= closeServer(server, graceMillis);
      return closed;
    },
  };
}

function serve(handler: GrpcHandler, reportBug: (error: unknown) => void) {
  return (call: ServerUnaryCall<Buffer, Buffer>, reply: sendUnaryData<Buffer>): void => {
    handler(call.request, { metadata: headersFromMetadata(call.metadata), remoteAddress: call.getPeer() }).then(
      (message) => reply(null, Buffer.from(message.buffer, message.byteOffset, message.byteLength)),
      (error: unknown) => {
        if (error instanceof GrpcError) {
          reply(refusal(error));
          return;
        }
        reportBug(error);
        reply({ code: grpcStatus.UNKNOWN, details: errorMessage(error) });
      },
    );
  };
}

function refusal(error: GrpcError): { readonly code: number; readonly details: string; readonly metadata?: Metadata } {
  const code = grpcStatusNames.indexOf(error.status);
  if (error.retryDelayMillis === undefined) return { code, details: error.description };
  const metadata = new Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(encodeStatusDetails(code, error.description, error.retryDelayMillis)));
  return { code, details: error.description, metadata };
}

function bind(server: Server, address: string, shown: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) {
        resolve(port);
        return;
      }
      // grpc-js keeps only the text of the system's error.
      const code = /\bE[A-Z]{3,}\b/.exec(error.message)?.[0] ?? '';
      reject(new ListenError(code === '' ? `listen tcp ${shown}: ${error.message}` : `listen tcp ${shown}: bind: ${systemErrorText(code)}`, code));
    });
  });
}

function closeServer(server: Server, graceMillis: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.forceShutdown(), graceMillis);
    // An error here says that the server was shut down already.
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
