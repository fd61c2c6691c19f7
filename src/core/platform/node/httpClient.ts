import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { FetchOptions, HttpClientSettings, HttpRequest, HttpResponse } from '#engine/network/network.ts';
import { dialErrorText } from './dialErrors.ts';
import { errorCode } from './goErrors.ts';
import { type Agents, createAgents } from './httpAgents.ts';
import { headersFromNode, headersToNode } from './httpHeaders.ts';

/** Go's http.DefaultTransport. */
const defaultSettings: HttpClientSettings = { maxIdleConnections: 100, maxConnectionsPerHost: 0, idleTimeoutMillis: 90_000, keepAlives: true };

/** Pools of connections, one for each settings object. Redirects are not followed: OTLP has none. */
export class HttpClient {
  readonly #shared = createAgents(defaultSettings);
  readonly #own = new WeakMap<HttpClientSettings, Agents>();

  #agents(settings: HttpClientSettings | undefined): Agents {
    if (settings === undefined) return this.#shared;
    const found = this.#own.get(settings) ?? createAgents(settings);
    this.#own.set(settings, found);
    return found;
  }

  /**
   * Sends one request. Rejects with an Error in Go's words when no whole answer came. The body is cut at `maxResponseBytes`, as upstream's
   * exporters cut it (io.LimitReader).
   */
  async fetch(request: HttpRequest, options: FetchOptions): Promise<HttpResponse> {
    const failure = await this.#attempt(request, options);
    if (failure !== 'staleConnection') return failure;
    const second = await this.#attempt(request, options);
    if (second === 'staleConnection') throw new Error('EOF');
    return second;
  }

  /**
   * 'staleConnection': a pooled connection closed without a byte of answer, most likely because the server had just given it up; the request goes
   * once more. Upstream: a POST goes again only when none of it had been written. Here: always, because Node does not say what was written;
   * exporters deliver at least once anyway.
   */
  #attempt(request: HttpRequest, options: FetchOptions): Promise<HttpResponse | 'staleConnection'> {
    return new Promise((resolve, reject) => {
      if (options.signal?.aborted === true) {
        reject(new Error('context canceled'));
        return;
      }
      const outgoing = this.#open(request, this.#agents(options.client));
      const stop = limitTime(outgoing, options);
      const finish = (act: () => void): void => {
        stop[Symbol.dispose]();
        act();
      };
      outgoing.once('response', (incoming) => {
        readResponse(incoming, options.maxResponseBytes).then((response) => finish(() => resolve(response)), (error: unknown) => finish(() => reject(fetchError(error, 'unexpected EOF'))));
      });
      outgoing.once('error', (error) => {
        finish(() => {
          if (outgoing.reusedSocket && errorCode(error) === 'ECONNRESET') resolve('staleConnection');
          else reject(fetchError(error, 'EOF'));
        });
      });
      outgoing.end(request.body);
    });
  }

  #open(request: HttpRequest, agents: Agents): ClientRequest {
    const url = new URL(request.url);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(`unsupported protocol scheme "${url.protocol.slice(0, -1)}"`);
    const headers = headersToNode(request.headers);
    // A request without a body says so only where one is expected.
    if (request.body.length > 0 || request.method === 'POST' || request.method === 'PUT') headers['content-length'] = String(request.body.length);
    // Listeners are on 127.0.0.1, and Go tries that address of localhost first too.
    const family = url.hostname === 'localhost' ? { family: 4 as const } : {};
    const settings = { method: request.method, headers, ...family };
    return url.protocol === 'https:' ? httpsRequest(url, { ...settings, agent: agents.https }) : httpRequest(url, { ...settings, agent: agents.http });
  }

  /** Closes the shared pool's idle connections; the others close by themselves. */
  close(): void {
    this.#shared.http.destroy();
    this.#shared.https.destroy();
  }
}

/** Destroys the request when its time is up or its signal fires. */
function limitTime(outgoing: ClientRequest, options: FetchOptions): Disposable {
  const onAbort = (): void => {
    outgoing.destroy(new Error('context canceled'));
  };
  const timer = options.timeoutMillis > 0 ? setTimeout(() => outgoing.destroy(new Error('context deadline exceeded')), options.timeoutMillis) : undefined;
  options.signal?.addEventListener('abort', onAbort, { once: true });
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
    },
  };
}

function readResponse(incoming: IncomingMessage, maxBytes: number): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const done = (): void => resolve({ status: incoming.statusCode ?? 0, headers: headersFromNode(incoming.headersDistinct), body: Buffer.concat(chunks, Math.min(length, maxBytes)) });
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= maxBytes) return;
      done();
      incoming.destroy();
    });
    incoming.once('end', done);
    incoming.once('error', reject);
  });
}

/** `hungUp`: what Go says when the server closed the connection at this point. */
function fetchError(error: unknown, hungUp: 'EOF' | 'unexpected EOF'): Error {
  const closed = errorCode(error) === 'ECONNRESET' && error instanceof Error && /socket hang up|aborted/.test(error.message);
  return new Error(closed ? hungUp : dialErrorText(error), { cause: error });
}
