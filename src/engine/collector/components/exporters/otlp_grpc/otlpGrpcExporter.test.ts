import { describe, expect, it } from 'vitest';
import { type GrpcHandler, GrpcError, type Headers } from '#engine/network/network.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import { decodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { encodeExportResponse } from '#engine/pdata/otlp/response.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import type { ClientAuthenticator } from '../../../component/offers.ts';
import { background } from '../../../consumer/consumer.ts';
import { otlpMethods } from '../../../helpers/otlpPaths.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { OtlpGrpcExporterConfig, validateOtlpGrpc } from './config.ts';
import { otlpExporter2023, otlpGrpcExporter } from './factory.ts';

const direct = { tls: { insecure: true }, sending_queue: { enabled: false }, retry_on_failure: { enabled: false } };

interface Setting {
  readonly factory?: typeof otlpGrpcExporter;
  readonly clientAuthenticator?: ClientAuthenticator;
}

async function setUp(written: object = {}, reply: () => Promise<Uint8Array> = async () => encodeExportResponse('traces', 'proto'), { clientAuthenticator, factory = otlpGrpcExporter }: Setting = {}) {
  const host = fakeHost({ extension: (id) => (id !== 'signer' ? undefined : clientAuthenticator === undefined ? {} : { clientAuthenticator }) });
  const set = fakeSettings('otlp_grpc');
  const calls: { readonly items: number; readonly metadata: Headers }[] = [];
  const handler: GrpcHandler = (message, { metadata }) => {
    calls.push({ items: itemCount('traces', decodeProtobuf('traces', message)), metadata });
    return reply();
  };
  await host.network.listenGrpc({ address: 'backend:4317', maxReceiveBytes: 1e6 }, new Map([[otlpMethods.traces, handler]]));
  const exporter = factory.create.traces!(set, factory.config.parse({ endpoint: 'http://backend:4317', ...direct, ...written }));
  await exporter.start(host);
  return { calls, send: () => exporter.consume(traces(span('a'), span('b')), background), set };
}

describe('the otlp_grpc exporter', () => {
  it('calls Export with its headers', async () => {
    const { calls, send } = await setUp({ headers: { Tenant: 'a' } });

    await send();

    expect(calls).toEqual([{ items: 2, metadata: { tenant: ['a'], 'user-agent': ['test/0.159.0 (linux/amd64)'] } }]);
  });

  it('calls itself what user_agent says, and not what a header says', async () => {
    const { calls, send } = await setUp({ user_agent: 'mine', headers: { 'User-Agent': 'header' } });

    await send();

    expect(calls[0]?.metadata).toEqual({ 'user-agent': ['mine'] });
  });

  it.each([
    [new GrpcError('Unavailable', 'down'), true, undefined, 'rpc error: code = Unavailable desc = down'],
    [new GrpcError('Unavailable', 'down', 2000), true, 2000, 'Throttle (2s), error: rpc error: code = Unavailable desc = down'],
    [new GrpcError('ResourceExhausted', 'full'), false, undefined, 'Permanent error: rpc error: code = ResourceExhausted desc = full'],
    [new GrpcError('ResourceExhausted', 'full', 0), true, undefined, 'rpc error: code = ResourceExhausted desc = full'],
    [new GrpcError('InvalidArgument', 'bad'), false, undefined, 'Permanent error: rpc error: code = InvalidArgument desc = bad'],
  ])('reads a failure (%#)', async (error, retryable, retryAfter, message) => {
    const { send } = await setUp({}, () => Promise.reject(error));

    await expect(send()).rejects.toMatchObject({ retryable, retryAfter, message });
  });

  it('warns of partial success', async () => {
    const { send, set } = await setUp({}, async () => encodeExportResponse('traces', 'proto', { rejected: 1n, errorMessage: 'old' }));

    await send();

    expect(set.entries.at(-1)).toMatchObject({ message: 'Partial success response', fields: { message: 'old', dropped_spans: 1 } });
  });

  it.each([
    [{ compression: 'zstd' }, '"compression: zstd" is not available yet in Traceground'],
    [{ compression: 'deflate' }, 'unsupported compression type "deflate"'],
    [{ tls: { insecure: false, ca_file: '/ca.pem' } }, 'failed to load TLS config: failed to load CA CertPool File: failed to load cert /ca.pem: open /ca.pem: no such file or directory'],
    [{ middlewares: [{ id: 'a' }] }, '"middlewares" is not available yet in Traceground'],
    [{ balancer_name: 'fair' }, 'invalid balancer_name: fair'],
  ])('does not start with %j', async (written, message) => {
    await expect(setUp(written)).rejects.toThrow(message);
  });

  it.each([
    [{}, [], 'requires a non-empty "endpoint"'],
    [{ endpoint: 'backend' }, ['clientconfig'], 'address backend: missing port in address'],
    [{ endpoint: 'https://backend:grpc' }, ['clientconfig'], 'invalid port "grpc"'],
    [{ endpoint: 'dns:///backend:1', balancer_name: 'fair' }, ['clientconfig'], 'invalid balancer_name: fair'],
    [{ endpoint: 'a:1', timeout: '-1s' }, ['timeoutconfig'], "'timeout' must be non-negative"],
    [{ endpoint: 'a:1', retry_on_failure: { max_interval: '-1s' } }, ['retry_on_failure'], 'max_interval value must be greater than or equal to 0'],
    [{ endpoint: 'a:1', tls: { ca_file: 'a', ca_pem: 'b' } }, ['clientconfig', 'tls'], 'provide either a CA file or the PEM-encoded string, but not both'],
  ])('refuses %j', (written, path, message) => {
    expect(validateOtlpGrpc(OtlpGrpcExporterConfig.parse(written))).toContainEqual(expect.objectContaining({ path, message }));
  });
});

