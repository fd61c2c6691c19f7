import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { ListenError, type HttpHandler, type HttpListenOptions, type HttpResponse, type Listener } from '#engine/network/network.ts';
import { bindAddress, joinHostPort } from './bindAddress.ts';
import { errorCode, systemErrorText } from './goErrors.ts';
import { headersFromNode, headersToNode } from './httpHeaders.ts';
import { maxHeaderBytes, pathOf, refuseExpectation, refuseMalformed, refusal } from './httpRefusals.ts';
import { refusePlainText } from './plainText.ts';
import { serverContextOptions } from './tlsContext.ts';
import { reloadServerTls } from './tlsReload.ts';

/** A missing Host is refused in Go's words. */
const sizes = { maxHeaderSize: maxHeaderBytes, requireHostHeader: false };
/** confighttp's idle_timeout default. */
const idleTimeoutMillis = 60_000;
/**
 * After answering a request whose body was not read: how much of the rest is thrown away, and how long after the
 * answer the connection is cut when there is still more to come (as Go net/http does).
 */
const lingerBytes = 256 * 1024;
const lingerMillis = 500;

/**
 * Serves HTTP/1.1 on loopback, with TLS where it is asked for. `reportBug` hears of handlers that reject. Rejects, in upstream's words, when key and
 * certificate do not fit each other. Upstream offers HTTP/2 over TLS. Here: not, because every client of it speaks HTTP/1.1 too.
 */
export async function listenHttp(options: HttpListenOptions, handler: HttpHandler, reportBug: (error: unknown) => void): Promise<Listener> {
  let closing = false;
  const server = createAnyServer(options, (request, response) => {
    if (closing || options.keepAlives === false) response.setHeader('connection', 'close');
    limitAnswer(response, options.timeouts?.writeMillis ?? 0);
    response.once('close', () => {
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
    const refused = refusal(request);
    if (refused !== undefined) {
      request.socket.end(refused);
      return;
    }
    answer(request, response, options.maxBodyBytes, handler).catch((error: unknown) => {
      reportBug(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.on('clientError', refuseMalformed).on('checkExpectation', refuseExpectation);
  const address = await startListening(server, options);
  const reloading = options.tls === undefined ? undefined : reloadServerTls(options.tls, (context) => setSecureContext(server, context));
  let closed: Promise<void> | undefined;
  return {
    address,
    close(graceMillis) {
      closing = true;
      reloading?.[Symbol.dispose]();
      closed ??= closeServer(server, graceMillis);
      return closed;
    },
  };
}

/** Upstream: a body may take for ever (read_timeout 0). Here: Node's five minutes stand where no timeout is given, because a lab has no use for slower clients. */
function createAnyServer({ connectionFailed, timeouts, tls }: HttpListenOptions, onRequest: (request: IncomingMessage, response: ServerResponse) => void): Server {
  const limits = timeouts === undefined ? [] : [timeouts.readMillis, timeouts.readHeaderMillis].filter((limit) => limit > 0);
  const checks = limits.length === 0 ? sizes : { ...sizes, connectionsCheckingInterval: Math.min(30_000, Math.max(50, Math.min(...limits) / 4)) };
  const server = tls === undefined ? createServer(checks, onRequest) : createSecureServer({ ...checks, ...serverContextOptions(tls), requestCert: tls.clientCaPem !== undefined, rejectUnauthorized: tls.clientCaPem !== undefined }, onRequest);
  if (tls !== undefined) refusePlainText(server, connectionFailed);
  server.keepAliveTimeout = timeouts === undefined ? idleTimeoutMillis : timeouts.idleMillis > 0 ? timeouts.idleMillis : timeouts.readMillis;
  if (timeouts === undefined) return server;
  if (timeouts.readMillis > 0) server.requestTimeout = timeouts.readMillis;
  server.headersTimeout = timeouts.readHeaderMillis > 0 ? timeouts.readHeaderMillis : timeouts.readMillis;
  return server;
}

function setSecureContext(server: Server, context: SecureContextOptions): void {
  if (server instanceof SecureServer) server.setSecureContext(context);
}

/** Cuts the connection when the answer takes longer, as Go's write deadline does. */
function limitAnswer(response: ServerResponse, millis: number): void {
  if (millis <= 0) return;
  const timer = setTimeout(() => response.destroy(), millis);
  response.once('close', () => clearTimeout(timer));
}

async function answer(request: IncomingMessage, response: ServerResponse, maxBodyBytes: number, handler: HttpHandler): Promise<void> {
  const body = await readBody(request, maxBodyBytes);
  if (body === 'gone') return;
  const reply = await handler({
    method: request.method ?? 'GET',
    url: pathOf(request.url ?? '/'),
    headers: headersFromNode(request.headersDistinct),
    body,
    remoteAddress: joinHostPort(request.socket.remoteAddress ?? '', request.socket.remotePort ?? 0),
  });
  if (body === 'tooLarge') {
    if (Number(request.headers['content-length'] ?? 0) > lingerBytes) response.setHeader('connection', 'close');
    discardRest(request, response);
  }
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

/** Resolves to the address in use. */
function startListening(server: Server, { address, transport }: HttpListenOptions): Promise<string> {
  const bound = transport === 'unix' ? undefined : bindAddress(address);
  const shown = bound === undefined ? `unix ${address}` : `tcp ${bound.shown}`;
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = errorCode(error);
      reject(new ListenError(`listen ${shown}: bind: ${systemErrorText(code)}`, code));
    });
    if (bound === undefined) server.listen({ path: address }, () => resolve(address));
    else server.listen({ host: bound.host, port: bound.port }, () => resolve(joinHostPort(bound.host, boundPort(server))));
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
