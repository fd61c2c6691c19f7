import type { FetchOptions, GrpcClient, GrpcConnectOptions, HttpRequest, HttpResponse, Listener, Network } from '#engine/network/network.ts';
import { GrpcError, ListenError } from '#engine/network/network.ts';
import { formatAddress, isOwnHost, parseAddress } from './address.ts';

/**
 * The names of one lab (docs/adr/0003). Each participant (`collector`, `tempo`) is a host with ports of its own; a port somebody listens on, or
 * dials, gets a free loopback port that it keeps for the life of the lab. All traffic still crosses real sockets.
 */
export class LabNetwork {
  readonly #real: Network;
  readonly #hosts = new Set<string>();
  /** Real addresses by `host:port`. */
  readonly #ports = new Map<string, Promise<string>>();
  readonly #listening = new Set<string>();

  constructor(real: Network) {
    this.#real = real;
  }

  /** The network as the participant `name` sees it: `localhost` and `0.0.0.0` mean itself, other participants have their names. */
  host(name: string): Network {
    this.#hosts.add(name);
    return {
      listenHttp: (options, handler) => this.#listen(name, options, (own) => this.#real.listenHttp(own, handler)),
      listenGrpc: (options, methods) => this.#listen(name, options, (own) => this.#real.listenGrpc(own, methods)),
      fetch: (request, options) => this.#fetch(name, request, options),
      connectGrpc: (options) => this.#connectGrpc(name, options),
    };
  }

  /** The real `127.0.0.1:port` behind `host:port`, whether or not somebody listens yet. */
  realAddress(address: string): Promise<string> {
    const key = address;
    const known = this.#ports.get(key);
    if (known !== undefined) return known;
    const reserved = this.#reserve();
    this.#ports.set(key, reserved);
    reserved.catch(() => this.#ports.delete(key));
    return reserved;
  }

  /** Asks the system for a free port by taking it for a moment. */
  async #reserve(): Promise<string> {
    const listener = await this.#real.listenHttp({ address: '127.0.0.1:0', maxBodyBytes: 0 }, async () => ({ status: 503, headers: {}, body: new Uint8Array() }));
    const { address } = listener;
    await listener.close(0);
    return address;
  }

  async #listen<O extends { readonly address: string }>(host: string, options: O, listen: (own: O) => Promise<Listener>): Promise<Listener> {
    const wanted = parseAddress(options.address);
    if (wanted === null || (!isOwnHost(wanted.host) && wanted.host !== host)) return listen(options);
    if (wanted.port === 0) return listen({ ...options, address: '127.0.0.1:0' });
    const key = `${host}:${String(wanted.port)}`;
    const shown = formatAddress({ host: '127.0.0.1', port: wanted.port });
    if (this.#listening.has(key)) throw new ListenError(`listen tcp ${shown}: bind: address already in use`, 'EADDRINUSE');
    this.#listening.add(key);
    try {
      return this.#closing(key, await this.#listenReserved(key, options, listen));
    } catch (error) {
      this.#listening.delete(key);
      throw error instanceof ListenError ? new ListenError(error.message.replaceAll(await this.realAddress(key), shown), error.code) : error;
    }
  }

  async #listenReserved<O extends { readonly address: string }>(key: string, options: O, listen: (own: O) => Promise<Listener>): Promise<Listener> {
    try {
      return await listen({ ...options, address: await this.realAddress(key) });
    } catch (error) {
      if (!(error instanceof ListenError) || error.code !== 'EADDRINUSE') throw error;
      // Nobody of this lab listens there: another program took the port while it was free. One more try, elsewhere.
      this.#ports.delete(key);
      return listen({ ...options, address: await this.realAddress(key) });
    }
  }

  #closing(key: string, listener: Listener): Listener {
    return {
      address: listener.address,
      close: async (graceMillis) => {
        await listener.close(graceMillis);
        this.#listening.delete(key);
      },
    };
  }

  async #fetch(host: string, request: HttpRequest, options: FetchOptions): Promise<HttpResponse> {
    const url = URL.canParse(request.url) ? new URL(request.url) : null;
    const port = url === null ? 0 : Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
    const route = url === null ? null : await this.#route(host, url.hostname, port);
    if (url === null || route === null) return this.#real.fetch(request, options);
    try {
      return await this.#real.fetch({ ...request, url: `${url.protocol}//${route.real}${url.pathname}${url.search}` }, options);
    } catch (error) {
      throw inLabWords(error, route);
    }
  }

  /** The target is looked up per call, because it may begin to listen after the client was made. */
  #connectGrpc(host: string, options: GrpcConnectOptions): GrpcClient {
    const target = parseAddress(options.address.replace(/^(dns|passthrough|ipv4):\/*/, ''));
    let clients: { readonly real: string; readonly client: GrpcClient } | undefined;
    const connected = (address: string): GrpcClient => {
      if (clients?.real !== address) {
        clients?.client.close();
        clients = { real: address, client: this.#real.connectGrpc({ ...options, address }) };
      }
      return clients.client;
    };
    return {
      unary: async (path, message, call) => {
        const route = target === null ? null : await this.#route(host, target.host, target.port);
        if (route === null) return connected(options.address).unary(path, message, call);
        try {
          return await connected(route.real).unary(path, message, call);
        } catch (error) {
          throw inLabWords(error, route);
        }
      },
      close: () => clients?.client.close(),
    };
  }

  /** Null when the name is none of the lab's: then the real network answers. */
  async #route(from: string, host: string, port: number): Promise<Route | null> {
    const name = isOwnHost(host) ? from : host;
    const key = `${name}:${String(port)}`;
    // `localhost` may also mean something real on this machine; a participant's name never does.
    if (!this.#ports.has(key) && (isOwnHost(host) || !this.#hosts.has(host))) return null;
    return { real: await this.realAddress(key), shown: `127.0.0.1:${String(port)}` };
  }
}

interface Route {
  readonly real: string;
  readonly shown: string;
}

/** Errors speak of the address the learner wrote, not of the port behind it. */
function inLabWords(error: unknown, route: Route): unknown {
  if (error instanceof GrpcError) return new GrpcError(error.status, error.description.replaceAll(route.real, route.shown), error.retryDelayMillis);
  if (error instanceof Error) return new Error(error.message.replaceAll(route.real, route.shown), { cause: error });
  return error;
}

