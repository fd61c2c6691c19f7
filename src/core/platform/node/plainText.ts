import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { joinHostPort } from './bindAddress.ts';
import { serverHandshakeText } from './tlsTexts.ts';

/** The first byte of a TLS connection: a handshake record. */
const handshakeRecord = 0x16;

/**
 * Makes a TLS server answer a client of plain HTTP as Go's does, and tells `failed` why connections did not get as far as a request.
 * Looks at each connection's first byte before TLS does.
 */
export function refusePlainText(server: Server, failed: ((message: string) => void) | undefined): void {
  const secure = server.listeners('connection');
  const say = (socket: Socket, text: string): void => failed?.(`http: TLS handshake error from ${joinHostPort(socket.remoteAddress ?? '', socket.remotePort ?? 0)}: ${text}`);
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const early = (): void => say(socket, 'EOF');
    const onError = (): void => undefined;
    socket.once('end', early).on('error', onError);
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.off('end', early);
      if (first[0] !== handshakeRecord) {
        say(socket, looksLikeHttp(first) ? 'client sent an HTTP request to an HTTPS server' : 'tls: first record does not look like a TLS handshake');
        if (looksLikeHttp(first)) socket.end('HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n');
        else socket.destroy();
        return;
      }
      socket.off('error', onError);
      socket.unshift(first);
      for (const listener of secure) Reflect.apply(listener, server, [socket]);
    });
  });
  server.on('tlsClientError', (error: Error, socket: Socket) => say(socket, serverHandshakeText(error)));
}

/** As crypto/tls: by the methods. */
const looksLikeHttp = (first: Buffer): boolean => /^(GET \/|HEAD |POST |PUT \/|OPTIO)/.test(first.toString('latin1', 0, 6));
