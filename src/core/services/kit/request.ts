import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { context, createContextKey } from '@opentelemetry/api';

/** The number of the visitor's request that a piece of work is a part of, as the lab gave it out. It travels beside the trace context and knows nothing of it. */
export const requestHeader = 'x-clinic-request';

interface RequestScope {
  readonly number: number;
  /** How often each kind of drawing was asked for it in this program. */
  readonly drawn: Map<string, number>;
}

const current = new AsyncLocalStorage<RequestScope | undefined>();
/** One program may serve several parts of one request: they share a scope. */
const scopes = new Map<number, RequestScope>();
const maxScopes = 2_000;

/** Null outside a request. */
export const requestNumber = (): number | null => current.getStore()?.number ?? null;

/** Which drawing of this kind it is for the request, from 1; null outside a request. */
export function nextOfRequest(kind: string): { readonly request: number; readonly count: number } | null {
  const scope = current.getStore();
  if (scope === undefined) return null;
  const count = (scope.drawn.get(kind) ?? 0) + 1;
  scope.drawn.set(kind, count);
  return { request: scope.number, count };
}

/** Runs `work` as a part of the request that a header names; as a part of none when it names none. */
export function withinRequest<T>(header: unknown, work: () => T): T {
  return current.run(scopeOf(header), work);
}

/** Null when the header is no request number. */
export function numberOf(header: unknown): number | null {
  const number = typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : header;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null;
}

function scopeOf(header: unknown): RequestScope | undefined {
  const number = numberOf(header);
  if (number === null) return undefined;
  const scope = scopes.get(number) ?? { number, drawn: new Map<string, number>() };
  scopes.set(number, scope);
  for (const oldest of scopes.keys()) {
    if (scopes.size <= maxScopes) break;
    scopes.delete(oldest);
  }
  return scope;
}

let isCarried = false;

/**
 * From now on every HTTP request that arrives at this program enters its scope, and every one that leaves, by fetch or node:http, carries the
 * number on. Call it before the SDK starts: the number is then known when the server's span begins.
 */
export function carryRequests(): void {
  if (isCarried) return;
  isCarried = true;
  // Node says this right before it emits 'request', in the same asynchronous context; each request of a kept-alive connection replaces the one before.
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { readonly request: IncomingMessage };
    current.enterWith(scopeOf(request.headers[requestHeader]));
  });
  subscribe('undici:request:create', (message) => {
    const { request } = message as { readonly request: { addHeader(name: string, value: string): unknown } };
    const number = outgoing();
    if (number !== null) request.addHeader(requestHeader, String(number));
  });
  // Node 20 tells of node:http's requests only when their headers are out already, so their two makers are wrapped.
  http.request = carrying(http.request);
  http.get = carrying(http.get);
  syncBuiltinESMExports();
}

function carrying<T extends typeof http.request>(make: T): T {
  return new Proxy(make, {
    apply(target, self: unknown, values: Parameters<T>): ClientRequest {
      const request: ClientRequest = Reflect.apply<unknown, Parameters<T>, ClientRequest>(target, self, values);
      const number = outgoing();
      if (number !== null && !request.headersSent) request.setHeader(requestHeader, String(number));
      return request;
    },
  });
}

/** The SDK marks its own doing so; an export that a request happened to set off is no part of it. */
const suppressed = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

function outgoing(): number | null {
  return context.active().getValue(suppressed) === true ? null : requestNumber();
}
