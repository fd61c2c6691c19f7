import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One HTTP request on a socket of its own, sent as it stands: no client adds headers, decodes or tidies. */
export function send(url: string, { body = '', headers = {}, method = 'POST', path = '/v1/traces' }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const bytes = Buffer.from(body);
  const lines = Object.entries({ host: `${hostname}:${port}`, 'content-length': String(bytes.length), connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => { socket.write(Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), bytes])); });
    socket.on('data', (chunk) => chunks.push(chunk)).once('error', reject).once('close', () => { resolve(parse(Buffer.concat(chunks))); });
  });
}

function parse(answer: Buffer): RawAnswer {
  const end = answer.indexOf('\r\n\r\n');
  const [first = '', ...lines] = answer.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [headers.get(name), line.slice(colon + 1).trim()].filter((value) => value !== undefined).join(', '));
  }
  const body = answer.subarray(end + 4);
  return { status: Number(first.split(' ')[1]), headers: Object.fromEntries(headers), body: headers.get('transfer-encoding') === 'chunked' ? unchunk(body) : body };
}

function unchunk(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const end = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.subarray(at, end).toString(), 16);
    if (!(length > 0)) return Buffer.concat(chunks);
    chunks.push(body.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
}

export const json = { 'content-type': 'application/json' };
export const protobuf = { 'content-type': 'application/x-protobuf' };
export const oneSpan = '{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"a"}]}]}]}';
/** The same in protobuf. */
export const oneSpanBytes = Buffer.from('0a07120512032a0161', 'hex');
export const zipped = (text: string): Buffer => gzipSync(text);
