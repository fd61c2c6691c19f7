import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { CoreThread } from '#thread/coreThread.ts';
import { isOwn, type Session } from './session.ts';
import { webSocketChannel } from './webSocketChannel.ts';

/** The one protocol. A page of another release asks for another and is refused. */
const protocol = 'traceground.1';
const path = '/socket';
/** The largest honest frame carries an imported file; see rpc/server.ts. Bytes. */
const maxPayload = 16 * 1024 * 1024;
/** A page that has not answered the last ping by the next is gone. Milliseconds. */
const pingInterval = 20_000;

export interface WebSocketsOptions {
  readonly server: Server;
  readonly port: number;
  readonly session: Session;
  readonly core: CoreThread;
}

/** Joins each of the page's WebSockets to the core as a screen. Disposing closes them all. */
export function acceptWebSockets({ server, port, session, core }: WebSocketsOptions): Disposable {
  const sockets = new WebSocketServer({ noServer: true, maxPayload, clientTracking: true, handleProtocols: (offered) => (offered.has(protocol) ? protocol : false) });
  server.on('upgrade', (request, socket, head) => {
    const status = refusal(request, port, session);
    if (status !== null) refuse(socket, status);
    else sockets.handleUpgrade(request, socket, head, (accepted) => join(accepted, core));
  });
  const pings = setInterval(() => {
    for (const socket of sockets.clients) ping(socket);
  }, pingInterval);
  return {
    [Symbol.dispose]() {
      clearInterval(pings);
      for (const socket of sockets.clients) socket.close(1001, 'the server stops');
      sockets.close();
    },
  };
}

/** Why an upgrade is refused, or null. A browser always names its Origin here, so one that names none is no browser. */
function refusal(request: IncomingMessage, port: number, session: Session): string | null {
  if (!isOwn(request, port) || request.headers.origin === undefined || !session.hasCookie(request)) return '403 Forbidden';
  if (request.url !== path) return '404 Not Found';
  if (!(request.headers['sec-websocket-protocol'] ?? '').split(',').some((offered) => offered.trim() === protocol)) return '400 Bad Request';
  return null;
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Sockets with a ping under way. */
const unanswered = new WeakSet<WebSocket>();

function join(socket: WebSocket, core: CoreThread): void {
  const screen = core.connect();
  const page = webSocketChannel(socket);
  socket.on('pong', () => unanswered.delete(socket));
  page.received((frame) => screen.send(frame));
  screen.received((frame) => page.send(frame));
  page.closed(() => screen.close());
  screen.closed(() => socket.close(1001, 'the core stops'));
}

function ping(socket: WebSocket): void {
  if (unanswered.has(socket)) {
    socket.terminate();
    return;
  }
  unanswered.add(socket);
  socket.ping();
}
