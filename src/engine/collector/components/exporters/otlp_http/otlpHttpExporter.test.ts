import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import type { HttpResponse, IncomingHttpRequest } from '#engine/network/network.ts';
import { decodeJson } from '#engine/pdata/otlp/json.ts';
import { encodeExportResponse } from '#engine/pdata/otlp/response.ts';
import { encodeStatus } from '#engine/pdata/otlp/status.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import { background } from '../../../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { OtlpHttpExporterConfig, validateOtlpHttp } from './config.ts';
import { createOtlpHttpExporter } from './otlpHttpExporter.ts';
import { signalUrl } from './signalUrl.ts';

const direct = { sending_queue: { enabled: false }, retry_on_failure: { enabled: false } };
const answer = (status: number, body: Uint8Array = new Uint8Array(), headers: HttpResponse['headers'] = {}): HttpResponse => ({ status, headers, body });

async function setUp(written: object = {}, reply: HttpResponse = answer(200)) {
  const host = fakeHost();
  const set = fakeSettings('otlp_http');
  const requests: IncomingHttpRequest[] = [];
  await host.network.listenHttp({ address: 'backend:4318', maxBodyBytes: 1e6 }, async (request) => {
    requests.push(request);
    return reply;
  });
  const exporter = createOtlpHttpExporter('traces', set, OtlpHttpExporterConfig.parse({ endpoint: 'http://backend:4318', ...direct, ...written }));
  await exporter.start(host);
  return { exporter, host, requests, send: () => exporter.consume(traces(span('a')), background), set };
}

describe('the otlp_http exporter', () => {
  it('posts compressed protobuf', async () => {
    const { requests, send } = await setUp({ headers: { 'X-Key': 'k', 'User-Agent': 'mine' } });

    await send();

    expect(requests[0]).toMatchObject({ method: 'POST', url: '/v1/traces', headers: { 'content-type': ['application/x-protobuf'], 'content-encoding': ['gzip'], 'x-key': ['k'], 'user-agent': ['mine'] } });
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
    await expect(setUp({ compression: 'snappy' })).rejects.toThrow('"compression: snappy" is not available yet in Traceground');
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
