import type { Exchange } from '#core/protocol/wireMessages.ts';
import { headerPairs } from './annotate.ts';

/** What curl says for itself: these describe the connection or the length of the body that was. */
const ownHeaders = new Set(['host', 'content-length', 'connection', 'transfer-encoding']);

type Sent = Pick<Exchange, 'address' | 'method' | 'path' | 'requestHeaders' | 'requestBody' | 'requestBytes' | 'isBodyWhole'>;

/**
 * A command that sends the same request again, for a POSIX shell; nothing in the request can leave its quotes.
 * A body that is not text, or of which only the beginning was kept, is to come from the file `body.bin`: a last line says so.
 * `target` is where it goes instead of the address the sender dialled, which has a meaning inside the lab only.
 */
export function curlOf(exchange: Sent, target: string = exchange.address): string {
  const headers = headerPairs(exchange.requestHeaders)
    // HTTP/2's own begin with a colon.
    .filter(([name]) => !name.startsWith(':') && !ownHeaders.has(name.toLowerCase()));
  // A semicolon is how curl is told of a header without a value; a colon alone would take the header away.
  const lines = headers.map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  const body = bodyOf(exchange);
  // With a body curl names a form as its type, unless it is told to name none.
  if (body !== null && !headers.some(([name]) => name.toLowerCase() === 'content-type')) lines.push("-H 'content-type:'");
  // Without these curl reads brackets as a list of addresses, and takes dots out of the path.
  const url = `-g --path-as-is ${quoted(`http://${target}${exchange.path}`)}`;
  // After -X HEAD curl would wait for a body that never comes.
  const method = exchange.method === 'HEAD' && body === null ? '--head' : `-X ${quoted(exchange.method)}`;
  const command = [`curl ${method} ${url}`, ...lines, ...(body === null ? [] : [body.option])].join(' \\\n  ');
  return body?.note === undefined ? command : `${command}\n# ${body.note}`;
}

function bodyOf({ requestBody, requestBytes, isBodyWhole }: Sent): { readonly option: string; readonly note?: string } | null {
  if (requestBytes === 0 && requestBody.length === 0) return null;
  const fromFile = '--data-binary @body.bin';
  if (!isBodyWhole) return { option: fromFile, note: `body.bin: the body of ${requestBytes} bytes, of which only the beginning was kept.` };
  const text = textOf(requestBody);
  if (text === null) return { option: fromFile, note: `body.bin: the body of ${requestBytes} bytes, which is binary.` };
  return { option: `--data-raw ${quoted(text)}` };
}

/** The bytes as UTF-8 text; null when they are not, or hold control characters that no shell takes or no screen shows. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return [...text].some((character) => character < ' ' && !'\t\n\r'.includes(character)) ? null : text;
  } catch {
    // A TypeError: what a fatal decoder throws at bytes that are not UTF-8.
    return null;
  }
}

/** Everything is literal within single quotes but the quote itself: leave them, say one escaped, and go in again. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
