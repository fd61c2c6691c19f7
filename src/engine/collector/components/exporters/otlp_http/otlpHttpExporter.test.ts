import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import type { HttpResponse, IncomingHttpRequest } from '#engine/network/network.ts';
import { decodeJson } from '#engine/pdata/otlp/json.ts';
import { encodeExportResponse } from '#engine/pdata/otlp/response.ts';
import { encodeStatus } from '#engine/pdata/otlp/status.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import type { Compressor } from '../../../component/host.ts';
import type { ClientAuthenticator } from '../../../component/offers.ts';
import { background } from '../../../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { OtlpHttpExporterConfig, validateOtlpHttp } from './config.ts';
import { otlpHttpExporter, otlpHttpExporter2023 } from './factory.ts';
import { signalUrl } from './signalUrl.ts';

const direct = { sending_queue: { enabled: false }, retry_on_failure: { enabled: false } };
const signer: ClientAuthenticator = { requiresTransportSecurity: true, decorate: async ({ 'x-key': key, ...headers }) => ({ ...headers, authorization: [`signed ${key?.[0] ?? ''}`] }) };
const answer = (status: number, body: Uint8Array = new Uint8Array(), headers: HttpResponse['headers'] = {}): HttpResponse => ({ status, headers, body });

async function setUp(written: object = {}, reply: HttpResponse = answer(200), factory = otlpHttpExporter, more: { readonly compressor?: Compressor } = {}) {
  const host = fakeHost({ ...more, extension: (id) => (id === 'signer' ? { clientAuthenticator: signer } : undefined) });
  const set = fakeSettings('otlp_http');
  const requests: IncomingHttpRequest[] = [];
  await host.network.listenHttp({ address: 'backend:4318', maxBodyBytes: 1e6 }, async (request) => {
    requests.push(request);
    return reply;
  });
  const exporter = factory.create.traces!(set, factory.config.parse({ endpoint: 'http://backend:4318', ...direct, ...written }));
  await exporter.start(host);
  return { exporter, host, requests, send: () => exporter.consume(traces(span('a')), background), set };
}

describe('the otlp_http exporter', () => {
  it('posts compressed protobuf', async () => {
    const { requests, send } = await setUp({ headers: { 'X-Key': 'k', 'User-Agent': 'mine' } });

    await send();

    expect(requests[0]).toMatchObject({ method: 'POST', url: '/v1/traces', headers: { 'content-type': ['application/x-protobuf'], 'content-encoding': ['gzip'], 'x-key': ['k'], 'user-agent': ['mine'] } });
  });

  it('compresses as told, at the level told', async () => {
    const levels: unknown[] = [];
    const compressor: Compressor = { compress: async (...[algorithm, data, level]) => { levels.push([algorithm, level]); return data; }, decompress: async (_algorithm, data) => data };
    const { requests, send } = await setUp({ compression: 'zstd', compression_params: { level: 3 } }, answer(200), otlpHttpExporter, { compressor });

    await send();

    expect(levels.at(-1)).toEqual(['zstd', 3]);
    expect(requests[0]?.headers['content-encoding']).toEqual(['zstd']);
  });

  it('does not start with a codec that the host lacks', async () => {
    const compressor: Compressor = { compress: () => Promise.reject(new Error('no')), decompress: () => Promise.reject(new Error('no')) };

    await expect(setUp({ compression: 'lz4' }, answer(200), otlpHttpExporter, { compressor })).rejects.toThrow('"compression: lz4" is not available yet in Traceground: use gzip or none');
  });

  it('posts JSON as it is when told to', async () => {
    const { requests, send } = await setUp({ encoding: 'json', compression: 'none' });

    await send();

    expect(requests[0]?.headers).toEqual({ 'user-agent': ['test/0.159.0 (linux/amd64)'], 'content-type': ['application/json'] });
    expect(decodeJson('traces', new TextDecoder().decode(requests[0]?.body as Uint8Array)).resourceSpans[0]?.scopeSpans[0]?.spans[0]?.name).toBe('a');
  });

  it.each([
    [answer(503, encodeStatus('proto', { code: 14, message: 'busy' })), true, undefined,
      'rpc error: code = Unavailable desc = error exporting items, request to http://backend:4318/v1/traces responded with HTTP Status Code 503, Message=busy, Details=[]'],
    [answer(429, undefined, { 'retry-after': ['7'] }), true, 7000,
      'Throttle (7s), error: rpc error: code = ResourceExhausted desc = error exporting items, request to http://backend:4318/v1/traces responded with HTTP Status Code 429, Message=, Details=[]'],
    [answer(404, new TextEncoder().encode('<html>')), false, undefined,
      'Permanent error: rpc error: code = Unimplemented desc = error exporting items, request to http://backend:4318/v1/traces responded with HTTP Status Code 404'],
  ])('reads a failure (%#)', async (reply, retryable, retryAfter, message) => {
    const { send } = await setUp({}, reply);

    await expect(send()).rejects.toMatchObject({ retryable, retryAfter, message });
  });

  it('names an unreachable server in Go\'s words, and tries again', async () => {
    const { send } = await setUp({ endpoint: 'http://nobody:1' });

    await expect(send()).rejects.toMatchObject({ retryable: true, message: 'failed to make an HTTP request: Post "http://nobody:1/v1/traces": dial tcp nobody:1: connect: connection refused' });
  });

  it('warns of partial success', async () => {
    const body = encodeExportResponse('traces', 'proto', { rejected: 3n, errorMessage: 'too old' });
    const { send, set } = await setUp({}, answer(200, body, { 'content-type': ['application/x-protobuf'] }));

    await send();

    expect(set.entries.at(-1)).toMatchObject({ level: 'warn', message: 'Partial success response', fields: { message: 'too old', dropped_spans: 3 } });
  });

  it('queues and retries by default', async () => {
    const { exporter, host, requests, send } = await setUp({ sending_queue: null, retry_on_failure: null }, answer(502));

    await send();
    await host.clock.advance(millis(5000));
    await exporter.shutdown();

    expect(requests).toHaveLength(2);
  });

  it('refuses what it cannot do instead of ignoring it', async () => {
    await expect(setUp({ proxy_url: 'http://proxy' })).rejects.toThrow('"proxy_url" is not available yet in Traceground');
    await expect(setUp({ cookies: {} })).rejects.toThrow('"cookies" is not available yet in Traceground');
    await expect(setUp({ tls: { ca_file: '/ca.pem' } })).rejects.toThrow('failed to load TLS config: failed to load CA CertPool File: failed to load cert /ca.pem: open /ca.pem: no such file or directory');
  });
});

