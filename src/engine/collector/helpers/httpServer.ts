import { errorMessage } from '#common/base/errors.ts';
import type { Headers, HttpHandler, HttpResponse, IncomingHttpRequest } from '#engine/network/network.ts';
import type { Compression, Compressor } from '../component/host.ts';
import type { Logger } from '../component/logger.ts';
import type { ServerAuthenticator } from '../component/offers.ts';
import type { Cors } from './config/httpServer.ts';
import { type CorsPolicy, corsPolicy } from './cors.ts';

/** A request as an endpoint sees it. A body that could not be read is the reason why: the endpoint still gets to judge the rest first. */
export interface ServedRequest extends Omit<IncomingHttpRequest, 'body'> {
  readonly body: Uint8Array | Error;
  /** What the authenticator found out about the caller; absent without one. */
  readonly auth?: ReadonlyMap<string, string>;
}
export type Endpoint = (request: ServedRequest) => Promise<HttpResponse>;

export interface HttpServerSettings {
  readonly config: {
    readonly cors?: Cors | undefined;
    readonly max_request_body_size: number;
    readonly compression_algorithms: readonly string[];
    readonly response_headers: Readonly<Record<string, string>>;
    /** Only `request_params` matters here: query parameters that count as headers when the caller is proved. */
    readonly auth?: { readonly request_params?: readonly string[] } | undefined;
  };
  /** Proves the caller before anything else is looked at, but for cross-origin preflights. */
  readonly authenticator?: ServerAuthenticator | undefined;
  /** Answers a caller who could not be proved; `refuse` with 401 when left out. */
  readonly unauthorized?: (message: string, headers: Headers) => HttpResponse;
  /** By path; one that ends in "/" also takes the paths below it. */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly compressor: Compressor;
  readonly logger: Logger;
  /** Answers a request whose encoding is not understood. */
  readonly refuse: (message: string, status: number, headers: Headers) => HttpResponse;
}

const encodings: readonly string[] = ['', 'gzip', 'zstd', 'zlib', 'snappy', 'deflate', 'lz4', 'x-snappy-framed'];

/** Bytes; upstream's default is 20 MiB. */
export const maxBodyBytes = (config: { readonly max_request_body_size: number }): number => (config.max_request_body_size <= 0 ? 20 * 1024 * 1024 : config.max_request_body_size);

/** What upstream's confighttp puts around every endpoint: extra headers, cross-origin rules, decompression, paths. */
export function serveHttp(settings: HttpServerSettings): HttpHandler {
  const { config, logger, refuse } = settings;
  const cors = createCors(config.cors, logger);
  const extra = Object.fromEntries(Object.entries(config.response_headers).map(([name, value]) => [name.toLowerCase(), [value]]));
  const answerTo = async (request: IncomingHttpRequest): Promise<HttpResponse> => {
    const auth = await authenticate(request, settings);
    if (auth instanceof Refusal) return settings.unauthorized?.(auth.message, request.headers) ?? refuse(auth.message, 401, request.headers);
    const body = await readBody(request, settings);
    if (body instanceof Refusal) return refuse(body.message, 400, request.headers);
    return route(settings.endpoints, { ...request, body, ...(auth === undefined ? {} : { auth }) });
  };
  return async (request) => {
    const preflight = cors?.preflight(request);
    if (preflight !== undefined) return { status: 204, headers: { ...extra, ...preflight }, body: new Uint8Array() };
    const answer = await answerTo(request);
    return { ...answer, headers: { ...extra, ...cors?.actual(request), ...answer.headers } };
  };
}

function createCors(config: Cors | undefined, logger: Logger): CorsPolicy | undefined {
  if (config === undefined) return undefined;
  if (config.allowed_origins.length > 0) return corsPolicy(config);
  if (config.allowed_headers.length > 0) logger.warn('The CORS configuration specifies allowed headers but no allowed origins, and is therefore ignored.', {}, 'confighttp@v0.159.0/server.go:259');
  return undefined;
}

async function authenticate({ headers, url }: IncomingHttpRequest, { authenticator, config }: HttpServerSettings): Promise<ReadonlyMap<string, string> | Refusal | undefined> {
  if (authenticator === undefined) return undefined;
  const parameters = new URL(url, 'http://localhost').searchParams;
  const given = (config.auth?.request_params ?? []).flatMap((name) => {
    const value = parameters.get(name);
    return value === null ? [] : [[name.toLowerCase(), [value]] as const];
  });
  try {
    return await authenticator.authenticate({ ...headers, ...Object.fromEntries(given) });
  } catch (error) {
    return new Refusal(errorMessage(error));
  }
}

/** The caller or the encoding is wrong from the start: no endpoint hears of the request. */
class Refusal extends Error {
  override readonly name = 'Refusal';
}

async function readBody(request: IncomingHttpRequest, { compressor, config }: HttpServerSettings): Promise<Uint8Array | Error> {
  const encoding = request.headers['content-encoding']?.[0] ?? '';
  const allowed = config.compression_algorithms.length === 0 ? encodings : config.compression_algorithms;
  if (!allowed.includes(encoding)) return new Refusal(`unsupported Content-Encoding: ${encoding}`);
  if (request.body === 'tooLarge') return new Error('http: request body too large');
  if (encoding === '') return request.body;
  const algorithm = algorithms.find((each) => each === encoding);
  if (algorithm === undefined) return new Refusal(`unsupported Content-Encoding: ${encoding}`);
  if (request.body.length > 0 && request.body.length < (headerBytes[algorithm] ?? 0)) return new Refusal('unexpected EOF');
  try {
    return await compressor.decompress(algorithm, request.body, maxBodyBytes(config));
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    // Upstream reads the header of the stream before it looks for an endpoint, and the rest inside it; raw snappy it reads whole.
    return (algorithm === 'snappy' && !isFramedSnappy(request.body)) || /invalid header|^EOF$|^unsupported/.test(failure.message) ? new Refusal(failure.message) : failure;
  }
}

const isFramedSnappy = (body: Uint8Array): boolean => body[0] === 0xff && body[1] === 6 && body[4] === 0x73;

const algorithms: readonly Compression[] = ['gzip', 'zlib', 'deflate', 'zstd', 'snappy', 'x-snappy-framed', 'lz4'];

/** Length of the stream's header: what is shorter fails before an endpoint is looked for. */
const headerBytes: { readonly [C in Compression]?: number } = { gzip: 10, zlib: 2, deflate: 2 };

function route(endpoints: ReadonlyMap<string, Endpoint>, request: ServedRequest): Promise<HttpResponse> {
  const path = request.url.split('?')[0] ?? '';
  const above = [...endpoints].filter(([pattern]) => pattern.endsWith('/') && path.startsWith(pattern)).sort(([a], [b]) => b.length - a.length)[0]?.[1];
  const endpoint = endpoints.get(path) ?? above;
  return endpoint === undefined ? Promise.resolve(notFound) : endpoint(request);
}

/** Go's http.NotFound. */
const notFound: HttpResponse = {
  status: 404,
  headers: { 'content-type': ['text/plain; charset=utf-8'], 'x-content-type-options': ['nosniff'] },
  body: new TextEncoder().encode('404 page not found\n'),
};
