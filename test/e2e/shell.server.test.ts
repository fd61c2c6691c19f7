import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { root } from '../../scripts/lib/root.mjs';
import { type ChildProgram, startProgram } from './support/childProgram.ts';

const server = resolve(root, 'out/node/server.js');

describe('the browser shell\'s server', () => {
  let program: ChildProgram;
  let data: string;
  let port: number;
  let token: string;
  let cookie: string;
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'traceground-data-'));
    program = startProgram([server, '--no-open'], { TRACEGROUND_DATA: data });
    const address = new URL((await program.line(/^Traceground is at /)).replace('Traceground is at ', ''));
    port = Number(address.port);
    token = address.searchParams.get('token') ?? '';
    cookie = ((await get(`/?token=${token}`)).headers['set-cookie'] ?? [''])[0]!.split(';')[0]!;
  });
  afterAll(async () => {
    await program.stop();
    await rm(data, { recursive: true, force: true });
  });

  /** Paths go out as they are: fetch() would tidy them. */
  async function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers });
    outgoing.end();
    const [incoming] = await once(outgoing, 'response') as [IncomingMessage];
    let body = '';
    for await (const chunk of incoming) body += String(chunk);
    return { status: incoming.statusCode, headers: incoming.headers, body };
  }
  /** `open`, or the status of the refusal. */
  function connect(headers: Record<string, string>, { path = '/socket', protocols = ['traceground.1'] } = {}): Promise<string> {
    const socket = new WebSocket(`ws://127.0.0.1:${String(port)}${path}`, protocols, { headers });
    return new Promise((done) => {
      socket.once('open', () => {
        socket.close();
        done('open');
      });
      socket.once('unexpected-response', (_request, { statusCode }) => done(String(statusCode)));
      socket.on('error', () => undefined);
    });
  }
  const origin = (): string => `http://127.0.0.1:${String(port)}`;

  it('turns the token into a cookie that scripts cannot read and other sites cannot use', async () => {
    const { status, headers } = await get(`/?token=${token}`);

    expect(status).toBe(200);
    expect(headers['set-cookie']?.[0]).toMatch(/^traceground-\d+=[0-9a-f]{32}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(headers['set-cookie']?.[0]).not.toContain(token);
    expect(token).toMatch(/^[0-9a-f]{32}$/);
  });

  it('sends a strict policy with everything', async () => {
    for (const { headers } of [await get('/', { cookie }), await get('/'), await get('/nothing', { cookie })]) {
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin' });
      expect(headers['content-security-policy']).toMatch(/default-src 'self';.*frame-ancestors 'none'/);
      expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
    }
  });

  it.each([['no token', '/'], ['a wrong token', `/?token=${'0'.repeat(32)}`], ['a short token', '/?token=0'], ['an asset without a cookie', '/assets/index.js']])('refuses %s', async (_, path) => {
    expect(await get(path)).toMatchObject({ status: 403 });
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1.evil.example:80', '[::1]:80'])('refuses Host %s', async (host) => {
    expect(await get(`/?token=${token}`, { host })).toMatchObject({ status: 403 });
  });

  it.each([
    '/../package.json', '/assets/../../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/%2e%2e%2f%2e%2e%2fetc/passwd', '/..\\package.json', '/..%5cpackage.json',
    '//etc/passwd', '/assets/%00.js', '/%', '/.stamps', '/index.html/', '/index.html%3a%3a$DATA', 'http://evil.example/',
  ])('has no file at %s', async (path) => {
    expect(await get(path, { cookie })).toMatchObject({ status: 404 });
  });

  it('takes no other verb', async () => {
    expect(await get('/', { cookie }, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  it('accepts a WebSocket of its own page', async () => {
    expect(await connect({ origin: origin(), cookie })).toBe('open');
  });

  it('refuses every other WebSocket', async () => {
    expect({
      foreignOrigin: await connect({ origin: 'http://evil.example', cookie }),
      otherPort: await connect({ origin: 'http://127.0.0.1:1', cookie }),
      noOrigin: await connect({ cookie }),
      noCookie: await connect({ origin: origin() }),
      wrongHost: await connect({ origin: origin(), cookie, host: 'evil.example' }),
      otherPath: await connect({ origin: origin(), cookie }, { path: '/' }),
      otherProtocol: await connect({ origin: origin(), cookie }, { protocols: ['traceground.2'] }),
    }).toEqual({ foreignOrigin: '403', otherPort: '403', noOrigin: '403', noCookie: '403', wrongHost: '403', otherPath: '404', otherProtocol: '400' });
  });

  it('closes a WebSocket that sends too much, and lives on', async () => {
    const raw = net.connect(port, '127.0.0.1');
    const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/socket`, 'traceground.1', { headers: { origin: origin(), cookie }, createConnection: () => raw });
    await once(socket, 'open');
    socket.on('error', () => undefined);
    const closed = once(socket, 'close') as Promise<[number]>;

    // Only the head of the frame: unread bytes of a body would let the system reset the connection before the close code arrives.
    raw.write(headOfTextFrame(17 * 1024 * 1024));

    expect((await closed)[0]).toBe(1009);
    expect(await get('/', { cookie })).toMatchObject({ status: 200 });
  });

  it('says in one line that a port is taken, and exits 1', async () => {
    const second = startProgram([server, '--no-open', '--port', String(port)], { TRACEGROUND_DATA: data });

    expect(await second.exited).toBe(1);
    expect(second.output()).toBe(`Port ${String(port)} is in use: stop what listens there, or leave --port out to take a free one.\n`);
  });

  it('exits 2 for wrong usage', async () => {
    const wrong = startProgram([server, '--port', 'eighty'], {});

    expect(await wrong.exited).toBe(2);
    expect(wrong.output()).toContain('Usage:');
  });

  it('prints one line, and ends with everything it started on SIGTERM', async () => {
    expect(await program.stop('SIGTERM')).toBe(0);
    expect(program.output()).toMatch(/^Traceground is at http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]{32}\n$/);
  });
});

/** The masked head of a final text frame that announces `length` bytes (RFC 6455, section 5.2). */
function headOfTextFrame(length: number): Buffer {
  const head = Buffer.alloc(14);
  head.set([0x81, 0xff]);
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
