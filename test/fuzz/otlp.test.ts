import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { otlpReceiver } from '#engine/collector/components/receivers/otlp/factory.ts';
import { otlpMethods } from '#engine/collector/helpers/otlpPaths.ts';
import { fakeHost, fakeSettings } from '#engine/collector/testing/fakeHost.ts';
import { GrpcError } from '#engine/network/network.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import { mapAttributes } from '#engine/pdata/testing/mapAttributes.ts';
import { OtlpDecodeError } from '#engine/pdata/otlp/error.ts';
import { decodeJson, encodeJson } from '#engine/pdata/otlp/json.ts';
import { decodeProtobuf, encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { signals, type Signal } from '#engine/pdata/signal.ts';
import { touchAll } from '#engine/pdata/testing/touchAll.ts';
import { type Encoding, hostileBody } from './otlpBodies.ts';

/** Six kinds of bodies, 10,200 runs. */
const runs = 1700;
/** Processor time, because the wall's would judge the machine's other work too. */
const longestMillis = 1000;
const mostGrowthMegabytes = 400;

const encodings: readonly Encoding[] = ['proto', 'json'];
const contentTypes = { proto: 'application/x-protobuf', json: 'application/json' } as const;

/** True: accepted. Everything that may be done with what was accepted is done. */
function goThrough(signal: Signal, encoding: Encoding, body: Uint8Array): boolean {
  let data;
  try {
    data = encoding === 'proto' ? decodeProtobuf(signal, body) : decodeJson(signal, new TextDecoder().decode(body));
  } catch (error) {
    if (error instanceof OtlpDecodeError) return false;
    throw error;
  }
  const items = itemCount(signal, data);
  const changed = mapAttributes(signal, data, (attributes) => attributes.with('fuzz', 1n).without('k').withoutFirst('a'));
  const sent = decodeProtobuf(signal, encodeProtobuf(signal, changed));
  expect(itemCount(signal, sent)).toBe(items);
  touchAll(sent);
  touchAll(changed);
  encodeJson(signal, changed);
  return true;
}

async function startReceiver() {
  const host = fakeHost();
  const seen = { items: 0 };
  const sink = <S extends Signal>(signal: S) => ({ consume: async (data: Parameters<typeof itemCount<S>>[1]) => { seen.items += itemCount(signal, data); } });
  const next = { traces: sink('traces'), metrics: sink('metrics'), logs: sink('logs') };
  const receiver = otlpReceiver.create({ ...fakeSettings('otlp'), reasons: { wanted: false, give: () => {} } }, otlpReceiver.config.parse({ protocols: { grpc: null, http: null } }), next);
  await receiver.start(host);
  const client = host.network.connectGrpc({ address: 'localhost:4317', tls: false, compression: 'none' });
  return {
    seen, receiver,
    post: (signal: Signal, encoding: Encoding, body: Uint8Array) => host.network.fetch({ method: 'POST', url: `http://localhost:4318/v1/${signal}`, headers: { 'content-type': [contentTypes[encoding]] }, body }),
    call: (signal: Signal, body: Uint8Array) => client.unary(otlpMethods[signal], body, { metadata: {}, timeoutMillis: 0 }),
  };
}

/**
 * What a body may be answered that our decoder refuses. In JSON upstream does not look behind the first value, so that a good one before garbage is
 * taken; and it cannot write an error text that cuts a character of several bytes in two: then it answers 500.
 */
function refusals(signal: Signal, encoding: Encoding, body: Uint8Array): readonly number[] {
  if (encoding === 'proto') return [400];
  const ends = [...body.keys()].filter((at) => at + 1 < body.length && (body[at] === 0x7d || body[at] === 0x6c)); // behind `}` and `null`
  const beginsWell = ends.some((at) => isJson(body.subarray(0, at + 1)) && goThrough(signal, encoding, body.subarray(0, at + 1)));
  return [400, ...(beginsWell ? [200] : []), ...(body.some((byte) => byte >= 0x80) ? [500] : [])];
}

/** Says no sooner than a whole decoding would. */
function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(body));
    return true;
  } catch {
    return false;
  }
}

const cpuMillis = (): number => {
  const { system, user } = process.cpuUsage();
  return (system + user) / 1000;
};

describe.each(signals)('hostile %s', (signal) => {
  it.each(encodings)('in %s are answered, and what is accepted can be used', async (encoding) => {
    const { call, post, receiver, seen } = await startReceiver();
    const counts = { accepted: 0, refused: 0 };
    let slowest = 0;
    const before = process.memoryUsage().rss;

    await fc.assert(fc.asyncProperty(hostileBody(signal, encoding), async (body) => {
      const start = cpuMillis();
      const isGood = goThrough(signal, encoding, body);
      const { status } = await post(signal, encoding, body);
      if (encoding === 'proto') {
        const answered = await call(signal, body).then(() => true, (error: unknown) => error instanceof GrpcError && error.status === 'Internal' ? false : Promise.reject(new Error('no gRPC status', { cause: error })));
        expect(answered).toBe(isGood);
      }
      counts[isGood ? 'accepted' : 'refused'] += 1;
      slowest = Math.max(slowest, cpuMillis() - start);
      if (isGood) expect(status).toBe(200);
      else if (status !== 400) expect(refusals(signal, encoding, body)).toContain(status);
    }), { numRuns: runs });
    await receiver.shutdown();

    expect(slowest).toBeLessThan(longestMillis);
    expect(process.memoryUsage().rss - before).toBeLessThan(mostGrowthMegabytes * 2 ** 20);
    // A generator of nothing but good or nothing but bad bodies would prove nothing.
    expect(Math.min(counts.accepted, counts.refused, seen.items)).toBeGreaterThan(runs / 50);
  });
});
