import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { GrpcError, type Headers } from '#engine/network/network.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import { encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { decodeStatus } from '#engine/pdata/otlp/status.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import type { ExtensionOffers } from '../../../component/offers.ts';
import { ConsumeError } from '../../../consumer/consumeError.ts';
import { otlpMethods } from '../../../helpers/otlpPaths.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { TracesSink } from '../../../testing/sink.ts';
import { OtlpReceiverConfig, validateOtlp } from './config.ts';
import { otlpReceiver, otlpReceiver2023 } from './factory.ts';

const oneSpan = encodeProtobuf('traces', traces(span('a')));
const json = { 'content-type': ['application/json; charset=utf-8'] };
const protobuf = { 'content-type': ['application/x-protobuf'] };
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (written: string): Uint8Array => new TextEncoder().encode(written);

interface Setting {
  readonly factory?: typeof otlpReceiver;
  readonly extensions?: Readonly<Record<string, ExtensionOffers>>;
}

async function setUp(protocols: object = { grpc: null, http: null }, { factory = otlpReceiver, extensions = {} }: Setting = {}) {
  const host = fakeHost({ extension: (id) => extensions[id] });
  const set = fakeSettings('otlp');
  const next = new TracesSink();
  const receiver = factory.create(set, factory.config.parse({ protocols }), { traces: next });
  await receiver.start(host);
  const address = factory === otlpReceiver2023 ? '0.0.0.0' : 'localhost';
  const post = (headers: Headers, body: Uint8Array, { method = 'POST', path = '/v1/traces' } = {}) =>
    host.network.fetch({ method, url: `http://${address}:4318${path}`, headers, body });
  const call = (message: Uint8Array, metadata: Headers = {}, path: string = otlpMethods.traces) =>
    host.network.connectGrpc({ address: `${address}:4317`, tls: false, compression: 'none' }).unary(path, message, { metadata, timeoutMillis: 0 });
  return { call, host, next, post, receiver, set };
}