describe('the otlp_grpc exporter with an authenticator', () => {
  const signer = (requiresTransportSecurity: boolean): ClientAuthenticator => ({ requiresTransportSecurity, decorate: async (headers) => ({ ...headers, authorization: ['signed'] }) });
  const auth = { authenticator: 'signer' };

  it('sends its credentials beside the headers', async () => {
    const { calls, send } = await setUp({ auth, headers: { Tenant: 'a' } }, undefined, { clientAuthenticator: signer(false) });

    await send();

    expect(calls[0]?.metadata).toMatchObject({ tenant: ['a'], authorization: ['signed'] });
  });

  it('does not start where credentials would travel in plain text', async () => {
    await expect(setUp({ auth }, undefined, { clientAuthenticator: signer(true) })).rejects.toThrow('grpc: the credentials require transport level security (use grpc.WithTransportCredentials() to set)');
  });

  it.each([
    ['other', 'failed to resolve authenticator "other": authenticator not found', 'failed to resolve authenticator "other": authenticator not found'],
    ['signer', 'requested authenticator is not a gRPC client authenticator', 'requested authenticator is not a client authenticator'],
  ])('does not start when %s cannot sign', async (authenticator, message, message2023) => {
    await expect(setUp({ auth: { authenticator } })).rejects.toThrow(message);
    await expect(setUp({ auth: { authenticator } }, undefined, { factory: otlpExporter2023 })).rejects.toThrow(message2023);
  });
});

describe('the otlp exporter of 2023', () => {
  const factory = otlpExporter2023;

  it('fails when the server took only part', async () => {
    const { send } = await setUp({}, async () => encodeExportResponse('traces', 'proto', { rejected: 1n, errorMessage: 'old' }), { factory });

    await expect(send()).rejects.toMatchObject({ retryable: false, message: 'Permanent error: OTLP partial success: "old" (1 rejected)' });
  });

  it('finds out late that it has no endpoint, and judges its queue alone', () => {
    expect(() => factory.create.traces!(fakeSettings('otlp'), factory.config.parse({}))).toThrow('OTLP exporter config requires an Endpoint');
    expect(factory.validate?.(factory.config.parse({ timeout: '-1s', retry_on_failure: { max_interval: '-1s' } }))).toEqual([]);
    expect(factory.validate?.(factory.config.parse({ sending_queue: { queue_size: -1 } }))).toMatchObject([{ message: 'queue settings has invalid configuration: queue size must be positive; queue size must be positive' }]);
  });

  it('does not know what came later', () => {
    expect([{ middlewares: [] }, { user_agent: 'a' }, { compression: 'lz4' }].map((written) => factory.config.safeParse(written).success)).toEqual([false, false, false]);
  });
});
