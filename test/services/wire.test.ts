import { Agent, createServer, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildServices } from '../support/buildServices.ts';
import { ask, closeLater, hop, listening, raw, read, resolvable, RunningWire, stopListening, tcpReceiver } from '../support/wire.ts';

let wire: RunningWire;
beforeEach(async () => {
  await buildServices();
  wire = new RunningWire();
});
afterEach(async () => {
  stopListening();
  expect(await wire.stop()).toBe(0);
  expect(wire.lines).toEqual([]);
});

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';

describe('the wire, for HTTP', () => {
  it('lets heads cross byte for byte, both ways, and records them', async () => {
    const sent = 'POST /vets/1?x=%20y HTTP/1.1\r\nX-A: 1\r\nhost: vets:3003\r\nx-a: 2\r\nTraceParent: t\r\nX-B: \xe9\r\nX-A: 3\r\nContent-Length: 5\r\n\r\nhello';
    const answered = 'HTTP/1.1 201 Very Created\r\nset-cookie: a\r\nX-Y: 1\r\nSet-Cookie: b\r\nCONTENT-length: 2\r\n\r\nok';
    let seen = '';
    const port = await tcpReceiver((socket, text) => {
      seen = text;
      if (text.endsWith('hello')) socket.end(Buffer.from(answered, 'latin1'));
    });
    const door = await wire.lead(port);

    const { text } = await raw(door, Buffer.from(sent, 'latin1'));
    const [exchange] = await wire.recorded();

    expect(seen).toBe(sent);
    expect(text).toBe(answered);
    expect({ ...exchange!, startedUnixMillis: 0, durationMillis: 0, receiverSees: 0 }).toEqual({
      from: 'web', address: 'vets:3003', protocol: 'http', method: 'POST', path: '/vets/1?x=%20y', startedUnixMillis: 0, durationMillis: 0, receiverSees: 0,
      requestHeaders: ['X-A', '1', 'host', 'vets:3003', 'x-a', '2', 'TraceParent', 't', 'X-B', '\xe9', 'X-A', '3', 'Content-Length', '5'],
      responseHeaders: ['set-cookie', 'a', 'X-Y', '1', 'Set-Cookie', 'b', 'CONTENT-length', '2'],
      requestBytes: 5, responseBytes: 2, requestBody: new Uint8Array(Buffer.from('hello')), isBodyWhole: true, status: 201, error: null,
    });
  });

  it('adds nothing to a request without body and host, nor to an answer that ends with its connection', async () => {
    const sent = 'GET / HTTP/1.1\r\nA: b\r\n\r\n';
    const answered = 'HTTP/1.1 200 OK\r\nx: y\r\n\r\nall of it';
    let seen = '';
    const port = await tcpReceiver((socket, text) => {
      seen = text;
      socket.end(answered);
    });

    const { text } = await raw(await wire.lead(port), sent);

    expect({ seen, text }).toEqual({ seen: sent, text: answered });
  });

  it('tells the port that the receiver sees, and keeps one connection for one of the sender', async () => {
    const ports: (number | undefined)[] = [];
    const port = await listening(createServer((request, response) => {
      ports.push(request.socket.remotePort);
      response.end();
    }));
    const door = await wire.lead(port);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    closeLater(() => agent.destroy());

    for (let count = 0; count < 3; count++) await ask({ port: door, agent });
    await ask({ port: door });
    const exchanges = await wire.recorded(4);

    expect(exchanges.map(({ receiverSees }) => receiverSees)).toEqual(ports);
    expect(new Set(ports.slice(0, 3)).size).toBe(1);
    expect(new Set(ports).size).toBe(2);
  });

  it('streams large bodies both ways, keeps the first 64 kB of the request, and passes trailers on', async () => {
    const large = Buffer.alloc(3_000_000, 'abcdefg');
    let trailers: readonly string[] = [];
    const port = await listening(createServer((request, response) => {
      response.writeHead(200, { Trailer: 'X-Sum' });
      request.pipe(response, { end: false });
      request.once('end', () => {
        trailers = request.rawTrailers;
        response.addTrailers({ 'X-Sum': '7' });
        response.end();
      });
    }));
    const request = httpRequest({ host: '127.0.0.1', port: await wire.lead(port), method: 'POST', headers: { Trailer: 'X-End' } });
    request.write(large);
    request.addTrailers({ 'X-End': 'now' });
    request.end();
    const [response] = await once(request, 'response') as [IncomingMessage];
    const body = await read(response);
    const [exchange] = await wire.recorded();

    expect(body.equals(large)).toBe(true);
    expect(trailers).toEqual(['X-End', 'now']);
    expect(response.rawTrailers).toEqual(['X-Sum', '7']);
    expect({ sent: exchange!.requestBytes, answered: exchange!.responseBytes, whole: exchange!.isBodyWhole }).toEqual({ sent: 3_000_000, answered: 3_000_000, whole: false });
    expect(Buffer.from(exchange!.requestBody).equals(large.subarray(0, 65_536))).toBe(true);
  });

  it('waits for the receiver where the sender expects 100-continue', async () => {
    const server = createServer();
    const order: string[] = [];
    server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
      order.push('asked');
      response.writeContinue();
      void read(request).then((body) => response.end(body));
    });
    const request = httpRequest({ host: '127.0.0.1', port: await wire.lead(await listening(server)), method: 'POST', headers: { Expect: '100-continue', 'Content-Length': 4 } });
    request.flushHeaders();
    await once(request, 'continue');
    order.push('continued');
    request.end('body');
    const [response] = await once(request, 'response') as [IncomingMessage];

    expect((await read(response)).toString()).toBe('body');
    expect(order).toEqual(['asked', 'continued']);
  });

  it('carries an upgraded connection, and records the request that asked for it', async () => {
    const server = createServer();
    server.on('upgrade', (_, socket: Socket, head: Buffer) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
      socket.write(head);
      socket.pipe(socket);
    });
    const door = await wire.lead(await listening(server));

    const { text } = await raw(door, 'GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\nping', { until: 'ping' });
    const [exchange] = await wire.recorded();

    expect(text).toBe('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\nping');
    expect(exchange).toMatchObject({ method: 'GET', path: '/ws', status: 101, responseHeaders: ['Upgrade', 'echo', 'Connection', 'Upgrade'], error: null });
  });

  it('aborts the request to the receiver when the sender goes away', async () => {
    const aborted = resolvable<boolean>();
    const arrived = resolvable<null>();
    const port = await listening(createServer((_, response) => {
      response.once('close', () => aborted.resolve(!response.writableFinished));
      arrived.resolve(null);
    }));
    const request = httpRequest({ host: '127.0.0.1', port: await wire.lead(port) });
    request.on('error', () => undefined);
    request.end();
    await arrived.promise;
    request.destroy();

    expect(await aborted.promise).toBe(true);
    expect((await wire.recorded())[0]).toMatchObject({ status: null, error: 'the sender closed the connection before the answer was complete' });
  });

  it.each([
    ['nobody listens', async () => null, 'connection refused: nobody listens at vets:3003'],
    ['the connection is refused', async () => {
      const server = createTcpServer();
      const port = await listening(server);
      await new Promise((resolve) => server.close(resolve));
      return port;
    }, 'connection refused: nobody listens at vets:3003'],
    ['the receiver hangs up', () => tcpReceiver((socket) => socket.destroy()), 'the receiver closed the connection without an answer'],
    ['the receiver stops halfway', () => tcpReceiver((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')), 'the receiver closed the connection in the middle of its answer'],
  ])('breaks the connection when %s, and says so', async (_, receiver: () => Promise<number | null>, error) => {
    const door = await wire.lead(await receiver());

    const asked = ask({ port: door });

    await expect(asked).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await wire.recorded())[0]).toMatchObject({ method: 'GET', path: '/', error });
  });

  it('hands on an answer that is no HTTP, and puts it in words', async () => {
    const door = await wire.lead(await tcpReceiver((socket) => socket.end('SSH-2.0-x\r\n')));

    const { text } = await raw(door, 'GET / HTTP/1.1\r\nHost: h\r\n\r\n');

    expect(text).toBe('SSH-2.0-x\r\n');
    expect((await wire.recorded())[0]?.error).toMatch(/^answered what is no HTTP\/1\.1: Parse Error/);
  });

  it('says of a gRPC port that it speaks no HTTP/1.1', async () => {
    const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
    const door = await wire.lead(await tcpReceiver((socket) => socket.end(settings)));

    await raw(door, 'POST /v1/traces HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n');

    expect((await wire.recorded())[0]).toMatchObject({ path: '/v1/traces', status: null, error: 'answered HTTP/2: this port speaks gRPC, not HTTP/1.1' });
  });

  it('answers garbage, survives it, and goes on', async () => {
    const port = await tcpReceiver((socket) => socket.end(ok));
    const door = await wire.lead(port);

    const garbage = await raw(door, '\x00\xff\r\n\r\n');
    await raw(door, 'PRI * HT', { end: true });
    await raw(door, 'GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n');
    const good = await raw(door, 'GET / HTTP/1.1\r\nHost: h\r\n\r\n');

    expect(garbage.text).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    expect(good.text).toBe(ok);
    expect((await wire.recorded(3)).map(({ protocol, status }) => `${protocol} ${String(status)}`)).toEqual(['unknown 400', 'unknown 400', 'http 200']);
  });

  it('keeps the door of a hop whose receiver moves, and closes that of a hop that is gone', async () => {
    const first = await wire.lead(await tcpReceiver((socket) => socket.end(ok)));
    const moved = await tcpReceiver((socket) => socket.end(ok.replace('ok', 'no')));
    const second = await wire.lead(moved);
    const answer = await raw(second, 'GET / HTTP/1.1\r\nHost: h\r\n\r\n');
    const doors = await wire.hops({ ...hop(moved), from: 'visits' });

    expect(second).toBe(first);
    expect(answer.text.endsWith('\r\n\r\nno')).toBe(true);
    expect(Object.keys(doors)).toEqual(['visits vets:3003']);
    await expect(ask({ port: first })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('finishes what is in flight before it stops', async () => {
    const arrived = resolvable<() => void>();
    const port = await listening(createServer((_, response) => arrived.resolve(() => response.end('late'))));
    const asked = ask({ port: await wire.lead(port), agent: new Agent({ keepAlive: true }) });
    const answer = await arrived.promise;
    wire.post({ type: 'stop' });
    answer();

    expect((await asked).body.toString()).toBe('late');
    expect((await wire.exit).code).toBe(0);
    expect(wire.exchanges.map(({ status }) => status)).toEqual([200]);
  });
});

describe('the wire, for gRPC', () => {
  it('lets HTTP/2 through and records nothing that goes well', async () => {
    const server = createHttp2Server();
    server.on('stream', (stream, headers) => {
      stream.respond({ ':status': 200, path: headers[':path'] ?? '' });
      stream.end('answer');
    });
    const session = connectHttp2(`http://127.0.0.1:${String(await wire.lead(await listening(server)))}`);
    const stream = session.request({ ':path': '/Export', ':method': 'POST' });
    stream.end('question');
    const body = await read(stream);
    session.close();
    await once(session, 'close');

    expect(body.toString()).toBe('answer');
    expect(wire.exchanges).toEqual([]);
  });

  it.each([
    ['nobody listens', async () => null, 'connection refused: nobody listens at vets:3003'],
    ['an HTTP/1.1 server answers', async () => listening(createServer()), 'answered HTTP/1.1: this port does not speak gRPC'],
    ['something else answers', async () => tcpReceiver((socket) => socket.end('SSH-2.0-something')), 'answered what is no HTTP/2: this port does not speak gRPC'],
    ['the receiver hangs up', async () => tcpReceiver((socket) => socket.end()), 'the receiver closed the connection without an answer'],
  ])('says so when %s', async (_, receiver: () => Promise<number | null>, error) => {
    await raw(await wire.lead(await receiver()), 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0');

    expect((await wire.recorded()).map((exchange) => ({ protocol: exchange.protocol, error: exchange.error }))).toEqual([{ protocol: 'grpc', error }]);
  });
});

describe('faults of a hop', () => {
  const get = 'GET / HTTP/1.1\r\nHost: h\r\nTraceParent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03\r\nBaggage: a=b\r\nConnection: close\r\n\r\n';
  let port: number;
  let seen: string[];
  beforeEach(async () => {
    seen = [];
    port = await tcpReceiver((socket, text) => {
      seen.push(text);
      socket.end(ok);
    });
  });

  it('strike the same requests for the same seed', async () => {
    const door = await wire.lead(port);
    const draw = async (seed: number): Promise<string> => {
      await wire.faults(port, seed, { ratio: 0.5, status: 503 });
      const statuses: string[] = [];
      for (let count = 0; count < 12; count++) statuses.push((await raw(door, get)).text.slice(9, 12));
      return statuses.join(' ');
    };

    const [first, again, other] = [await draw(1), await draw(1), await draw(2)];

    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(new Set(first.split(' '))).toEqual(new Set(['200', '503']));
  });

  it('answer a status instead of the receiver, after the whole request', async () => {
    const door = await wire.lead(port);
    await wire.faults(port, 1, { ratio: 1, status: 503 });

    const { response } = await ask({ port: door, method: 'POST' }, Buffer.from('body'));

    expect(response.statusCode).toBe(503);
    expect(seen).toEqual([]);
    expect((await wire.recorded())[0]).toMatchObject({ status: 503, requestBytes: 4, isBodyWhole: true, receiverSees: null, error: null });
  });

  it('cut the connection', async () => {
    const door = await wire.lead(port);
    await wire.faults(port, 1, { ratio: 1, cut: true });

    expect(await raw(door, get)).toEqual({ text: '', error: 'ECONNRESET' });
    expect(seen).toEqual([]);
    expect((await wire.recorded())[0]?.error).toBe('the connection was cut: a fault of this hop');
  });

  it('hold a request back', async () => {
    const door = await wire.lead(port);
    await wire.faults(port, 1, { ratio: 1, latencyMillis: 60 }, { ratio: 1, latencyMillis: 40 });

    await raw(door, get);

    expect((await wire.recorded())[0]?.durationMillis).toBeGreaterThanOrEqual(99);
  });

  it('take headers away and set the sampled flag alone; the record has what went on', async () => {
    const door = await wire.lead(port);
    await wire.faults(port, 1, { ratio: 1, dropHeaders: ['baggage', 'content-length'], forgeSampled: false });

    await raw(door, get);

    expect(seen).toEqual([get.replace('Baggage: a=b\r\n', '').replace('-03\r\n', '-02\r\n')]);
    expect((await wire.recorded())[0]?.requestHeaders).toEqual(['Host', 'h', 'TraceParent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-02', 'Connection', 'close']);
  });

  it('make up a traceparent where there is none', async () => {
    const door = await wire.lead(port);
    await wire.faults(port, 1, { ratio: 1, forgeSampled: true });

    await raw(door, 'GET / HTTP/1.1\r\nHost: h\r\n\r\n');

    expect(seen[0]).toMatch(/\r\ntraceparent: 00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-01\r\n\r\n$/);
  });
});