describe('the otlp receiver over HTTP', () => {
  it('passes requests on, answers in their encoding, and counts them', async () => {
    const { next, post, set } = await setUp();

    const binary = await post(protobuf, oneSpan);
    const textual = await post(json, bytes('{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"b"}]}]}]}'));

    expect([binary.status, binary.headers['content-type'], [...binary.body]]).toEqual([200, ['application/x-protobuf'], [0x0a, 0]]);
    expect([textual.status, textual.headers['content-type'], text(textual.body)]).toEqual([200, ['application/json'], '{"partialSuccess":{}}']);
    expect(next.received.map((data) => itemCount('traces', data))).toEqual([1, 1]);
    expect(Object.fromEntries(set.metricValues())).toEqual({
      'otelcol_receiver_accepted_spans{transport="http"}': 2, 'otelcol_receiver_refused_spans{transport="http"}': 0, 'otelcol_receiver_failed_spans{transport="http"}': 0,
    });
  });

  it('answers an empty request without troubling the pipeline', async () => {
    const { next, post } = await setUp();

    expect((await post(json, bytes('{}'))).status).toBe(200);
    expect(next.received).toEqual([]);
  });

  it.each([
    ['another method', json, '{}', { method: 'GET' }, 405, '405 method not allowed, supported: [POST]'],
    ['another media type', { 'content-type': ['text/plain'] }, '', {}, 415, '415 unsupported media type, supported: [application/json, application/x-protobuf]'],
    ['no media type', {}, '', {}, 415, '415 unsupported media type, supported: [application/json, application/x-protobuf]'],
    ['a signal without a pipeline', json, '{}', { path: '/v1/logs' }, 404, '404 page not found\n'],
    ['an unknown encoding', { ...json, 'content-encoding': ['br'] }, '{}', {}, 400, '{"code":3,"message":"unsupported Content-Encoding: br"}'],
    ['a wrong id', json, '{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"zz"}]}]}]}', {}, 400,
      '{"code":3,"message":"ID.UnmarshalJSONIter: length mismatch, error found in #10 byte of ...|ceId\\":\\"zz\\"}]}]}]}|..., bigger context ...|ceSpans\\":[{\\"scopeSpans\\":[{\\"spans\\":[{\\"traceId\\":\\"zz\\"}]}]}]}|..."}'],
    ['a bad encoding of an unknown media type', { 'content-type': ['text/plain'], 'content-encoding': ['br'] }, '', {}, 500, '{"code": 13, "message": "failed to marshal error message"}'],
  ])('refuses %s', async (...[, headers, body, where, status, answer]) => {
    const response = await (await setUp()).post(headers, bytes(body), where);

    expect([response.status, text(response.body)]).toEqual([status, answer]);
  });

  it('refuses a body that is too large, in its own encoding', async () => {
    const { post } = await setUp({ http: { max_request_body_size: 4 } });

    const response = await post(protobuf, oneSpan);

    expect(response.status).toBe(400);
    expect(decodeStatus('proto', response.body)).toMatchObject({ code: 3, message: 'http: request body too large' });
  });

  it.each([
    ['a plain failure', new Error('no luck'), 503, { code: 14, message: 'no luck' }, undefined],
    ['a permanent failure', new ConsumeError('bad', { retryable: false }), 500, { code: 13, message: 'Permanent error: bad' }, undefined],
    ['the status of a peer', ConsumeError.from(new GrpcError('ResourceExhausted', 'slow down', 5000)), 429, { code: 8, message: 'slow down' }, ['5']],
    ['a wrapped status', ConsumeError.from(new GrpcError('PermissionDenied', 'no')).wrap('not retryable error'), 403, { code: 7, message: 'not retryable error: rpc error: code = PermissionDenied desc = no' }, undefined],
  ])('tells the sender of %s', async (...[, failure, status, body, retryAfter]) => {
    const { next, post, set } = await setUp();
    next.failure = failure;

    const response = await post(protobuf, oneSpan);

    expect([response.status, response.headers['retry-after']]).toEqual([status, retryAfter]);
    expect(decodeStatus('proto', response.body)).toMatchObject(body);
    expect(set.metricValues().get('otelcol_receiver_refused_spans{transport="http"}')).toBe(1);
  });

  it('carries metadata only when asked to', async () => {
    const plain = await setUp();
    const included = await setUp({ http: { include_metadata: true, traces_url_path: 'here' } });

    await plain.post({ ...protobuf, tenant: ['a'] }, oneSpan);
    await included.post({ ...protobuf, tenant: ['a'] }, oneSpan, { path: '/here' });

    expect(plain.next.contexts[0]).toEqual({ metadata: new Map(), clientAddress: '127.0.0.1:1' });
    expect(included.next.contexts[0]?.metadata.get('tenant')).toEqual(['a']);
  });
});

describe('the otlp receiver over gRPC', () => {
  it('passes requests on', async () => {
    const { call, next, set } = await setUp();

    expect([...await call(oneSpan)]).toEqual([0x0a, 0]);
    expect(next.received).toHaveLength(1);
    expect(set.metricValues().get('otelcol_receiver_accepted_spans{transport="grpc"}')).toBe(1);
  });

  it.each([
    [new Error('no luck'), 'rpc error: code = Unavailable desc = no luck'],
    [new ConsumeError('bad', { retryable: false }), 'rpc error: code = Internal desc = Permanent error: bad'],
  ])('answers %s', async (failure, message) => {
    const { call, next } = await setUp();
    next.failure = failure;

    await expect(call(oneSpan)).rejects.toThrow(message);
  });

  it('refuses what is not OTLP, and signals without a pipeline', async () => {
    const { call } = await setUp();

    await expect(call(bytes('garbage'))).rejects.toThrow('rpc error: code = Internal desc = grpc: error unmarshalling request: ');
    await expect(call(oneSpan, {}, otlpMethods.logs)).rejects.toMatchObject({ status: 'Unimplemented' });
  });
});

