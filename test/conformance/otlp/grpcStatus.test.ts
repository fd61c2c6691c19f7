import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eras } from '#engine/collector/component/era.ts';
import { otlpMethods } from '#engine/collector/helpers/otlpPaths.ts';
import { GrpcError, grpcStatusNames } from '#engine/network/network.ts';
import { type CollectorBench, collectorBench, platform } from './collectorBench.ts';
import { oneSpanBytes } from './requests.ts';

describe.each(eras.map((era) => ({ era })))('the otlp receiver of $era over gRPC', ({ era }) => {
  let bench: CollectorBench;
  beforeAll(async () => { bench = await collectorBench(era); });
  afterAll(() => bench.close());
  beforeEach(() => { bench.backend.failure = undefined; });

  it('answers the two bytes of an empty partial success', async () => {
    expect([...await call(bench, oneSpanBytes)]).toEqual([0x0a, 0]);
  });

  it('answers an empty request without troubling the backend', async () => {
    bench.backend.failure = new GrpcError('Internal', 'unused');

    expect([...await call(bench, new Uint8Array())]).toEqual([0x0a, 0]);
  });

  it.each(grpcStatusNames.filter((name) => name !== 'OK').map((status) => ({ status })))('passes the status $status on', async ({ status }) => {
    bench.backend.failure = new GrpcError(status, 'why');

    await expect(call(bench, oneSpanBytes)).rejects.toMatchObject({ status, description: expect.stringContaining('why') as string });
  });

  it('says of a backend that is down what its client says', async () => {
    const lonely = await collectorBench(era);
    await lonely.backend.close();

    await expect(call(lonely, oneSpanBytes)).rejects.toMatchObject({ status: 'Unavailable', description: expect.stringContaining('connect: connection refused') as string });
    await lonely.close();
  });

  it.each([
    ['no OTLP', Buffer.from('garbage'), otlpMethods.traces, 'Internal', 'grpc: error unmarshalling request: proto: illegal wireType 7'],
    ['a signal without a pipeline', oneSpanBytes, otlpMethods.logs, 'Unimplemented', 'unknown service opentelemetry.proto.collector.logs.v1.LogsService'],
    ['a message over the limit', new Uint8Array(1_100_000), otlpMethods.traces, 'ResourceExhausted', 'grpc: received message larger than max (1100000 vs. 1048576)'],
  ])('refuses %s', async (...[, message, method, status, description]) => {
    await expect(call(bench, message, method)).rejects.toMatchObject({ status, description });
  });
});

async function call({ grpcAddress }: CollectorBench, message: Uint8Array, method: string = otlpMethods.traces): Promise<Uint8Array> {
  const client = platform.network.connectGrpc({ address: grpcAddress, tls: false, compression: 'none' });
  try {
    return await client.unary(method, message, { metadata: {}, timeoutMillis: 10_000 });
  } finally {
    client.close();
  }
}
