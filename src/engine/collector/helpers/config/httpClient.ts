import type { Problem } from '../../component/factory.ts';
import { bool, duration, headers, int, noneSection, section, string } from '../../component/fields.ts';
import { auth, middlewares } from './auth.ts';
import { compression, type CompressionName, isCompressed } from './compression.ts';
import { clientTls, type ClientTls, validateClientTls } from './tls.ts';

/** confighttp.ClientConfig. `timeout` is the component's default, as Go text. */
export const httpClientShape = (timeout: string) => ({
  endpoint: string().describe('Base URL of the server.'),
  proxy_url: string().describe('Proxy to go through.'),
  tls: clientTls(),
  read_buffer_size: int(0).describe('Bytes of the socket\'s read buffer; 0 means the default.'),
  write_buffer_size: int(512 * 1024).describe('Bytes of the socket\'s write buffer.'),
  timeout: duration(timeout).describe('Longest time one attempt may take; 0 without limit.'),
  headers: headers().describe('Headers sent with every request.'),
  auth: auth(),
  compression: compression(),
  compression_params: section({ level: int(0).describe('Compression level; 0 means the default.') }, { goType: 'configcompression.CompressionParams' }).describe('How hard it compresses.'),
  max_idle_conns: int(100).describe('Unused connections kept, over all hosts.'),
  max_idle_conns_per_host: int(0).describe('Unused connections kept per host; 0 means 2.'),
  max_conns_per_host: int(0).describe('Connections per host; 0 without limit.'),
  idle_conn_timeout: duration('90s').describe('How long an unused connection is kept.'),
  disable_keep_alives: bool(false).describe('true uses each connection once.'),
  http2_read_idle_timeout: duration('0s').describe('Pings a silent HTTP/2 connection after this long; 0 never.'),
  http2_ping_timeout: duration('0s').describe('Gives an HTTP/2 connection up when a ping is not answered in this time; 0 means 15s.'),
  cookies: noneSection({}, { goType: 'confighttp.CookiesConfig' }).describe('Keeps the cookies that servers set.'),
  force_attempt_http2: bool(true).describe('Tries HTTP/2 first.'),
  middlewares: middlewares(),
});

interface HttpClientConfig {
  readonly tls: ClientTls;
  readonly compression: CompressionName;
  readonly compression_params: { readonly level: number };
}

/** `squashed`: how upstream names the embedded client config in a problem's path. */
export function validateHttpClient(config: HttpClientConfig, squashed: string): Problem[] {
  const problems = validateClientTls(config.tls, ['tls']).map((problem) => ({ ...problem, path: [squashed, ...problem.path] }));
  const { level } = config.compression_params;
  const known = config.compression === 'zstd' || level === 0 || (['gzip', 'zlib', 'deflate'].includes(config.compression) && level >= -2 && level <= 9);
  if (!isCompressed(config.compression) || known) return problems;
  const message = `unsupported parameters {Level:${String(level)}} for compression type "${config.compression}"`;
  return [{ path: [squashed], at: ['compression_params'], message }, ...problems];
}
