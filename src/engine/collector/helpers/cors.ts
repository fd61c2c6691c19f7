import type { Headers } from '#engine/network/network.ts';
import type { Cors } from './config/httpServer.ts';

interface Request {
  readonly method: string;
  readonly headers: Headers;
}
export interface CorsPolicy {
  /** The headers of the answer to a preflight request; undefined when it is not one. Without allow headers the browser refuses. */
  preflight(request: Request): Headers | undefined;
  /** The headers to add to the answer to any other request. */
  actual(request: Request): Headers;
}

const methods = ['GET', 'POST', 'HEAD'];

/** Cross-origin rules as upstream's server applies them (github.com/rs/cors v1.11 with credentials allowed). */
export function corsPolicy(config: Cors): CorsPolicy {
  const isAllowed = originMatcher(config.allowed_origins);
  const acceptsHeaders = headerMatcher(config.allowed_headers);
  const allowOrigin = (origin: string): string => (config.allowed_origins.includes('*') ? '*' : origin);
  const credentials = { 'access-control-allow-credentials': ['true'] };
  return {
    preflight({ headers, method }) {
      const wanted = headers['access-control-request-method']?.[0] ?? '';
      if (method !== 'OPTIONS' || wanted === '') return undefined;
      const vary = { vary: ['Origin, Access-Control-Request-Method, Access-Control-Request-Headers'] };
      const origin = headers['origin']?.[0] ?? '';
      const wantedHeaders = headers['access-control-request-headers'];
      if (origin === '' || !isAllowed(origin) || !(methods.includes(wanted) || wanted === 'OPTIONS')) return vary;
      if (wantedHeaders !== undefined && !acceptsHeaders(wantedHeaders)) return vary;
      return {
        ...vary, ...credentials,
        'access-control-allow-origin': [allowOrigin(origin)],
        'access-control-allow-methods': [wanted],
        ...(wantedHeaders === undefined || wantedHeaders[0] === '' ? {} : { 'access-control-allow-headers': wantedHeaders }),
        ...(config.max_age === 0 ? {} : { 'access-control-max-age': [String(Math.max(0, config.max_age))] }),
      };
    },
    actual({ headers, method }) {
      const vary = { vary: ['Origin'] };
      const origin = headers['origin']?.[0] ?? '';
      if (origin === '' || !isAllowed(origin) || !(methods.includes(method) || method === 'OPTIONS')) return vary;
      const exposed = config.exposed_headers.length === 0 ? {} : { 'access-control-expose-headers': [config.exposed_headers.map(canonical).join(', ')] };
      return { ...vary, ...credentials, ...exposed, 'access-control-allow-origin': [allowOrigin(origin)] };
    },
  };
}

/** One `*` in a pattern stands for any run of characters; case does not matter. */
function originMatcher(patterns: readonly string[]): (origin: string) => boolean {
  const tests = patterns.map((pattern) => {
    const [start = '', ...rest] = pattern.toLowerCase().split('*');
    const end = rest.join('*');
    return (origin: string): boolean => (rest.length === 0 ? origin === start : origin.length >= start.length + end.length && origin.startsWith(start) && origin.endsWith(end));
  });
  return (origin) => tests.some((test) => test(origin.toLowerCase()));
}

function headerMatcher(allowed: readonly string[]): (wanted: readonly string[]) => boolean {
  if (allowed.includes('*')) return () => true;
  const names = new Set((allowed.length === 0 ? ['accept', 'content-type', 'x-requested-with'] : allowed).map((name) => name.toLowerCase()));
  return (wanted) => wanted.join(',').split(',').every((name) => name.trim() === '' || names.has(name.trim()));
}

const canonical = (name: string): string => name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
