import { describe, expect, it } from 'vitest';
import type { Headers } from '#engine/network/network.ts';
import { fakeHost, fakeSettings } from '../testing/fakeHost.ts';
import { cors } from './config/httpServer.ts';
import { type HttpServerRules, httpServerRules, httpServerRules2023, serveHttp } from './httpServer.ts';

const text = (body: Uint8Array): string => new TextDecoder().decode(body);

function serve(written: { readonly cors?: object; readonly response_headers?: Record<string, string> } = {}, rules: HttpServerRules = httpServerRules) {
  const config = { cors: cors().parse(written.cors), max_request_body_size: 0, compression_algorithms: [], response_headers: written.response_headers ?? {} };
  const echo = async () => ({ status: 200, headers: {}, body: new TextEncoder().encode('echo') });
  const refuse = (message: string, status: number) => ({ status, headers: {}, body: new TextEncoder().encode(message) });
  const handler = serveHttp({ config, endpoints: new Map([['/v1/traces', echo], ['/below/', echo]]), compressor: fakeHost().compressor, logger: fakeSettings().logger, refuse, rules });
  return (url: string, headers: Headers = {}, method = 'POST') => handler({ method, url, headers, body: new Uint8Array(), remoteAddress: '' });
}

describe('serveHttp', () => {
  it('knows exact paths, and everything below one that ends in a slash', async () => {
    const request = serve();

    expect((await request('/v1/traces?a=b')).status).toBe(200);
    expect((await request('/below/here')).status).toBe(200);
    const missing = await request('/v1/traces/');
    expect([missing.status, missing.headers['content-type'], text(missing.body)]).toEqual([404, ['text/plain; charset=utf-8'], '404 page not found\n']);
  });

  it('refuses an unknown encoding, wherever it is sent', async () => {
    const answer = await serve()('/nowhere', { 'content-encoding': ['br'] });

    expect([answer.status, text(answer.body)]).toEqual([400, 'unsupported Content-Encoding: br']);
  });

  it('adds response_headers to every answer', async () => {
    expect((await serve({ response_headers: { 'X-Lab': 'yes' } })('/nowhere')).headers['x-lab']).toEqual(['yes']);
  });
});

describe('cross-origin rules', () => {
  const request = serve({ cors: { allowed_origins: ['https://*.example.com', 'http://localhost:3000'], allowed_headers: ['Content-Type', 'X-Api'], max_age: 600 } });
  const preflight = (headers: Headers) => request('/v1/traces', { 'access-control-request-method': ['POST'], ...headers }, 'OPTIONS');

  it('answers a preflight of an allowed origin', async () => {
    const { headers, status } = await preflight({ origin: ['https://A.example.com'], 'access-control-request-headers': ['content-type,x-api'] });

    expect(status).toBe(204);
    expect(headers).toEqual({
      'vary': ['Origin, Access-Control-Request-Method, Access-Control-Request-Headers'],
      'access-control-allow-origin': ['https://A.example.com'],
      'access-control-allow-methods': ['POST'],
      'access-control-allow-headers': ['content-type,x-api'],
      'access-control-allow-credentials': ['true'],
      'access-control-max-age': ['600'],
    });
  });

  it.each([
    ['a foreign origin', { origin: ['https://example.org'] }],
    ['a header that is not allowed', { 'origin': ['http://localhost:3000'], 'access-control-request-headers': ['x-other'] }],
  ])('says nothing to %s', async (_what, headers) => {
    const answer = await preflight(headers);

    expect([answer.status, Object.keys(answer.headers)]).toEqual([204, ['vary']]);
  });

  it('marks the answer to the request itself', async () => {
    expect((await request('/v1/traces', { origin: ['http://localhost:3000'] })).headers).toMatchObject({ 'vary': ['Origin'], 'access-control-allow-origin': ['http://localhost:3000'] });
    expect((await request('/v1/traces', { origin: ['http://evil'] })).headers).toEqual({ vary: ['Origin'] });
  });
});

type Names = string | undefined;
/** What rs/cors 1.11 (v0.159) and 1.9 (v0.84) answer to Access-Control-Request-Headers where X-Api and Content-Type are allowed. */
const asked: readonly (readonly [string, Names, Names])[] = [
  ['x-api', 'x-api', 'X-Api'], ['X-Api', undefined, 'X-Api'], ['content-type, x-api', 'content-type, x-api', 'Content-Type, X-Api'], ['x-api,content-type', undefined, 'X-Api, Content-Type'],
  ['content-type,  x-api', undefined, 'Content-Type, X-Api'], ['x-api,x-api', undefined, 'X-Api, X-Api'], ['accept', undefined, undefined], ['origin', undefined, 'Origin'], [',x-api', ',x-api', 'X-Api'],
  [`${','.repeat(17)}x-api`, undefined, 'X-Api'],
];

describe.each([['v0.159', httpServerRules, 0], ['v0.84', httpServerRules2023, 1]] as const)('cross-origin rules of %s', (_name, rules, column) => {
  const origin = ['http://a'];
  const preflight = (request: ReturnType<typeof serve>, headers: Headers) => request('/v1/traces', { origin, 'access-control-request-method': ['POST'], ...headers }, 'OPTIONS');

  it.each(asked.map(([wanted, ...answers]) => [wanted, answers[column]] as const))('answer to headers "%s" with %j', async (wanted, answer) => {
    const request = serve({ cors: { allowed_origins: ['http://a'], allowed_headers: ['X-Api', 'Content-Type'] } }, rules);

    expect((await preflight(request, { 'access-control-request-headers': [wanted] })).headers['access-control-allow-headers']).toEqual(answer === undefined ? undefined : [answer]);
  });

  it('know methods and ages in their own way', async () => {
    const request = serve({ cors: { allowed_origins: ['*'], max_age: -1 }, response_headers: { Vary: 'Accept' } }, rules);

    const { headers } = await preflight(request, { 'access-control-request-method': ['post'] });
    const maxAge = (await preflight(request, {})).headers['access-control-max-age'];

    expect([headers['access-control-allow-methods'], headers['access-control-allow-origin'], maxAge]).toEqual(column === 0 ? [undefined, undefined, ['0']] : [['POST'], ['*'], undefined]);
    expect(headers['vary']?.join(', ')).toBe('Accept, Origin, Access-Control-Request-Method, Access-Control-Request-Headers');
  });
});
