import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import type { GrpcHandler, HttpHandler, IncomingHttpRequest, Network } from '#engine/network/network.ts';
import { encodeJson } from '#engine/pdata/otlp/json.ts';
import { encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { fakeTraces } from '../fakeSpans.ts';
import { TraceStore } from '../traceStore.ts';
import { startTempo } from './tempo.ts';

const traces = fakeTraces({ id: '0102030405060708', trace: '0102030405060708090a0b0c0d0e0f10', name: 'GET /' });

async function setUp() {
  let grpc: GrpcHandler | undefined;
  let http: HttpHandler | undefined;
  const network = {
    listenGrpc: async (_options: unknown, methods: ReadonlyMap<string, GrpcHandler>) => {
      grpc = [...methods.values()][0];
      return { address: '127.0.0.1:41', close: async () => {} };
    },
    listenHttp: async (_options: unknown, handler: HttpHandler) => {
      http = handler;
      return { address: '127.0.0.1:42', close: async () => {} };
    },
  } as unknown as Network;
  const store = new TraceStore({ clock: new FakeClock() });
  const compressor = { decompress: async (_algorithm: string, data: Uint8Array) => data.slice(1) };
  const backend = await startTempo({ name: 'tempo', network, compressor, store });
  const post = (given: Partial<IncomingHttpRequest> & { readonly type?: string }) =>
    http!({ method: 'POST', url: '/v1/traces', headers: { 'content-type': [given.type ?? 'application/x-protobuf'] }, body: new Uint8Array(), remoteAddress: '', ...given });
  return { store, backend, post, unary: (message: Uint8Array) => grpc!(message, { metadata: {}, remoteAddress: '' }) };
}

describe('tempo', () => {
  it('takes OTLP over gRPC and over HTTP in both encodings, compressed or not', async () => {
    const { store, backend, post, unary } = await setUp();
    const bytes = encodeProtobuf('traces', traces);

    await unary(bytes);
    const answers = [
      await post({ body: encodeProtobuf('traces', traces) }),
      await post({ type: 'application/json; charset=utf-8', body: new TextEncoder().encode(encodeJson('traces', traces)) }),
      await post({ headers: { 'content-type': ['application/x-protobuf'], 'content-encoding': ['gzip'] }, body: new Uint8Array([0, ...bytes]) }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect([backend.requests, backend.grpcPort, backend.httpPort]).toEqual([4, 41, 42]);
    expect(store.state).toMatchObject({ traces: 1, spans: 1, redeliveredSpans: 3 });
  });

  it('refuses what is not OTLP and keeps working', async () => {
    const { store, post, unary } = await setUp();

    await expect(unary(new Uint8Array([255, 255, 255]))).rejects.toMatchObject({ status: 'InvalidArgument' });
    const answers = [
      await post({ body: new Uint8Array([255, 255]) }), await post({ type: 'application/json', body: new TextEncoder().encode('{"resourceSpans": [') }),
      await post({ type: 'text/plain' }), await post({ url: '/v1/metrics' }), await post({ method: 'GET' }), await post({ body: 'tooLarge' }),
    ];
    await post({ body: encodeProtobuf('traces', traces) });

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 415, 404, 405, 413]);
    expect(store.state.spans).toBe(1);
  });
});
