import type { Headers, HttpResponse } from '#engine/network/network.ts';

/** How the releases' Go finds what serves a path (net/http's ServeMux), as data. */
export interface PathRules {
  /** True: an escaped slash is part of a name, not between names. */
  readonly keepsEscapedSlashes: boolean;
  /** Sends a client from `//a/../b` to `/b`, and from `/a` to `/a/` where only that is served. */
  readonly redirect: { readonly status: number; readonly text: string };
}
/** Go 1.26, of v0.159. */
export const pathRules: PathRules = { keepsEscapedSlashes: true, redirect: { status: 307, text: 'Temporary Redirect' } };
/** Go 1.20, of v0.84. */
export const pathRules2023: PathRules = { keepsEscapedSlashes: false, redirect: { status: 301, text: 'Moved Permanently' } };

interface Asked {
  readonly method: string;
  /** A path with its query. */
  readonly url: string;
}

/** Endpoints by path; one that ends in "/" also takes the paths below it. */
export class Paths<E> {
  readonly #endpoints: ReadonlyMap<string, E>;
  readonly #rules: PathRules;
  readonly #open: readonly (readonly [string, E])[];

  constructor(endpoints: ReadonlyMap<string, E>, rules: PathRules) {
    this.#endpoints = endpoints;
    this.#rules = rules;
    this.#open = [...endpoints].filter(([pattern]) => pattern.endsWith('/')).sort(([a], [b]) => b.length - a.length);
  }

  /** The endpoint, or the answer where there is none. */
  find({ method, url }: Asked): E | HttpResponse {
    const [escaped = '', ...query] = url.split('?');
    if (escaped === '*') return method === 'OPTIONS' ? nothing : badRequest;
    const path = this.#decode(escaped);
    const clean = cleanPath(path);
    if (clean !== path) return this.#redirect(method, clean, query);
    const exact = this.#endpoints.get(path);
    if (exact !== undefined) return exact;
    if (this.#endpoints.has(`${path}/`)) return this.#redirect(method, `${path}/`, query);
    return this.#open.find(([pattern]) => path.startsWith(pattern))?.[1] ?? notFound;
  }

  /** The network refused what cannot be decoded, but for bytes that are no UTF-8: such a path names nothing here. */
  #decode(escaped: string): string {
    const kept = this.#rules.keepsEscapedSlashes ? escaped.replace(/%2f/gi, '%252F') : escaped;
    try {
      return decodeURIComponent(kept);
    } catch {
      return escaped;
    }
  }

  #redirect(method: string, path: string, query: readonly string[]): HttpResponse {
    const location = [encodeURI(path), ...query].join('?');
    const { status, text } = this.#rules.redirect;
    const page = method === 'GET' || method === 'HEAD';
    return answer(status, { location: [location], ...(page ? { 'content-type': ['text/html; charset=utf-8'] } : {}) }, page ? `<a href="${location.replace(/&/g, '&amp;')}">${text}</a>.\n\n` : '');
  }
}

/** Go's path.Clean for a rooted path that may end in "/". */
function cleanPath(path: string): string {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}${names.length > 0 && path.endsWith('/') ? '/' : ''}`;
}

const answer = (status: number, headers: Headers, text: string): HttpResponse => ({ status, headers, body: new TextEncoder().encode(text) });

/** Go's answer to `OPTIONS *`. */
const nothing = answer(200, {}, '');
const badRequest = answer(400, { connection: ['close'] }, '');
/** Go's http.NotFound. */
const notFound = answer(404, { 'content-type': ['text/plain; charset=utf-8'], 'x-content-type-options': ['nosniff'] }, '404 page not found\n');
