import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { connect as connectHttp2, createServer as createHttp2Server, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GrpcClient, GrpcError, type GrpcHandler, type Headers, type Listener } from '#engine/network/network.ts';
import { loopbackNetwork } from './loopbackNetwork.ts';

const path = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
const pem = (name: string): string => readFileSync(new URL(`../../../../test/fixtures/tls/${name}`, import.meta.url), 'utf8');
const tls = { minVersion: '1.2', maxVersion: '1.3', cipherSuites: [], curves: [], identity: { certPem: pem('server.crt'), keyPem: pem('server.key') } } as const;
const bugs: unknown[] = [];
const network = loopbackNetwork((error) => bugs.push(error));
const patient = { metadata: {}, timeoutMillis: 5_000 };
let clients: GrpcClient[] = [];
let listeners: Listener[] = [];

beforeEach(() => {
  bugs.length = 0;
});
afterEach(async () => {
  for (const client of clients) client.close();
  await Promise.all(listeners.map((listener) => listener.close(0)));
  clients = [];
  listeners = [];
});

async function serve(handler: GrpcHandler, maxReceiveBytes = 4_194_304): Promise<string> {
  const listener = await network.listenGrpc({ address: '127.0.0.1:0', maxReceiveBytes }, new Map([[path, handler]]));
  listeners.push(listener);
  return listener.address;
}
function client(address: string, compression: 'none' | 'gzip' = 'none'): GrpcClient {
  const made = network.connectGrpc({ address, tls: false, compression });
  clients.push(made);
  return made;
}
const failure = (reply: Promise<unknown>): Promise<GrpcError> => reply.then(
  () => {
    throw new Error('expected a failure');
  },
  (error: unknown) => {
    if (error instanceof GrpcError) return error;
    throw error;
  },
);
const echo: GrpcHandler = async (message) => message;

