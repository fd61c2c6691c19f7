import type * as z from 'zod';
import type { Problem } from '../../component/factory.ts';
import { bool, duration, headers, int, list, noneSection, string } from '../../component/fields.ts';
import { middlewares, serverAuth } from './auth.ts';
import { dialer, transport, validateTransport } from './netAddr.ts';
import { serverTls, validateServerTls } from './tls.ts';

/** confighttp.CORSConfig. Works only with allowed_origins. */
export const cors = () => noneSection({
  allowed_origins: list(string()).describe('Origins that may call from a page; `*` stands for any run of characters.'),
  allowed_headers: list(string()).describe('Request headers allowed besides Accept, Content-Type and X-Requested-With; `*` allows all.'),
  exposed_headers: list(string()).describe('Response headers a page may read.'),
  max_age: int(0).describe('Seconds a browser may remember a preflight answer; 0 leaves it to the browser.'),
}, { goType: 'confighttp.CORSConfig' }).describe('Lets web pages send from other origins; off unless allowed_origins is set.');
export type Cors = NonNullable<z.output<ReturnType<typeof cors>>>;

interface Timeouts {
  readonly readHeader: string;
  readonly write: string;
  readonly idle: string;
}

/** confighttp.ServerConfig. `endpoint` is the component's default address; a component may have timeouts of its own, as Go text. */
export const httpServerShape = (endpoint: string, timeouts: Timeouts = { readHeader: '1m', write: '30s', idle: '1m' }) => ({
  endpoint: string(endpoint).describe('Address to listen on, `host:port`.'),
  transport: transport(),
  dialer: dialer(),
  tls: serverTls(),
  cors: cors(),
  auth: serverAuth(),
  max_request_body_size: int(0, 'int64').describe('Longest body, before and after decompression, in bytes; 0 means 20 MiB.'),
  include_metadata: bool(false).describe('Carries the request\'s headers along with the data, for processors and exporters that ask for it.'),
  response_headers: headers().describe('Headers added to every answer.'),
  compression_algorithms: list(string()).describe('Content encodings accepted; empty means all that are known. "" is the uncompressed body.'),
  read_timeout: duration('0s').describe('Time to read a request; 0 without limit.'),
  read_header_timeout: duration(timeouts.readHeader).describe('Time to read a request\'s headers; 0 without limit.'),
  write_timeout: duration(timeouts.write).describe('Time to write an answer; 0 without limit.'),
  idle_timeout: duration(timeouts.idle).describe('How long a silent connection is kept; 0 without limit.'),
  keep_alives_enabled: bool(true).describe('false closes each connection after one request.'),
  middlewares: middlewares(),
});

interface HttpServer {
  readonly transport: string;
  readonly tls?: Parameters<typeof validateServerTls>[0];
}

/** Relative to the section. `squashed`: how upstream names the embedded server config in a problem's path. */
export function validateHttpServer(config: HttpServer, squashed: string): Problem[] {
  return [...validateTransport(config.transport), ...validateServerTls(config.tls)].map((problem) => ({ ...problem, path: [squashed, ...problem.path] }));
}
