import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Era, eras } from '#engine/collector/component/era.ts';
import { GrpcError, type GrpcStatusName } from '#engine/network/network.ts';
import { decodeStatus } from '#engine/pdata/otlp/status.ts';
import { type CollectorBench, collectorBench } from './collectorBench.ts';
import { json, oneSpan, oneSpanBytes, protobuf, type RawAnswer, type RawRequest, send, zipped } from './requests.ts';

/** What the receiver answered to each of these was seen in the answers of the real v0.159 and v0.84. */
type Answer = readonly [status: number, contentType: string, body: string | object];

const jsonType = 'application/json';
const protobufType = 'application/x-protobuf';
const ok: Answer = [200, jsonType, { partialSuccess: {} }];
const okBinary: Answer = [200, protobufType, '\n\0'];
const wrongMethod: Answer = [405, 'text/plain', '405 method not allowed, supported: [POST]'];
const wrongType: Answer = [415, 'text/plain', '415 unsupported media type, supported: [application/json, application/x-protobuf]'];
const notFound: Answer = [404, 'text/plain; charset=utf-8', '404 page not found\n'];
const bad = (message: string): Answer => [400, jsonType, { code: 3, message }];
const badBinary = (message: string): Answer => [400, protobufType, { code: 3, message }];
const unanswerable: Answer = [500, jsonType, { code: 13, message: 'failed to marshal error message' }];

const zip = { ...json, 'content-encoding': 'gzip' };
const encoded = (encoding: string) => ({ ...json, 'content-encoding': encoding });

const cases: readonly (readonly [name: string, request: RawRequest, answer: Answer, of2023?: Answer])[] = [
  ['JSON', { headers: json, body: oneSpan }, ok],
  ['protobuf', { headers: protobuf, body: oneSpanBytes }, okBinary],
  ['a charset', { headers: { 'content-type': 'application/json; charset=utf-8' }, body: oneSpan }, ok],
  ['a type in capitals', { headers: { 'content-type': 'APPLICATION/JSON' }, body: oneSpan }, ok],
  ['a query', { path: '/v1/traces?a=b', headers: json, body: oneSpan }, ok],
  ['an empty object', { headers: json, body: '{}' }, ok],
  ['an empty protobuf message', { headers: protobuf }, okBinary],
  ['GET', { method: 'GET', headers: json }, wrongMethod],
  ['PUT', { method: 'PUT', headers: json, body: oneSpan }, wrongMethod],
  ['OPTIONS that is no preflight', { method: 'OPTIONS' }, wrongMethod],
  ['no content type', { body: oneSpan }, wrongType],
  ['another content type', { headers: { 'content-type': 'text/plain' }, body: oneSpan }, wrongType],
  ['a parameter without a value', { headers: { 'content-type': 'application/json; charset' }, body: oneSpan }, wrongType],
  ['a parameter twice', { headers: { 'content-type': 'application/json; a=1; a=2' }, body: oneSpan }, wrongType],
  ['a signal without a pipeline', { path: '/v1/logs', headers: json, body: '{}' }, notFound],
  ['another path', { path: '/', headers: json, body: '{}' }, notFound],
  ['a slash at the end', { path: '/v1/traces/', headers: json, body: '{}' }, notFound],
  ['protobuf that is none', { headers: protobuf, body: 'garbage' }, badBinary('proto: illegal wireType 7')],
  ['protobuf that ends early', { headers: protobuf, body: Buffer.from('0aff', 'hex') }, badBinary('unexpected EOF')],
  ['protobuf of another shape', { headers: protobuf, body: Buffer.from('0801', 'hex') }, badBinary('proto: wrong wireType = 0 for field ResourceSpans')],
  ['gzip', { headers: zip, body: zipped(oneSpan) }, ok],
  ['deflate', { headers: encoded('deflate'), body: deflateSync(oneSpan) }, ok],
  ['zlib', { headers: encoded('zlib'), body: deflateSync(oneSpan) }, ok],
  ['gzip that is none', { headers: zip, body: 'nope nope nope' }, bad('gzip: invalid header')],
  ['gzip that is none, in protobuf', { headers: { ...zip, ...protobuf }, body: 'nope nope nope' }, badBinary('gzip: invalid header')],
  ['gzip that is none, without a content type', { headers: { 'content-encoding': 'gzip' }, body: 'nope nope nope' }, bad('gzip: invalid header'), unanswerable],
  ['gzip that is none, of another type', { headers: { 'content-encoding': 'gzip', 'content-type': 'text/plain' }, body: 'nope nope nope' }, unanswerable],
  ['gzip that is none, on another path', { path: '/x', headers: zip, body: 'nope nope nope' }, bad('gzip: invalid header')],
  ['gzip of one byte', { headers: zip, body: 'x' }, bad('unexpected EOF')],
  ['gzip of nothing', { headers: zip }, bad('EOF')],
  ['gzip that ends early', { headers: zip, body: zipped(oneSpan).subarray(0, -6) }, bad('unexpected EOF')],
  ['deflate that is none', { headers: encoded('deflate'), body: 'nope' }, bad('zlib: invalid header')],
  ['an unknown encoding', { headers: encoded('br'), body: oneSpan }, bad('unsupported Content-Encoding: br')],
  ['identity', { headers: encoded('identity'), body: oneSpan }, bad('unsupported Content-Encoding: identity')],
  ['an encoding in capitals', { headers: encoded('GZIP'), body: zipped(oneSpan) }, bad('unsupported Content-Encoding: GZIP')],
  ['a body over the limit', { headers: json, body: ' '.repeat(6000) }, bad('http: request body too large')],
  ['a body over the limit, in protobuf', { headers: protobuf, body: ' '.repeat(6000) }, badBinary('http: request body too large')],
  ['a body over the limit by another method', { method: 'GET', headers: json, body: ' '.repeat(6000) }, wrongMethod],
];

