import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { errorMessage } from '#common/base/errors.ts';
import type { HttpClientSettings } from '#engine/network/network.ts';
import { defaultClientTls, TlsClient } from './tlsClient.ts';

export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/** Throws, in upstream's words, when a client's key and certificate do not fit each other. */
export function createAgents({ idleTimeoutMillis, keepAlives, maxConnectionsPerHost, maxIdleConnections, tls }: HttpClientSettings): Agents {
  const options = {
    keepAlive: keepAlives,
    ...(maxIdleConnections > 0 ? { maxFreeSockets: maxIdleConnections } : { maxFreeSockets: Number.MAX_SAFE_INTEGER }),
    ...(maxConnectionsPerHost > 0 ? { maxSockets: maxConnectionsPerHost } : {}),
    ...(idleTimeoutMillis > 0 ? { timeout: idleTimeoutMillis } : {}),
  };
  const http = new HttpAgent(options);
  return { http, https: new GoTlsAgent(options, new TlsClient(tls ?? defaultClientTls)) };
}

type Created = (error: Error | null, socket: Duplex) => void;
interface Dial {
  readonly host?: string | null;
  readonly port?: number | string | null;
  readonly family?: number;
}

/** Connects and shakes hands as our gRPC client does: the same judgement of certificates, in Go's words. */
class GoTlsAgent extends HttpsAgent {
  readonly #client: TlsClient;

  constructor(options: ConstructorParameters<typeof HttpsAgent>[0], client: TlsClient) {
    super(options);
    this.#client = client;
  }

  override createConnection(dial: Dial, created: Created): undefined {
    const host = dial.host ?? 'localhost';
    const socket = connect({ host, port: Number(dial.port), ...(dial.family === undefined ? {} : { family: dial.family }), noDelay: true });
    const onError = (error: Error): void => created(error, socket);
    socket.once('error', onError);
    socket.once('connect', () => {
      socket.off('error', onError);
      this.#secure(socket, host, created);
    });
  }

  #secure(socket: Socket, host: string, created: Created): void {
    this.#client.secure(socket, { host, protocols: ['http/1.1'] }).then(
      (secured) => created(null, secured),
      // Upstream tells a server of plain HTTP from other plain servers by its first bytes, which Node does not show. An HTTP client met the former.
      (error: unknown) => created(errorMessage(error) === noTls ? new Error('http: server gave HTTP response to HTTPS client') : error instanceof Error ? error : new Error(errorMessage(error)), socket),
    );
  }
}

const noTls = 'tls: first record does not look like a TLS handshake';
