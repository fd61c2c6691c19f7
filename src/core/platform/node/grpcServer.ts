import { type ChannelOptions, logVerbosity, Metadata, setLogVerbosity, type sendUnaryData, Server, ServerCredentials, type ServerUnaryCall, status as grpcStatus } from '@grpc/grpc-js';
import { Server as NetServer, type Socket } from 'node:net';
import { errorMessage } from '#common/base/errors.ts';
import { GrpcError, type GrpcHandler, type GrpcListenOptions, grpcStatusNames, ListenError, type Listener } from '#engine/network/network.ts';
import { bindAddress, joinHostPort } from './bindAddress.ts';
import { systemErrorText } from './goErrors.ts';
import { GrpcServerTls } from './grpcCredentials.ts';
import { headersFromMetadata } from './grpcMetadata.ts';
import { encodeStatusDetails } from './grpcStatusDetails.ts';
import { reloadServerTls } from './tlsReload.ts';

// grpc-js prints to stderr what it also tells the caller.
setLogVerbosity(logVerbosity.NONE);

const identity = (bytes: Buffer): Buffer => bytes;

/**
 * Serves unary gRPC on loopback; requests may be gzip or deflate.
 * Upstream: replies are compressed as the request was, and refusals made below the handlers (too long, broken gzip) carry
 * grpc-go's texts. Here: replies are plain and those texts are grpc-js's, with the same status codes, because grpc-js offers no hook for either.
 */
export async function listenGrpc(options: GrpcListenOptions, methods: ReadonlyMap<string, GrpcHandler>, reportBug: (error: unknown) => void): Promise<Listener> {
  const credentials = options.tls === undefined ? undefined : new GrpcServerTls(options.tls);
  const server = new Server(serverOptions(options));
  for (const [path, handler] of methods) server.register<Buffer, Buffer>(path, serve(handler, reportBug), identity, identity, 'unary');
  explainUnknown(server, methods);
  const address = await listen(server, options, credentials ?? ServerCredentials.createInsecure());
  const connections = connectionsOf(server);
  const reloading = options.tls === undefined ? undefined : reloadServerTls(options.tls, (context) => credentials?.use(context));
  let closed: Promise<void> | undefined;
  return {
    address,
    close(graceMillis) {
      reloading?.[Symbol.dispose]();
      closed ??= closeServer(server, connections, graceMillis);
      return closed;
    },
  };
}

function serverOptions({ keepalive, maxConcurrentStreams, maxReceiveBytes }: GrpcListenOptions): ChannelOptions {
  // Zeros are grpc-go's defaults, which are grpc-js's too.
  const given = Object.entries({
    'grpc.max_connection_idle_ms': keepalive?.maxConnectionIdleMillis, 'grpc.max_connection_age_ms': keepalive?.maxConnectionAgeMillis,
    'grpc.max_connection_age_grace_ms': keepalive?.maxConnectionAgeGraceMillis, 'grpc.keepalive_time_ms': keepalive?.timeMillis,
    'grpc.keepalive_timeout_ms': keepalive?.timeoutMillis, 'grpc.max_concurrent_streams': maxConcurrentStreams,
  }).filter(([, value]) => value !== undefined && value > 0);
  return {
    ...Object.fromEntries(given),
    'grpc.max_receive_message_length': maxReceiveBytes,
    // Node drops a session above 10 MB of buffered data with ENHANCE_YOUR_CALM; one OTLP request may be longer than that. Megabytes.
    'grpc-node.max_session_memory': 1024,
  };
}

/** Resolves to the address in use. */
async function listen(server: Server, { address, transport }: GrpcListenOptions, credentials: ServerCredentials): Promise<string> {
  if (transport === 'unix') {
    await bind(server, { address: `unix:${address}`, shown: `unix ${address}`, credentials });
    return address;
  }
  const { host, port, shown } = bindAddress(address);
  return joinHostPort(host, await bind(server, { address: joinHostPort(host, port), shown: `tcp ${shown}`, credentials }));
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

function bind(server: Server, { address, credentials, shown }: { readonly address: string; readonly shown: string; readonly credentials: ServerCredentials }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => {
      if (error === null) {
        resolve(port);
        return;
      }
      // grpc-js keeps only the text of the system's error.
      const code = /\bE[A-Z]{3,}\b/.exec(error.message)?.[0] ?? '';
      reject(new ListenError(code === '' ? `listen ${shown}: ${error.message}` : `listen ${shown}: bind: ${systemErrorText(code)}`, code));
    });
  });
}

/** grpc-js answers these itself and has no hook for its words; what it looks handlers up in is private. */
function explainUnknown(server: Server, methods: ReadonlyMap<string, GrpcHandler>): void {
  const services = new Set([...methods.keys()].map((path) => path.split('/')[1]));
  const lookUp: unknown = Reflect.get(server, '_retrieveHandler');
  if (typeof lookUp !== 'function') return;
  const explain = (path: string) => (_call: unknown, reply: sendUnaryData<Buffer>): void => {
    const [, service = '', method = ''] = path.split('/');
    reply({ code: grpcStatus.UNIMPLEMENTED, details: services.has(service) ? `unknown method ${method} for service ${service}` : `unknown service ${service}` });
  };
  Reflect.set(server, '_retrieveHandler', (path: string): unknown => {
    const found: unknown = Reflect.apply(lookUp, server, [path]);
    return found ?? { func: explain(path), serialize: identity, deserialize: identity, type: 'unary', path };
  });
}

/** The sockets that grpc-js listens on, which it keeps private, and the connections to them. */
function connectionsOf(server: Server): { readonly listening: readonly NetServer[]; readonly open: ReadonlySet<Socket> } {
  const known: unknown = Reflect.get(server, 'http2Servers');
  const listening = known instanceof Map ? [...known.keys()].filter((each) => each instanceof NetServer) : [];
  const open = new Set<Socket>();
  for (const each of listening) {
    each.on('connection', (socket: Socket) => {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    });
  }
  return { listening, open };
}

/**
 * Resolves when every connection has ended. grpc-js's own callback cannot tell: it never comes when a session was already breaking, such as one
 * whose client spoke TLS to a plain listener.
 */
function closeServer(server: Server, { listening, open }: ReturnType<typeof connectionsOf>, graceMillis: number): Promise<void> {
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      server.forceShutdown();
      // Its last frames go out first. What never became a session is left for us to end.
      setImmediate(() => setImmediate(cut));
    }, graceMillis);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const closing = listening.map((each) => new Promise<void>((closed) => each.once('close', closed)));
    // An error in its callback says that the server was shut down already.
    server.tryShutdown(() => {
      if (listening.length === 0) done();
    });
    if (listening.length > 0) void Promise.all(closing).then(done);
  });
}
