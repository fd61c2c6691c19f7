import { describe, expect, it } from 'vitest';
import { GrpcError, type HttpRequest, ListenError, type Network } from '#engine/network/network.ts';
import { LabNetwork } from './labNetwork.ts';

/** A real network in miniature: listeners by address, free ports from 40001 on. */
class FakeNetwork implements Network {
  readonly open = new Map<string, string>();
  readonly fetched: string[] = [];
  readonly dialled: string[] = [];
  readonly taken = new Set<string>();
  #next = 40_000;

  async listenHttp({ address }: { readonly address: string }) {
    return this.#listen(address, 'http');
  }
  async listenGrpc({ address }: { readonly address: string }) {
    return this.#listen(address, 'grpc');
  }
  async fetch(request: HttpRequest) {
    this.fetched.push(request.url);
    const { host } = new URL(request.url);
    if (!this.open.has(host)) throw new Error(`dial tcp ${host}: connect: connection refused`);
    return { status: 200, headers: {}, body: new Uint8Array() };
  }
  connectGrpc({ address }: { readonly address: string }) {
    return {
      unary: async () => {
        this.dialled.push(address);
        if (!this.open.has(address)) throw new GrpcError('Unavailable', `dial tcp ${address}: connect: connection refused`);
        return new Uint8Array();
      },
      close: () => {},
    };
  }
  #listen(wanted: string, protocol: string) {
    if (wanted.endsWith(':0')) this.#next += 1;
    const address = wanted.endsWith(':0') ? `127.0.0.1:${String(this.#next)}` : wanted;
    if (this.open.has(address) || this.taken.has(address)) throw new ListenError(`listen tcp ${address}: bind: address already in use`, 'EADDRINUSE');
    this.open.set(address, protocol);
    return { address, close: async () => { this.open.delete(address); } };
  }
}

const noHandler = async () => ({ status: 200, headers: {}, body: new Uint8Array() });
const get = (url: string): HttpRequest => ({ method: 'GET', url, headers: {}, body: new Uint8Array() });
const limits = { timeoutMillis: 0, maxResponseBytes: 1e6 };
const call = { metadata: {}, timeoutMillis: 0 };
const grpc = (address: string) => ({ address, tls: false, compression: 'none' }) as const;

function setUp() {
  const real = new FakeNetwork();
  const lab = new LabNetwork(real);
  return { real, lab, collector: lab.host('collector'), tempo: lab.host('tempo') };
}

describe('LabNetwork', () => {
  it('gives a listener a free port and finds it under every name of its host', async () => {
    const { real, lab, collector, tempo } = setUp();

    const listener = await collector.listenHttp({ address: 'localhost:4318', maxBodyBytes: 1 }, noHandler);
    for (const host of ['localhost', '127.0.0.1', '0.0.0.0', 'collector']) await collector.fetch(get(`http://${host}:4318/v1/traces?a=b`), limits);
    await tempo.fetch(get('http://collector:4318/'), limits);

    expect(listener.address).toBe('127.0.0.1:40001');
    expect(await lab.realAddress('collector:4318')).toBe('127.0.0.1:40001');
    expect(new Set(real.fetched)).toEqual(new Set(['http://127.0.0.1:40001/v1/traces?a=b', 'http://127.0.0.1:40001/']));
  });

  it('keeps the ports of two participants apart', async () => {
    const { real, collector, tempo } = setUp();
    const mine = await collector.listenGrpc({ address: '0.0.0.0:4317', maxReceiveBytes: 1 }, new Map());
    const theirs = await tempo.listenGrpc({ address: ':4317', maxReceiveBytes: 1 }, new Map());

    await collector.connectGrpc(grpc('tempo:4317')).unary('/x', new Uint8Array(), call);

    expect(mine.address).not.toBe(theirs.address);
    expect(real.dialled).toEqual([theirs.address]);
  });

  it('keeps the port when the address listens again', async () => {
    const { collector } = setUp();
    const first = await collector.listenHttp({ address: 'localhost:4318', maxBodyBytes: 1 }, noHandler);

    await first.close(0);
    const second = await collector.listenHttp({ address: '0.0.0.0:4318', maxBodyBytes: 1 }, noHandler);

    expect(second.address).toBe(first.address);
  });

  it('refuses an address that already listens, in the learner\'s words', async () => {
    const { collector } = setUp();
    await collector.listenHttp({ address: 'localhost:4318', maxBodyBytes: 1 }, noHandler);

    await expect(collector.listenGrpc({ address: '0.0.0.0:4318', maxReceiveBytes: 1 }, new Map()))
      .rejects.toThrow('listen tcp 127.0.0.1:4318: bind: address already in use');
  });

  it('takes another port when a stranger took the reserved one', async () => {
    const { real, lab, collector } = setUp();
    real.taken.add(await lab.realAddress('collector:4318'));

    const listener = await collector.listenHttp({ address: 'localhost:4318', maxBodyBytes: 1 }, noHandler);

    expect(listener.address).toBe(await lab.realAddress('collector:4318'));
    expect(real.taken.has(listener.address)).toBe(false);
  });

  it('reaches a participant that begins to listen after the client was made', async () => {
    const { collector, tempo } = setUp();
    const client = collector.connectGrpc(grpc('tempo:4317'));

    const before = client.unary('/x', new Uint8Array(), call);
    await expect(before).rejects.toThrow('rpc error: code = Unavailable desc = dial tcp 127.0.0.1:4317: connect: connection refused');
    await tempo.listenGrpc({ address: 'tempo:4317', maxReceiveBytes: 1 }, new Map());

    await expect(client.unary('/x', new Uint8Array(), call)).resolves.toHaveLength(0);
  });

  it('says connection refused with the address the learner wrote', async () => {
    const { collector } = setUp();

    await expect(collector.fetch(get('http://tempo:9999/'), limits)).rejects.toThrow('dial tcp 127.0.0.1:9999: connect: connection refused');
  });

  it('leaves names that are not the lab\'s to the real network', async () => {
    const { real, collector } = setUp();
    real.open.set('jaeger.example:4318', 'http');
    real.open.set('localhost:9411', 'http');

    await collector.fetch(get('http://jaeger.example:4318/'), limits);
    await collector.fetch(get('http://localhost:9411/'), limits);

    expect(real.fetched).toEqual(['http://jaeger.example:4318/', 'http://localhost:9411/']);
  });
});
