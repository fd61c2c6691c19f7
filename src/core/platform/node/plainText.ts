import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
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
  const say = (socket: Socket, text: string): void => failed?.(`http: TLS handshake error from ${addressOf(socket)}: ${text}`);
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
  server.on('tlsClientError', (error: Error, socket: Socket) => say(socket, refusedCertificate(socket) ?? serverHandshakeText(error)));
}

/** As crypto/tls: by the methods. */
const looksLikeHttp = (first: Buffer): boolean => /^(GET \/|HEAD |POST |PUT \/|OPTIO)/.test(first.toString('latin1', 0, 6));

/** Upstream always knows. Here: not, when the connection has been closed already, because Node asks the system then. */
const addressOf = ({ remoteAddress, remotePort }: Socket): string => (remoteAddress === undefined || remotePort === undefined ? 'an address no longer known' : joinHostPort(remoteAddress, remotePort));

/** Node hangs up on a client whose certificate it does not trust, and leaves the reason on the socket. The reason is nearly always the signer. */
function refusedCertificate(socket: Socket): string | undefined {
  const reason: unknown = socket instanceof TLSSocket ? socket.authorizationError : undefined;
  return reason === undefined || reason === null ? undefined : `tls: failed to verify certificate: x509: ${reason === 'CERT_HAS_EXPIRED' ? 'certificate has expired or is not yet valid' : 'certificate signed by unknown authority'}`;
}
