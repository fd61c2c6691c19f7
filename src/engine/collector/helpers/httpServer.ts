import { errorMessage } from '#common/base/errors.ts';
import type { Headers, HttpHandler, HttpResponse, IncomingHttpRequest } from '#engine/network/network.ts';
import type { Compression, Compressor } from '../component/host.ts';
import type { Logger } from '../component/logger.ts';
import type { ServerAuthenticator } from '../component/offers.ts';
import type { Cors } from './config/httpServer.ts';
import { canonicalHeader, type CorsPolicy, corsPolicy, type CorsRules, corsRules, corsRules2023 } from './cors.ts';
import { type PathRules, pathRules, pathRules2023, Paths } from './httpPaths.ts';

/** A request as an endpoint sees it. A body that could not be read is the reason why: the endpoint still gets to judge the rest first. */
export interface ServedRequest extends Omit<IncomingHttpRequest, 'body'> {
  readonly body: Uint8Array | Error;
  /** What the authenticator found out about the caller; absent without one. */
  readonly auth?: ReadonlyMap<string, string>;
}
export type Endpoint = (request: ServedRequest) => Promise<HttpResponse>;

/** How the releases' servers differ, as data. */
export interface HttpServerRules {
  readonly cors: CorsRules;
  readonly paths: PathRules;
  /** Most bytes of a body once decompressed; `max` is what it may have had before. */
  readonly maxDecompressedBytes: (max: number) => number;
  /** True: cross-origin headers without an origin are warned of. */
  readonly warnsOfUselessCors: boolean;
}
/** Upstream confighttp v0.159. */
export const httpServerRules: HttpServerRules = { cors: corsRules, paths: pathRules, maxDecompressedBytes: (max) => max, warnsOfUselessCors: true };
/** Upstream confighttp v0.84, where a body may become any length. Here: at most 256 MiB, because a lab must outlive a hostile one. */
export const httpServerRules2023: HttpServerRules = { cors: corsRules2023, paths: pathRules2023, maxDecompressedBytes: (max) => Math.max(max, 256 * 1024 * 1024), warnsOfUselessCors: false };

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
  /** v0.159's when left out. */
  readonly rules?: HttpServerRules | undefined;
  /** Answers a request whose encoding is not understood. */
  readonly refuse: (message: string, status: number, headers: Headers) => HttpResponse;
}

const encodings: readonly string[] = ['', 'gzip', 'zstd', 'zlib', 'snappy', 'deflate', 'lz4', 'x-snappy-framed'];

/** Bytes; upstream's default is 20 MiB. */
export const maxBodyBytes = (config: { readonly max_request_body_size: number }): number => (config.max_request_body_size <= 0 ? 20 * 1024 * 1024 : config.max_request_body_size);

/** What upstream's confighttp puts around every endpoint: extra headers, cross-origin rules, decompression, paths. */
export function serveHttp(settings: HttpServerSettings): HttpHandler {
  const { config, logger, refuse } = settings;
  const rules = settings.rules ?? httpServerRules;
  const cors = createCors(config.cors, rules, logger);
  const paths = new Paths(settings.endpoints, rules.paths);
  const extra = Object.fromEntries(Object.entries(config.response_headers).map(([name, value]) => [name.toLowerCase(), [value]]));
  const answerTo = async (request: IncomingHttpRequest): Promise<HttpResponse> => {
    const auth = await authenticate(request, settings);
    if (auth instanceof Refusal) return settings.unauthorized?.(auth.message, request.headers) ?? refuse(auth.message, 401, request.headers);
    const body = await readBody(request, settings);
    if (body instanceof Refusal) return refuse(body.message, 400, request.headers);
    const found = paths.find(request);
    return typeof found === 'function' ? found({ ...request, body, ...(auth === undefined ? {} : { auth }) }) : found;
  };
  return async (request) => {
    const preflight = cors?.preflight(request);
    if (preflight !== undefined) return { status: 204, headers: withVary(extra, preflight), body: new Uint8Array() };
    const answer = await answerTo(request);
    return { ...answer, headers: { ...withVary(extra, cors?.actual(request)), ...answer.headers } };
  };
}

/** Both may name headers that an answer depends on. */
function withVary(extra: Headers, cors: Headers | undefined): Headers {
  const vary = [...(extra['vary'] ?? []), ...(cors?.['vary'] ?? [])];
  return { ...extra, ...cors, ...(vary.length === 0 ? {} : { vary }) };
}

function createCors(config: Cors | undefined, rules: HttpServerRules, logger: Logger): CorsPolicy | undefined {
  if (config === undefined) return undefined;
  if (config.allowed_origins.length > 0) return corsPolicy(config, rules.cors);
  if (rules.warnsOfUselessCors && config.allowed_headers.length > 0) logger.warn('The CORS configuration specifies allowed headers but no allowed origins, and is therefore ignored.', {}, 'confighttp@v0.159.0/server.go:259');
  return undefined;
}

async function authenticate({ headers, url }: IncomingHttpRequest, { authenticator, config }: HttpServerSettings): Promise<ReadonlyMap<string, string> | Refusal | undefined> {
  if (authenticator === undefined) return undefined;
  const parameters = new URL(url, 'http://localhost').searchParams;
  const given = (config.auth?.request_params ?? []).flatMap((name) => {
    const values = parameters.getAll(name);
    const key = name.toLowerCase();
    // Upstream's authenticators look for a header's own spelling first: a parameter of another spelling stands behind it.
    const hidden = headers[key] !== undefined && name !== canonicalHeader(name);
    return values.length === 0 || hidden ? [] : [[key, values] as const];
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

async function readBody(request: IncomingHttpRequest, { compressor, config, rules = httpServerRules }: HttpServerSettings): Promise<Uint8Array | Error> {
  const encoding = request.headers['content-encoding']?.[0] ?? '';
  const allowed = config.compression_algorithms.length === 0 ? encodings : config.compression_algorithms;
  if (!allowed.includes(encoding)) return new Refusal(`unsupported Content-Encoding: ${encoding}`);
  if (request.body === 'tooLarge') return new Error('http: request body too large');
  if (encoding === '') return request.body;
  const algorithm = algorithms.find((each) => each === encoding);
  if (algorithm === undefined) return new Refusal(`unsupported Content-Encoding: ${encoding}`);
  if (request.body.length > 0 && request.body.length < (headerBytes[algorithm] ?? 0)) return new Refusal('unexpected EOF');
  try {
    return await compressor.decompress(algorithm, request.body, rules.maxDecompressedBytes(maxBodyBytes(config)));
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
