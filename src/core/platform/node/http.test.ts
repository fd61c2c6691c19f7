import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpHandler, HttpListenOptions, IncomingHttpRequest, Listener } from '#engine/network/network.ts';
import { loopbackNetwork } from './loopbackNetwork.ts';

const bugs: unknown[] = [];
const network = loopbackNetwork((error) => bugs.push(error));
const patient = { timeoutMillis: 5_000, maxResponseBytes: 1_000_000 };
let started: { close(): Promise<unknown> }[] = [];

beforeEach(() => {
  bugs.length = 0;
  started = [];
});
afterEach(async () => {
  await Promise.all(started.map((one) => one.close()));
});

async function serve(handler: HttpHandler, maxBodyBytes = 1_000): Promise<Listener> {
  const listener = await network.listenHttp({ address: '127.0.0.1:0', maxBodyBytes }, handler);
  started.push({ close: () => listener.close(0) });
  return listener;
}
/** A TCP server that does with each connection what `act` says. */
async function rawServer(act: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    act(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  started.push({
    close: () => new Promise((resolve) => {
      server.close(resolve);
      for (const socket of sockets) socket.destroy();
    }),
  });
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
/** Sends this and gives back everything until the other side hangs up. */
function exchange(address: string, sent: string): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(Number(address.split(':')[1]), '127.0.0.1', () => socket.write(sent));
    socket.on('data', (data) => (received += data.toString()));
    socket.on('error', () => resolve(received)).once('close', () => resolve(received));
  });
}
const post = (address: string, body: Uint8Array, path = '/') => network.fetch({ method: 'POST', url: `http://${address}${path}`, headers: {}, body }, patient);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('listenHttp', () => {
  it('hands over the request and sends back the reply', async () => {
    let seen: IncomingHttpRequest | undefined;
    const { address } = await serve(async (request) => {
      seen = request;
      return { status: 202, headers: { 'content-type': ['text/plain'], 'x-two': ['a', 'b'] }, body: bytes('thanks') };
    });

    const reply = await network.fetch({ method: 'PUT', url: `http://${address}/a?b=c`, headers: { 'x-one': ['1', '2'] }, body: bytes('hello') }, patient);

    expect(seen).toMatchObject({ method: 'PUT', url: '/a?b=c', headers: { 'x-one': ['1', '2'], 'content-length': ['5'] } });
    expect(seen?.remoteAddress).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(text(seen?.body as Uint8Array)).toBe('hello');
    expect(reply).toMatchObject({ status: 202, headers: { 'content-type': ['text/plain'], 'content-length': ['6'], 'x-two': ['a', 'b'] } });
    expect(text(reply.body)).toBe('thanks');
  });

  it.each([['announced', true], ['found out while reading', false]])('does not read a body whose length is too much (%s), answers, and lives on', async (_name, announced) => {
    const bodies: (number | 'tooLarge')[] = [];
    const { address } = await serve(async ({ body }) => {
      bodies.push(body === 'tooLarge' ? body : body.length);
      return { status: body === 'tooLarge' ? 413 : 200, headers: {}, body: bytes('') };
    });
    const length = 8_000_000;

    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(address.split(':')[1]), '127.0.0.1');
      socket.on('error', (error) => ('code' in error && error.code === 'EPIPE' ? undefined : reject(error)));
      socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${announced ? `content-length: ${String(length)}` : 'transfer-encoding: chunked'}\r\n\r\n`);
      socket.write(announced ? 'x'.repeat(2_000) : `7d0\r\n${'x'.repeat(2_000)}\r\n`);
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
    });

    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(bodies).toEqual(['tooLarge']);
    expect((await post(address, bytes('small'))).status).toBe(200);
  });

  it('cuts off a client that keeps sending a body nobody reads', async () => {
    const { address } = await serve(async () => ({ status: 413, headers: {}, body: bytes('') }));

    const sent = await new Promise<number>((resolve) => {
      let total = 0;
      const socket = connect(Number(address.split(':')[1]), '127.0.0.1');
      const chunk = 'x'.repeat(65_536);
      const more = (): void => {
        while (!socket.destroyed && socket.write(chunk)) total += chunk.length;
      };
      socket.on('drain', more);
      socket.on('error', () => resolve(total));
      socket.on('close', () => resolve(total));
      socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 900000000\r\n\r\n');
      more();
    });

    expect(sent).toBeLessThan(100_000_000);
  });

  it('does not call the handler for a client that goes away in the middle of its body', async () => {
    let calls = 0;
    const { address } = await serve(async () => {
      calls += 1;
      return { status: 200, headers: {}, body: bytes('') };
    });

    await new Promise<void>((resolve) => {
      const socket = connect(Number(address.split(':')[1]), '127.0.0.1', () => {
        socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 900\r\n\r\nhalf', () => socket.destroy());
      });
      socket.once('close', () => resolve());
    });

    expect((await post(address, bytes('whole'))).status).toBe(200);
    expect(calls).toBe(1);
  });

  /** As v0.159 answers. */
  const refused: readonly (readonly [string, string, string])[] = [
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', '400 Bad Request: missing required Host header'],
    ['two Hosts', 'GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n', '400 Bad Request'],
    ['a broken escape', 'GET /%zz HTTP/1.1\r\nhost: a\r\n\r\n', '400 Bad Request'],
    ['a header with a blank in its name', 'GET / HTTP/1.1\r\nhost: a\r\nbad header: b\r\n\r\n', '400 Bad Request: invalid header name'],
    ['a version to come', 'GET / HTTP/3.0\r\nhost: a\r\n\r\n', '505 HTTP Version Not Supported: unsupported protocol version'],
    ['an unknown expectation', 'GET / HTTP/1.1\r\nhost: a\r\nexpect: magic\r\n\r\n', '417 Expectation Failed'],
    ['too many headers', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(1_060_000)}\r\n\r\n`, '431 Request Header Fields Too Large'],
  ];

  it.each(refused)('refuses %s in the words of Go, and hangs up', async (_what, sent, status) => {
    const { address } = await serve(async () => ({ status: 200, headers: {}, body: bytes('') }));

    expect((await exchange(address, sent)).split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`);
  });

  it('takes a whole URL for its path, and a long header', async () => {
    const { address } = await serve(async ({ url }) => ({ status: 200, headers: { connection: ['close'] }, body: bytes(url) }));

    expect(await exchange(address, `GET http://other/v1/x?a=b HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`)).toMatch(/\r\n\r\n\/v1\/x\?a=b$/);
  });

  const noLimits = { readMillis: 0, readHeaderMillis: 0, writeMillis: 0, idleMillis: 0 };
  const limited = async (more: Partial<HttpListenOptions>, handler: HttpHandler = async () => ({ status: 200, headers: {}, body: bytes('ok') })): Promise<string> => {
    const listener = await network.listenHttp({ address: '127.0.0.1:0', maxBodyBytes: 100, ...more }, handler);
    started.push({ close: () => listener.close(0) });
    return listener.address;
  };
  const request = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';

  // `exchange` ends only when the server hangs up: without the limit these tests time out.
  it.each([
    ['headers do not end', { timeouts: { ...noLimits, readHeaderMillis: 60 } }, 'GET / HTTP/1.1\r\nhost: a\r\n', /^$/],
    ['request does not end', { timeouts: { ...noLimits, readMillis: 60 } }, 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nab', /^$/],
    ['connection falls silent', { timeouts: { ...noLimits, idleMillis: 60 } }, request, /^HTTP\/1\.1 200 /],
    ['connection may serve one request only', { keepAlives: false }, request, /^HTTP\/1\.1 200 [^]*connection: close/i],
  ] as const)('hangs up when the %s', async (_what, options, sent, received) => {
    expect(await exchange(await limited(options), sent)).toMatch(received);
  });

  it('hangs up when the answer takes too long', async () => {
    expect(await exchange(await limited({ timeouts: { ...noLimits, writeMillis: 60 } }, () => new Promise(() => undefined)), request)).toBe('');
  });

  it('listens on a socket of the file system', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'http-')), 's');
    expect(await limited({ address: path, transport: 'unix' })).toBe(path);

    const answer = await new Promise<string>((resolve) => connect(path).once('data', (data) => resolve(data.toString())).write(request));

    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    await expect(limited({ address: path, transport: 'unix' })).rejects.toThrow(`listen unix ${path}: bind: address already in use`);
  });

  it('answers 500 when the handler rejects, and reports the bug', async () => {
    const { address } = await serve(async () => {
      throw new Error('our bug');
    });

    expect((await post(address, bytes(''))).status).toBe(500);
    expect(bugs).toEqual([new Error('our bug')]);
  });

  it.each(['0.0.0.0:0', '[::]:0', ':0', 'localhost:0'])('is reachable on 127.0.0.1 only when asked for %s', async (asked) => {
    const listener = await network.listenHttp({ address: asked, maxBodyBytes: 1 }, async () => ({ status: 200, headers: {}, body: bytes('') }));
    started.push({ close: () => listener.close(0) });

    expect(listener.address).toMatch(/^127\.0\.0\.1:\d+$/);
    expect((await post(listener.address, bytes(''))).status).toBe(200);
  });

  it("says in Go's words that the address is in use", async () => {
    const { address } = await serve(async () => ({ status: 200, headers: {}, body: bytes('') }));

    const second = network.listenHttp({ address, maxBodyBytes: 1 }, async () => ({ status: 200, headers: {}, body: bytes('') }));

    await expect(second).rejects.toMatchObject({ name: 'ListenError', code: 'EADDRINUSE', message: `listen tcp ${address}: bind: address already in use` });
  });

  it('finishes what is in flight when it closes, and takes nothing new', async () => {
    let release = (): void => undefined;
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const listener = await serve(async () => {
      arrived();
      await new Promise<void>((go) => {
        release = go;
      });
      return { status: 200, headers: {}, body: bytes('finished') };
    });
    const reply = post(listener.address, bytes(''));
    await arrival;

    const closed = listener.close(5_000);
    await expect(post(listener.address, bytes(''))).rejects.toThrow(`dial tcp ${listener.address}: connect: connection refused`);
    release();

    expect(text((await reply).body)).toBe('finished');
    await closed;
    await listener.close(5_000);
  });

  it('ends requests that outlive the grace', async () => {
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const listener = await serve(() => {
      arrived();
      return new Promise(() => undefined);
    });
    const failure = expect(post(listener.address, bytes(''))).rejects.toThrow('EOF');
    await arrival;

    await listener.close(50);

    await failure;
  });
});

