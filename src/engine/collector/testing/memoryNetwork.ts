import {
  GrpcError, type GrpcConnectOptions, type GrpcHandler, type GrpcListenOptions, type HttpHandler, type HttpListenOptions, type HttpRequest, type HttpResponse,
  ListenError, type Listener, type Network,
} from '#engine/network/network.ts';

type Server = { readonly kind: 'http'; readonly options: HttpListenOptions; readonly handler: HttpHandler }
  | { readonly kind: 'grpc'; readonly options: GrpcListenOptions; readonly methods: ReadonlyMap<string, GrpcHandler> };

/** A network inside a test: no sockets, calls go straight to the handler. Port 0 counts up from 50000. */
export class MemoryNetwork implements Network {
  readonly #servers = new Map<string, Server>();
  #port = 50_000;
  /** How often an address was opened. */
  readonly opened: string[] = [];

  async listenHttp(options: HttpListenOptions, handler: HttpHandler): Promise<Listener> {
    return this.#listen({ kind: 'http', options, handler });
  }

  async listenGrpc(options: GrpcListenOptions, methods: ReadonlyMap<string, GrpcHandler>): Promise<Listener> {
    return this.#listen({ kind: 'grpc', options, methods });
  }

  async fetch(request: HttpRequest): Promise<HttpResponse> {
    const { host, pathname, search } = new URL(request.url);
    const server = this.#servers.get(host);
    if (server?.kind !== 'http') throw new Error(`dial tcp ${host}: connect: connection refused`);
    const body = request.body.length > server.options.maxBodyBytes ? 'tooLarge' : request.body;
    return server.handler({ ...request, url: `${pathname}${search}`, body, remoteAddress: '127.0.0.1:1' });
  }

  connectGrpc(options: GrpcConnectOptions): ReturnType<Network['connectGrpc']> {
    return {
      unary: async (path, message, { metadata }) => {
        const server = this.#servers.get(options.address);
        if (server?.kind !== 'grpc') throw new GrpcError('Unavailable', `connection error: desc = "transport: Error while dialing: dial tcp ${options.address}: connect: connection refused"`);
        const handler = server.methods.get(path);
        if (handler === undefined) throw new GrpcError('Unimplemented', `unknown service ${path.split('/')[1] ?? ''}`);
        const agent = options.userAgent === undefined ? {} : { 'user-agent': [options.userAgent] };
        return handler(message, { metadata: { ...metadata, ...agent }, remoteAddress: '127.0.0.1:1' });
      },
      close: () => {},
    };
  }

  get addresses(): readonly string[] {
    return [...this.#servers.keys()];
  }

  #listen(server: Server): Listener {
    const wanted = server.options.address;
    const address = wanted.endsWith(':0') ? `${wanted.slice(0, -1)}${String((this.#port += 1))}` : wanted;
    if (this.#servers.has(address)) throw new ListenError(`listen tcp ${address}: bind: address already in use`, 'EADDRINUSE');
    this.#servers.set(address, server);
    this.opened.push(address);
    return { address, close: async () => { if (this.#servers.get(address) === server) this.#servers.delete(address); } };
  }
}
