import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorCode } from './goErrors.ts';

/** Go's DefaultMaxHeaderBytes, with the 4 KiB that its server adds. */
export const maxHeaderBytes = 1024 * 1024 + 4096;

/** What Go's server writes to one whom it does not understand, before it hangs up. */
const refused = (status: string, text = status): string => `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${text}`;

/**
 * As Go's server: silence for one who was too slow, a short refusal for one who speaks no HTTP. Upstream also reads what Node's parser does not:
 * methods of its own making, folded headers, lines that end in LF only, a length beside chunks. Here: 400, because Node's parser is the stricter one.
 */
export function refuseMalformed(error: Error, socket: Duplex): void {
  const code = errorCode(error);
  if (!socket.writable || code === 'ECONNRESET' || code === 'ERR_HTTP_REQUEST_TIMEOUT') socket.destroy();
  else socket.end(malformed(code, error.message));
}

function malformed(code: string, message: string): string {
  if (code === 'HPE_HEADER_OVERFLOW') return refused('431 Request Header Fields Too Large');
  if (code === 'HPE_INVALID_TRANSFER_ENCODING') return refused('501 Not Implemented', 'Unsupported transfer encoding');
  if (/Invalid HTTP version/.test(message)) return refused('505 HTTP Version Not Supported: unsupported protocol version');
  if (code === 'HPE_INVALID_HEADER_TOKEN') return refused(`400 Bad Request: invalid header ${/value/i.test(message) ? 'value' : 'name'}`);
  return refused('400 Bad Request');
}

/** What is wrong with a request that Node takes and Go does not; undefined when nothing is. */
export function refusal(request: IncomingMessage): string | undefined {
  const hosts = request.headersDistinct['host']?.length ?? 0;
  if (hosts > 1) return refused('400 Bad Request');
  if (hosts === 0 && request.httpVersion === '1.1') return refused('400 Bad Request: missing required Host header');
  return /%(?![0-9a-f]{2})/i.test((request.url ?? '').split('?')[0] ?? '') ? refused('400 Bad Request') : undefined;
}

/** To everything but `100-continue`. */
export function refuseExpectation(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(417, { 'connection': 'close', 'content-length': 0 }).end();
}

/** A proxy's client asks for a whole URL. */
export function pathOf(url: string): string {
  const path = /^https?:\/\/[^/?]*(.*)$/i.exec(url)?.[1];
  if (path === undefined) return url;
  return path.startsWith('/') ? path : `/${path}`;
}
