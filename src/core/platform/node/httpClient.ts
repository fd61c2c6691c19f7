import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { FetchOptions, HttpRequest, HttpResponse } from '#engine/network/network.ts';
import { dialErrorText } from './dialErrors.ts';
import { errorCode } from './goErrors.ts';
import { headersFromNode, headersToNode } from './httpHeaders.ts';

/** Go's http.Transport keeps up to 100 idle connections, for 90 s. */
const agentOptions = { keepAlive: true, maxFreeSockets: 100, timeout: 90_000 };

/** One pool of connections. Redirects are not followed: OTLP has none. */
export class HttpClient {
  readonly #http = new HttpAgent(agentOptions);
  readonly #https = new HttpsAgent(agentOptions);

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
      const outgoing = this.#open(request);
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

  #open(request: HttpRequest): ClientRequest {
    const url = new URL(request.url);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(`unsupported protocol scheme "${url.protocol.slice(0, -1)}"`);
    const headers = headersToNode(request.headers);
    // A request without a body says so only where one is expected.
    if (request.body.length > 0 || request.method === 'POST' || request.method === 'PUT') headers['content-length'] = String(request.body.length);
    // Listeners are on 127.0.0.1, and Go tries that address of localhost first too.
    const family = url.hostname === 'localhost' ? { family: 4 as const } : {};
    const settings = { method: request.method, headers, ...family };
    return url.protocol === 'https:' ? httpsRequest(url, { ...settings, agent: this.#https }) : httpRequest(url, { ...settings, agent: this.#http });
  }

  /** Closes idle connections. */
  close(): void {
    this.#http.destroy();
    this.#https.destroy();
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
