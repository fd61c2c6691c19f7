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

/** How the releases of github.com/rs/cors differ, as data. */
export interface CorsRules {
  readonly preflightVary: readonly string[];
  /** A method as it is compared, and sent back. */
  readonly method: (written: string) => string;
  /** Judges Access-Control-Request-Headers, undefined where there is none: what to send back, or 'refused'. */
  readonly allowHeaders: (allowed: readonly string[]) => (wanted: readonly string[] | undefined) => readonly string[] | 'refused';
  /** True: a negative max_age forbids to remember the answer. */
  readonly negativeAgeIsZero: boolean;
}

const methods = ['GET', 'POST', 'HEAD', 'OPTIONS'];

/** Cross-origin rules as upstream's server applies them (github.com/rs/cors with credentials allowed). */
export function corsPolicy(config: Cors, rules: CorsRules): CorsPolicy {
  const isAllowed = originMatcher(config.allowed_origins);
  const allowHeaders = rules.allowHeaders(config.allowed_headers);
  const allowOrigin = (origin: string): string => (config.allowed_origins.includes('*') ? '*' : origin);
  const credentials = { 'access-control-allow-credentials': ['true'] };
  const age = config.max_age > 0 ? String(config.max_age) : config.max_age < 0 && rules.negativeAgeIsZero ? '0' : undefined;
  return {
    preflight({ headers, method }) {
      const wanted = headers['access-control-request-method']?.[0] ?? '';
      if (method !== 'OPTIONS' || wanted === '') return undefined;
      const vary = { vary: rules.preflightVary };
      const origin = headers['origin']?.[0] ?? '';
      if (origin === '' || !isAllowed(origin) || !methods.includes(rules.method(wanted))) return vary;
      const names = allowHeaders(headers['access-control-request-headers']);
      if (names === 'refused') return vary;
      return {
        ...vary, ...credentials,
        'access-control-allow-origin': [allowOrigin(origin)],
        'access-control-allow-methods': [rules.method(wanted)],
        ...(names.length === 0 ? {} : { 'access-control-allow-headers': names }),
        ...(age === undefined ? {} : { 'access-control-max-age': [age] }),
      };
    },
    actual({ headers, method }) {
      const vary = { vary: ['Origin'] };
      const origin = headers['origin']?.[0] ?? '';
      if (origin === '' || !isAllowed(origin) || !methods.includes(rules.method(method))) return vary;
      const exposed = config.exposed_headers.length === 0 ? {} : { 'access-control-expose-headers': [config.exposed_headers.map(canonicalHeader).join(', ')] };
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

const defaultHeaders = ['accept', 'content-type', 'x-requested-with'];

/** rs/cors v1.11: browsers send the names in lower case, sorted, each once; what looks otherwise is refused. */
function allowSorted(allowed: readonly string[]): (wanted: readonly string[] | undefined) => readonly string[] | 'refused' {
  const names = [...new Set((allowed.length === 0 ? defaultHeaders : allowed).map((name) => name.toLowerCase()))].sort();
  const all = allowed.includes('*');
  return (wanted) => {
    if (wanted === undefined) return [];
    if (!all && !isSortedSubset(wanted.flatMap((value) => value.split(',')), names)) return 'refused';
    return wanted[0] === '' ? [] : wanted;
  };
}

/** At most this many names may be empty, and each may have one blank on either side. */
const maxEmptyNames = 16;

function isSortedSubset(written: readonly string[], names: readonly string[]): boolean {
  if (written.filter((name) => /^[ \t]?$/.test(name)).length > maxEmptyNames) return false;
  let last = -1;
  return written.every((each) => {
    const name = /^[ \t]?([^ \t]*)[ \t]?$/.exec(each)?.[1];
    if (name === '') return true;
    const position = name === undefined ? -1 : names.indexOf(name);
    if (position <= last) return false;
    last = position;
    return true;
  });
}

/** rs/cors v1.9: case and order do not matter, `Origin` is always allowed, and the names are sent back in Go's spelling. */
function allowAnyOrder(allowed: readonly string[]): (wanted: readonly string[] | undefined) => readonly string[] | 'refused' {
  const names = new Set([...(allowed.length === 0 ? defaultHeaders : allowed), 'origin'].map((name) => name.toLowerCase()));
  const all = allowed.includes('*');
  return (wanted = []) => {
    const asked = wanted.join(',').split(/[ ,]/).map((name) => name.replace(/[^\w.-]/g, '')).filter((name) => name !== '');
    if (!all && !asked.every((name) => names.has(name.toLowerCase()))) return 'refused';
    return asked.length === 0 ? [] : [asked.map(canonicalHeader).join(', ')];
  };
}

/** Go's spelling of a header. */
export const canonicalHeader = (name: string): string => name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

/** rs/cors v1.11, of v0.159. */
export const corsRules: CorsRules = {
  preflightVary: ['Origin, Access-Control-Request-Method, Access-Control-Request-Headers'], method: (written) => written, allowHeaders: allowSorted, negativeAgeIsZero: true,
};

/** rs/cors v1.9, of v0.84. */
export const corsRules2023: CorsRules = {
  preflightVary: ['Origin', 'Access-Control-Request-Method', 'Access-Control-Request-Headers'], method: (written) => written.toUpperCase(), allowHeaders: allowAnyOrder, negativeAgeIsZero: false,
};