describe('the otlp receiver', () => {
  it('says where it listens, and listens no more when stopped', async () => {
    const { host, receiver, set } = await setUp();
    expect(set.entries.map(({ fields, message }) => [message, fields])).toEqual([['Starting GRPC server', { endpoint: 'localhost:4317' }], ['Starting HTTP server', { endpoint: 'localhost:4318' }]]);

    await receiver.shutdown();

    expect(host.network.addresses).toEqual([]);
  });

  it('closes what it opened when the rest cannot start', async () => {
    const host = fakeHost();
    await host.network.listenHttp({ address: 'localhost:4318', maxBodyBytes: 1 }, () => Promise.reject(new Error('unused')));
    const receiver = otlpReceiver.create(fakeSettings(), otlpReceiver.config.parse({ protocols: { grpc: null, http: null } }), {});

    await expect(receiver.start(host)).rejects.toThrow('listen tcp localhost:4318: bind: address already in use');

    expect(host.network.addresses).toEqual(['localhost:4318']);
    await host.clock.advance(millis(0));
  });

  it('refuses what it cannot do instead of ignoring it', async () => {
    await expect(setUp({ grpc: { middlewares: [{ id: 'a' }] } })).rejects.toThrow('"protocols.grpc.middlewares" is not available yet in Traceground');
    await expect(setUp({ http: { tls: { cert_file: 'a', key_file: 'b' } } })).rejects.toThrow('failed to load TLS config: failed to load TLS cert and key: open a: no such file or directory');
  });

  it.each([
    [{}, [], 'must specify at least one protocol when using the OTLP receiver'],
    [{ grpc: { max_recv_msg_size_mib: -1 } }, ['protocols', 'grpc'], 'invalid max_recv_msg_size_mib value, must be between 1 and 8796093022207: -1'],
    [{ grpc: { max_recv_msg_size_mib: 99_999_999_999_999 } }, ['protocols', 'grpc'], 'invalid max_recv_msg_size_mib value, must be between 1 and 8796093022207: 99999999999999'],
    [{ http: { transport: '' } }, ['protocols', 'http'], 'serverconfig::netaddr: invalid transport type ""'],
    [{ http: { tls: {} } }, ['protocols', 'http'], 'serverconfig::tls: TLS configuration must include both certificate and key for server connections'],
  ])('refuses %j', (protocols, path, message) => {
    expect(validateOtlp(OtlpReceiverConfig.parse({ protocols }))).toMatchObject([{ path, message }]);
  });
});

describe('the otlp receiver with an authenticator', () => {
  const extensions: Readonly<Record<string, ExtensionOffers>> = {
    basic: {
      serverAuthenticator: {
        async authenticate({ authorization }) {
          if (authorization?.[0] !== 'yes') throw new Error('invalid credentials');
          return new Map([['username', 'alice']]);
        },
      },
    },
    storage: {},
  };
  const auth = { authenticator: 'basic' };

  it('tells the pipeline who called', async () => {
    const { call, next, post } = await setUp({ grpc: { auth }, http: { auth: { ...auth, request_params: ['authorization'] } } }, { extensions });

    await post({ ...protobuf, authorization: ['yes'] }, oneSpan);
    await post(protobuf, oneSpan, { path: '/v1/traces?authorization=yes' });
    await call(oneSpan, { authorization: ['yes'] });

    expect(next.contexts.map((context) => context.auth?.get('username'))).toEqual(['alice', 'alice', 'alice']);
  });

  it('refuses others before it looks at anything else', async () => {
    const { call, next, post, set } = await setUp({ grpc: { auth }, http: { auth } }, { extensions });

    const refused = await post(json, bytes('garbage'), { path: '/nowhere' });

    expect([refused.status, text(refused.body)]).toEqual([401, '{"code":16,"message":"invalid credentials"}']);
    await expect(call(oneSpan)).rejects.toThrow('rpc error: code = Unauthenticated desc = invalid credentials');
    expect([next.received, [...set.metricValues().keys()]]).toEqual([[], []]);
  });

  it('of 2023 says less', async () => {
    const { call, post } = await setUp({ grpc: { auth }, http: { auth } }, { extensions, factory: otlpReceiver2023 });

    const refused = await post(json, bytes('{}'));

    expect([refused.status, text(refused.body)]).toEqual([401, 'Unauthorized\n']);
    await expect(call(oneSpan)).rejects.toThrow('rpc error: code = Unknown desc = invalid credentials');
  });

  it.each([
    ['none', 'failed to resolve authenticator "none": authenticator not found'], ['storage', 'requested authenticator is not a server authenticator'],
  ])('does not start when %s cannot prove anybody', async (authenticator, message) => {
    await expect(setUp({ http: { auth: { authenticator } } }, { extensions })).rejects.toThrow(message);
    await expect(setUp({ grpc: { auth: { authenticator } } }, { extensions })).rejects.toThrow(message);
  });
});