describe('gRPC on loopback', () => {
  it.each(['none', 'gzip'] as const)('carries bytes and metadata there and back (%s)', async (compression) => {
    const seen: Headers[] = [];
    const address = await serve(async (message, call) => {
      seen.push(call.metadata);
      return Uint8Array.from(message).reverse();
    });
    const message = Uint8Array.from({ length: 100_000 }, (_, index) => index % 7);

    const reply = await client(address, compression).unary(path, message, { ...patient, metadata: { authorization: ['Bearer x'], 'trace-bin': ['AQID'] } });

    expect(Buffer.compare(Buffer.from(reply), Buffer.from(message).reverse())).toBe(0);
    expect(seen).toEqual([expect.objectContaining({ authorization: ['Bearer x'], 'trace-bin': ['AQID'] })]);
  });

  it('carries a status and its retry delay', async () => {
    const address = await serve(async () => {
      throw new GrpcError('ResourceExhausted', 'too much — 太多', 1_500.25);
    });

    const error = await failure(client(address).unary(path, new Uint8Array(), patient));

    expect(error).toMatchObject({ status: 'ResourceExhausted', description: 'too much — 太多', retryDelayMillis: 1_500.25, message: 'rpc error: code = ResourceExhausted desc = too much — 太多' });
  });

  it('answers Unknown when a handler fails in another way, and reports the bug', async () => {
    const address = await serve(async () => {
      throw new Error('our bug');
    });

    expect(await failure(client(address).unary(path, new Uint8Array(), patient))).toMatchObject({ status: 'Unknown', retryDelayMillis: undefined });
    expect(bugs).toEqual([new Error('our bug')]);
  });

  it('answers Unimplemented for a method it does not serve', async () => {
    const address = await serve(echo);

    expect(await failure(client(address).unary('/a.B/C', new Uint8Array(), patient))).toMatchObject({ status: 'Unimplemented', description: 'unknown service a.B' });
    expect(await failure(client(address).unary(path.replace('Export', 'Import'), new Uint8Array(), patient))).toMatchObject({ description: 'unknown method Import for service opentelemetry.proto.collector.trace.v1.TraceService' });
  });

  it.each(['none', 'gzip'] as const)('refuses a message that is too long once decompressed (%s), and lives on', async (compression) => {
    const address = await serve(echo, 1_000);
    const caller = client(address, compression);

    expect(await failure(caller.unary(path, new Uint8Array(50_000_000), patient))).toMatchObject({
      status: 'ResourceExhausted',
      description: compression === 'none' ? 'grpc: received message larger than max (50000000 vs. 1000)' : expect.stringMatching(/^grpc: received message (after decompression larger than max 1000|larger than max \(\d+ vs\. 1000\))$/) as string,
    });
    expect((await caller.unary(path, new Uint8Array(10), patient)).length).toBe(10);
  });

  it('serves the next request after garbage came to its port', async () => {
    const address = await serve(echo);
    for (const garbage of ['GET / HTTP/1.1\r\nhost: x\r\n\r\n', `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${'\xff'.repeat(400)}`, '\x00'.repeat(100_000)]) {
      const socket = connect(Number(address.split(':')[1]), '127.0.0.1');
      socket.on('error', () => socket.destroy());
      socket.resume();
      socket.end(Buffer.from(garbage, 'latin1'));
      await once(socket, 'close');
    }

    expect((await client(address).unary(path, new Uint8Array(10), patient)).length).toBe(10);
  });

  it("fails in grpc-go's words", async () => {
    const silent = await serve(() => new Promise(() => undefined));
    const gone = new AbortController();

    expect((await failure(client('127.0.0.1:1').unary(path, new Uint8Array(), patient))).message).toBe(
      'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:1: connect: connection refused"',
    );
    expect((await failure(client('localhost:1').unary(path, new Uint8Array(), patient))).message).toContain('dial tcp 127.0.0.1:1: connect: connection refused');
    expect((await failure(client('no-such-host.invalid:4317').unary(path, new Uint8Array(), patient))).message).toBe('rpc error: code = Unavailable desc = no children to pick from');
    expect((await failure(client(silent).unary(path, new Uint8Array(), { metadata: {}, timeoutMillis: 100 }))).message).toBe('rpc error: code = DeadlineExceeded desc = context deadline exceeded');
    const canceled = failure(client(silent).unary(path, new Uint8Array(), { ...patient, signal: gone.signal }));
    gone.abort();
    expect((await canceled).message).toBe('rpc error: code = Canceled desc = context canceled');
  });

  it.each([
    ['HTTP/1.1 400 Bad Request\r\n\r\n', 'http2: failed reading the frame payload: http2: frame too large, note that the frame header looked like an HTTP/1.1 header'],
    ['', 'EOF'],
  ])('says Unavailable when the other side is no gRPC server (%j)', async (answer, reason) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () => socket.end(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

    const error = await failure(client(`127.0.0.1:${String((server.address() as AddressInfo).port)}`).unary(path, new Uint8Array(), patient));

    await new Promise((resolve) => server.close(resolve));
    expect(error.message).toBe(
      `rpc error: code = Unavailable desc = connection error: desc = "error reading server preface: ${reason}"`,
    );
  });

  it('is reachable on 127.0.0.1 only when asked for every interface', async () => {
    const listener = await network.listenGrpc({ address: '0.0.0.0:0', maxReceiveBytes: 100 }, new Map([[path, echo]]));
    listeners.push(listener);

    expect(listener.address).toMatch(/^127\.0\.0\.1:\d+$/);
    expect((await client(listener.address).unary(path, new Uint8Array(3), patient)).length).toBe(3);
  });

  it('says in the words of Go that the address is in use', async () => {
    const address = await serve(echo);

    await expect(network.listenGrpc({ address, maxReceiveBytes: 1 }, new Map())).rejects.toMatchObject({ name: 'ListenError', code: 'EADDRINUSE', message: `listen tcp ${address}: bind: address already in use` });
  });

  it('finishes what is in flight when it closes', async () => {
    let release = (): void => undefined;
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const address = await serve(async (message) => {
      arrived();
      await new Promise<void>((go) => {
        release = go;
      });
      return message;
    });
    const reply = client(address).unary(path, new Uint8Array(3), patient);
    await arrival;

    const closed = listeners[0]!.close(5_000);
    release();

    expect((await reply).length).toBe(3);
    await closed;
  });

  it('closes at once when a TLS client has just failed against it', async () => {
    const address = await serve(echo);
    const secure = network.connectGrpc({ address, tls: true, compression: 'none' });
    clients.push(secure);
    await failure(secure.unary(path, new Uint8Array(), patient));
    secure.close();

    // With less than half of the grace as the limit: a close that waits for the grace fails here.
    await expect(Promise.race([listeners[0]!.close(8_000).then(() => 'closed'), new Promise((resolve) => setTimeout(() => resolve('waited'), 3_000))])).resolves.toBe('closed');
  });

  it.each([['plain', undefined], ['TLS', tls]])('does not wait for connections that never speak (%s)', async (_what, own) => {
    const listener = await network.listenGrpc({ address: '127.0.0.1:0', maxReceiveBytes: 100, ...(own === undefined ? {} : { tls: own }) }, new Map([[path, echo]]));
    const socket = connect(Number(listener.address.split(':')[1]), '127.0.0.1');
    socket.on('error', () => undefined).resume();
    const gone = once(socket, 'close');
    await once(socket, 'connect');

    await listener.close(20);

    await gone;
  });

  it('listens on a socket of the file system, and calls it', async () => {
    const address = join(mkdtempSync(join(tmpdir(), 'grpc-')), 's');
    const listener = await network.listenGrpc({ address, transport: 'unix', maxReceiveBytes: 100 }, new Map([[path, echo]]));
    listeners.push(listener);

    expect(listener.address).toBe(address);
    expect((await client(`unix:${address}`).unary(path, new Uint8Array(3), patient)).length).toBe(3);
  });

  it('waits for a server when told so', async () => {
    const early = await serve(echo);
    await listeners.pop()?.close(0);
    const waiting = network.connectGrpc({ address: early, tls: false, compression: 'none', waitForReady: true });
    clients.push(waiting);

    const reply = waiting.unary(path, new Uint8Array(3), patient);
    listeners.push(await network.listenGrpc({ address: early, maxReceiveBytes: 100 }, new Map([[path, echo]])));

    expect((await reply).length).toBe(3);
  });

  it.each([
    ['idle', { maxConnectionIdleMillis: 40 }], ['old', { maxConnectionAgeMillis: 40, maxConnectionAgeGraceMillis: 40 }],
  ])('sends connections away when they are %s', async (_what, keepalive) => {
    const none = { maxConnectionIdleMillis: 0, maxConnectionAgeMillis: 0, maxConnectionAgeGraceMillis: 0, timeMillis: 0, timeoutMillis: 0 };
    const listener = await network.listenGrpc({ address: '127.0.0.1:0', maxReceiveBytes: 100, keepalive: { ...none, ...keepalive } }, new Map([[path, echo]]));
    listeners.push(listener);
    const session = connectHttp2(`http://${listener.address}`).on('error', () => undefined);

    await once(session, 'goaway');

    session.destroy();
  });

  it('sends the authority it is told', async () => {
    const server = createHttp2Server();
    const authority = new Promise((resolve) => server.once('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
      resolve(headers[':authority']);
      stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '5' }, { endStream: true });
    }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const caller = network.connectGrpc({ address: `127.0.0.1:${String((server.address() as AddressInfo).port)}`, tls: false, compression: 'none', authority: 'elsewhere.example' });

    expect((await failure(caller.unary(path, new Uint8Array(), patient))).status).toBe('NotFound');
    expect(await authority).toBe('elsewhere.example');
    caller.close();
    await new Promise((resolve) => server.close(resolve));
  });

  it('ends requests that outlive the grace', async () => {
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const address = await serve(() => {
      arrived();
      return new Promise(() => undefined);
    });
    const reply = failure(client(address).unary(path, new Uint8Array(), patient));
    await arrival;

    await listeners[0]!.close(20);

    expect((await reply).message).toBe('rpc error: code = Canceled desc = stream terminated by RST_STREAM with error code: CANCEL');
  });
});