/** A failure downstream: the code it has on HTTP, and whether Retry-After says a delay. */
const downstream: readonly (readonly [status: GrpcStatusName, code: number, http: number])[] = [
  ['Canceled', 1, 503], ['Unknown', 2, 500], ['InvalidArgument', 3, 400], ['DeadlineExceeded', 4, 503], ['NotFound', 5, 500], ['AlreadyExists', 6, 500], ['PermissionDenied', 7, 403],
  ['ResourceExhausted', 8, 429], ['FailedPrecondition', 9, 500], ['Aborted', 10, 503], ['OutOfRange', 11, 503], ['Unimplemented', 12, 404], ['Internal', 13, 500], ['Unavailable', 14, 503],
  ['DataLoss', 15, 503], ['Unauthenticated', 16, 401],
];

describe.each(eras.map((era) => ({ era })))('the otlp receiver of $era over HTTP', ({ era }) => {
  let bench: CollectorBench;
  beforeAll(async () => { bench = await collectorBench(era); });
  afterAll(() => bench.close());
  beforeEach(() => { bench.backend.failure = undefined; });

  it.each(cases.map(([name, request, today, of2023 = today]) => ({ name, request, wanted: pick(era, today, of2023) })))('answers $name', async ({ request, wanted }) => {
    const answer = await send(bench.httpUrl, request);

    expect([answer.status, answer.headers['content-type'], bodyOf(answer)]).toEqual(wanted);
    expect(answer.headers['x-own']).toBe('me');
  });

  it.each(downstream)('passes the status %s on', async (status, code, http) => {
    bench.backend.failure = new GrpcError(status, 'why', ['ResourceExhausted', 'Unavailable'].includes(status) ? 2500 : undefined);

    const answer = await send(bench.httpUrl, { headers: json, body: oneSpan });

    expect([answer.status, (bodyOf(answer) as { readonly code: number }).code]).toEqual([pick(era, http, 500), code]);
    expect(answer.headers['retry-after']).toBe(pick(era, ['ResourceExhausted', 'Unavailable'].includes(status) ? '2' : undefined, undefined));
  });

  it('answers cross-origin requests of the origins it knows', async () => {
    const preflight = await send(bench.httpUrl, { method: 'OPTIONS', headers: { origin: 'http://a.example.com', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-foo' } });
    const foreign = await send(bench.httpUrl, { method: 'OPTIONS', headers: { origin: 'http://evil.com', 'access-control-request-method': 'POST' } });
    const actual = await send(bench.httpUrl, { headers: { ...json, origin: 'http://a.example.com' }, body: oneSpan });

    expect([preflight.status, foreign.status, actual.status]).toEqual([204, 204, 200]);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': 'http://a.example.com', 'access-control-allow-methods': 'POST', 'access-control-allow-credentials': 'true', 'access-control-max-age': '60',
      'access-control-allow-headers': expect.stringMatching(/^x-foo$/i) as string, 'x-own': 'me', vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
    });
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
    expect([actual.headers['access-control-allow-origin'], actual.headers['vary']]).toEqual(['http://a.example.com', 'Origin']);
  });
});

const pick = <T>(era: Era, today: T, of2023: T): T => (era === 'current' ? today : of2023);

/** Statuses are compared by what they say: upstream puts blanks into their JSON at random. */
function bodyOf({ body, headers, status }: RawAnswer): unknown {
  if (headers['content-type'] === jsonType) return JSON.parse(body.toString());
  if (headers['content-type'] !== protobufType || status === 200) return body.toString('latin1');
  const { code, message } = decodeStatus('proto', body) ?? {};
  return { code, message };
}