describe('the otlp receiver of 2023', () => {
  it('listens everywhere, says so, and warns', async () => {
    const { set } = await setUp(undefined, { factory: otlpReceiver2023 });

    expect(set.entries.map(({ fields, message }) => [message.slice(0, 25), fields['endpoint']])).toEqual([
      ['Using the 0.0.0.0 address', undefined], ['Starting GRPC server', '0.0.0.0:4317'], ['Using the 0.0.0.0 address', undefined], ['Starting HTTP server', '0.0.0.0:4318'],
    ]);
  });

  it.each([
    ['a plain failure', new Error('no luck'), { code: 2, message: 'no luck' }, 'Unknown'],
    ['a permanent failure', new ConsumeError('bad', { retryable: false }), { code: 2, message: 'Permanent error: bad' }, 'Unknown'],
    ['the status of a peer', ConsumeError.from(new GrpcError('ResourceExhausted', 'slow down', 5000)), { code: 8, message: 'slow down' }, 'ResourceExhausted'],
  ])('tells the sender of %s with 500 and no Retry-After', async (...[, failure, body, status]) => {
    const { call, next, post } = await setUp(undefined, { factory: otlpReceiver2023 });
    next.failure = failure;

    const response = await post(protobuf, oneSpan);

    expect([response.status, response.headers['retry-after']]).toEqual([500, undefined]);
    expect(decodeStatus('proto', response.body)).toMatchObject(body);
    await expect(call(oneSpan)).rejects.toMatchObject({ status });
  });

  it('has TLS of its time', () => {
    const parse = (tls: object | null) => otlpReceiver2023.config.safeParse({ protocols: { grpc: { tls }, http: { tls } } }).success;

    expect([parse(null), parse({ cert_file: 'a', client_ca_file: 'b' })]).toEqual([true, true]);
    expect([parse({ cipher_suites: ['X'] }), parse({ curve_preferences: [] }), parse({ include_system_ca_certs_pool: true }), parse({ tpm: {} }), parse({ enabled: false })]).toEqual([false, false, false, false, false]);
  });

  it('has the fields of its time', () => {
    const parse = (protocols: object) => otlpReceiver2023.config.safeParse({ protocols }).success;

    expect([parse({ grpc: null }), parse({ http: { cors: { allowed_origins: ['*'] } } })]).toEqual([true, true]);
    expect([parse({ http: { idle_timeout: '1s' } }), parse({ grpc: { enabled: false } })]).toEqual([false, false]);
  });
});

describe('reasons of the otlp receiver', () => {
  it('say why a request was refused', async () => {
    const { next, post, set } = await setUp();
    next.failure = new Error('no luck');

    await post(protobuf, oneSpan);

    expect(set.given).toMatchObject([{ signal: 'traces', verdict: 'refused', because: 'no luck', rule: ['protocols', 'http'] }]);
  });
});