describe('signalUrl', () => {
  it.each([
    [{ endpoint: 'http://a:1' }, 'http://a:1/v1/traces'],
    [{ endpoint: 'http://a:1/' }, 'http://a:1/v1/traces'],
    [{ endpoint: 'http://a:1', traces_endpoint: 'http://b/x' }, 'http://b/x'],
  ])('%j gives %s', (written, url) => {
    expect(signalUrl(OtlpHttpExporterConfig.parse(written), 'traces')).toBe(url);
  });

  it.each([
    [{ metrics_endpoint: 'http://a' }, 'either endpoint or traces_endpoint must be specified'],
    [{ endpoint: '127.0.0.1:4318' }, 'endpoint must be a valid URL'],
    [{ traces_endpoint: 'http://a:port' }, 'traces_endpoint must be a valid URL'],
  ])('%j fails: %s', (written, message) => {
    expect(() => signalUrl(OtlpHttpExporterConfig.parse(written), 'traces')).toThrow(new Error(message));
  });
});

it('names a problem by the part of the config it is in', () => {
  expect(validateOtlpHttp(OtlpHttpExporterConfig.parse({ endpoint: 'http://a', compression_params: { level: 99 } }))).toMatchObject([
    { path: ['clientconfig'], message: 'unsupported parameters {Level:99} for compression type "gzip"' },
  ]);
});

describe('the otlp_http exporter with an authenticator', () => {
  it('lets it change everything that is sent', async () => {
    const { requests, send } = await setUp({ auth: { authenticator: 'signer' }, headers: { 'X-Key': 'k' } });

    await send();

    expect(requests[0]?.headers).toMatchObject({ authorization: ['signed k'], 'content-encoding': ['gzip'] });
    expect(requests[0]?.headers).not.toHaveProperty('x-key');
  });

  it('does not start without it', async () => {
    await expect(setUp({ auth: { authenticator: 'other' } })).rejects.toThrow('failed to resolve authenticator "other": authenticator not found');
  });
});

describe('the otlphttp exporter of 2023', () => {
  const url = 'http://backend:4318/v1/traces';

  it.each([
    [answer(503, encodeStatus('proto', { code: 14, message: 'busy' }), { 'retry-after': ['5'] }), true, 5000, `Throttle (5s), error: error exporting items, request to ${url} responded with HTTP Status Code 503, Message=busy, Details=[]`],
    [answer(502), true, 0, `Throttle (0s), error: error exporting items, request to ${url} responded with HTTP Status Code 502, Message=, Details=[]`],
    [answer(400), false, undefined, `Permanent error: error exporting items, request to ${url} responded with HTTP Status Code 400, Message=, Details=[]`],
  ])('reads a failure (%#)', async (reply, retryable, retryAfter, message) => {
    const { send } = await setUp({}, reply, otlpHttpExporter2023);

    await expect(send()).rejects.toMatchObject({ retryable, retryAfter, message, status: undefined });
  });

  it('fails when the server took only part, if it says so in protobuf', async () => {
    const partial = { rejected: 1n, errorMessage: 'old' };
    const binary = await setUp({}, answer(200, encodeExportResponse('traces', 'proto', partial), { 'content-type': ['application/x-protobuf'] }), otlpHttpExporter2023);
    const textual = await setUp({}, answer(200, encodeExportResponse('traces', 'json', partial), { 'content-type': ['application/json'] }), otlpHttpExporter2023);

    await expect(binary.send()).rejects.toThrow('Permanent error: OTLP partial success: old (1 rejected)');
    await textual.send();
  });

  it('says everything that is wrong in one line, and knows no encoding', () => {
    const { config, validate } = otlpHttpExporter2023;

    expect(validate?.(config.parse({ sending_queue: { queue_size: -1 } }))).toMatchObject([{ message: 'at least one endpoint must be specified; queue size must be positive' }]);
    expect(config.safeParse({ encoding: 'json' }).success).toBe(false);
  });
});
