import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListenError, type HttpHandler, type HttpListenOptions, type HttpResponse, type Listener } from '#engine/network/network.ts';
import { bindAddress, joinHostPort } from './bindAddress.ts';
import { errorCode, systemErrorText } from './goErrors.ts';
import { headersFromNode, headersToNode } from './httpHeaders.ts';

/** confighttp's idle_timeout default. */
const idleTimeoutMillis = 60_000;
/**
 * After answering a request whose body was not read: how much of the rest is thrown away, and how long after the
 * answer the connection is cut when there is still more to come (as Go net/http does).
 */
const lingerBytes = 256 * 1024;
const lingerMillis = 500;

/** Serves HTTP/1.1 on loopback. `reportBug` hears of handlers that reject. */
export async function listenHttp(options: HttpListenOptions, handler: HttpHandler, reportBug: (error: unknown) => void): Promise<Listener> {
  const { host, port, shown } = bindAddress(options.address);
  let closing = false;
  const server = createServer((request, response) => {
    if (closing) response.setHeader('connection', 'close');
    response.once('close', () => {
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
    answer(request, response, options.maxBodyBytes, handler).catch((error: unknown) => {
      reportBug(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.keepAliveTimeout = idleTimeoutMillis;
  // Upstream: a body may take for ever (read_timeout 0). Here: Node's five minutes stand, because a lab has no use for slower clients.
  await startListening(server, host, port, shown);
  let closed: Promise<void> | undefined;
  return {
    address: joinHostPort(host, boundPort(server)),
    close(graceMillis) {
      closing = true;
      closed ??= closeServer(server, graceMillis);
      return closed;
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, maxBodyBytes: number, handler: HttpHandler): Promise<void> {
  const body = await readBody(request, maxBodyBytes);
  if (body === 'gone') return;
  const reply = await handler({
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: headersFromNode(request.headersDistinct),
    body,
    remoteAddress: joinHostPort(request.socket.remoteAddress ?? '', request.socket.remotePort ?? 0),
  });
  if (body === 'tooLarge') discardRest(request, response);
  send(response, reply);
}

function send(response: ServerResponse, reply: HttpResponse): void {
  const hasBody = reply.status >= 200 && reply.status !== 204 && reply.status !== 304;
  // Without a length Node would answer in chunks, which Go does not for short bodies.
  response.writeHead(reply.status, { ...(hasBody ? { 'content-length': reply.body.length } : {}), ...headersToNode(reply.headers) });
  response.end(reply.body);
}

/** Reads the body up to `maxBytes`; 'gone' when the client went away first. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | 'tooLarge' | 'gone'> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve('tooLarge');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      request.off('data', onData);
      request.pause();
      resolve('tooLarge');
    };
    request.on('data', onData);
    request.once('end', () => resolve(joinChunks(chunks)));
    // An abort reports 'error' (ECONNRESET) before 'close'; both mean that nobody waits for an answer.
    request.once('error', () => resolve('gone'));
    request.once('close', () => resolve('gone'));
  });
}

/** Without a copy when the body came in one piece. */
function joinChunks(chunks: readonly Buffer[]): Uint8Array {
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
}

/** Lets a client that is still sending hear the answer: closing at once would reset the connection under it. */
function discardRest(request: IncomingMessage, response: ServerResponse): void {
  let left = lingerBytes;
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.pause();
  });
  request.resume();
  response.once('finish', () => {
    if (request.complete) return;
    const timer = setTimeout(() => request.socket.destroy(), lingerMillis);
    request.once('end', () => clearTimeout(timer));
    request.socket.once('close', () => clearTimeout(timer));
  });
}

function startListening(server: Server, host: string, port: number, shown: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = errorCode(error);
      reject(new ListenError(`listen tcp ${shown}: bind: ${systemErrorText(code)}`, code));
    });
    server.listen({ host, port }, resolve);
  });
}

function boundPort(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening TCP server has an address');
  return address.port;
}

function closeServer(server: Server, graceMillis: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMillis);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