describe('fetch', () => {
  it("fails in Go's words", async () => {
    const silent = await rawServer(() => undefined);
    const closing = await rawServer((socket) => socket.once('data', () => socket.end()));
    const resetting = await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const cutting = await rawServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf')));
    const garbling = await rawServer((socket) => socket.once('data', () => socket.end('what?\r\n\r\n')));
    const gone = new AbortController();
    gone.abort();
    const get = (address: string, options = patient) => network.fetch({ method: 'GET', url: `http://${address}/`, headers: {}, body: bytes('') }, options).catch((error: Error) => error.message);

    expect(await get('127.0.0.1:1')).toBe('dial tcp 127.0.0.1:1: connect: connection refused');
    expect(await get('localhost:1')).toBe('dial tcp 127.0.0.1:1: connect: connection refused');
    expect(await get('no-such-host.invalid:80')).toMatch(/^dial tcp: lookup no-such-host\.invalid: (no such host|server misbehaving)$/);
    expect(await get(silent, { ...patient, timeoutMillis: 30 })).toBe('context deadline exceeded');
    expect(await network.fetch({ method: 'GET', url: `http://${silent}/`, headers: {}, body: bytes('') }, { ...patient, signal: gone.signal }).catch((error: Error) => error.message)).toBe('context canceled');
    expect(await get(closing)).toBe('EOF');
    expect(await get(resetting)).toBe('read tcp: read: connection reset by peer');
    expect(await get(cutting)).toBe('unexpected EOF');
    expect(await get(garbling)).toMatch(/^net\/http: HTTP\/1\.x transport connection broken: malformed HTTP response/);
    expect(await network.fetch({ method: 'GET', url: 'ftp://127.0.0.1/', headers: {}, body: bytes('') }, patient).catch((error: Error) => error.message)).toBe('unsupported protocol scheme "ftp"');
  });

  it('reuses its connection', async () => {
    const peers = new Set<string>();
    const { address } = await serve(async ({ remoteAddress }) => {
      peers.add(remoteAddress);
      return { status: 200, headers: {}, body: bytes('ok') };
    });

    for (let i = 0; i < 3; i += 1) await post(address, bytes('x'));

    expect(peers.size).toBe(1);
  });

  it('sends again on a new connection when the server had closed the pooled one', async () => {
    let requests = 0;
    const address = await rawServer((socket) => {
      let own = 0;
      socket.on('data', () => {
        own += 1;
        requests += 1;
        if (own === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
        else socket.destroy();
      });
    });

    await post(address, bytes('first'));
    const second = await post(address, bytes('second'));

    expect(text(second.body)).toBe('ok');
    expect(requests).toBe(3);
  });

  it('cuts a reply that is longer than asked for', async () => {
    const { address } = await serve(async () => ({ status: 200, headers: {}, body: new Uint8Array(5_000_000) }));

    const reply = await network.fetch({ method: 'GET', url: `http://${address}/`, headers: {}, body: bytes('') }, { timeoutMillis: 5_000, maxResponseBytes: 10 });

    expect(reply.body.length).toBe(10);
  });
});
