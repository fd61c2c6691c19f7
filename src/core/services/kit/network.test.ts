import dns from 'node:dns';
import { createServer, get, type Server } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { type AddressInfo, connect, type Server as NetServer } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { patchNetwork } from './network.ts';
import { Routes } from './routes.ts';

const routes = new Routes();
const servers: NetServer[] = [];
/** Its real `127.0.0.1:port`. */
async function listening(server: NetServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
const answering = (text: string): Server => createServer((request, response) => response.end(`${text} as ${request.headers.host ?? ''}`));

let vets: string;
let closed: string;
beforeAll(async () => {
  patchNetwork(routes);
  vets = await listening(answering('vets'));
  const gone = answering('');
  closed = await listening(gone);
  gone.close();
});
beforeEach(() => {
  routes.set({ 'vets:3003': vets, 'billing:3004': closed });
});
afterAll(() => {
  for (const server of servers) server.close();
});

const failure = (socket: { once(event: 'error', listener: (error: Error) => void): unknown }): Promise<Error> => new Promise((resolve) => { socket.once('error', resolve); });

describe('the network of a program in a lab', () => {
  it('takes node:http and fetch to the program behind a name, and nothing but the lab is other', async () => {
    const viaHttp = new Promise<string>((resolve, reject) => {
      get('http://vets:3003/', (response) => { response.setEncoding('utf8').once('data', resolve); }).once('error', reject);
    });

    expect(await viaHttp).toBe('vets as vets:3003');
    expect(await (await fetch('http://vets:3003/')).text()).toBe('vets as vets:3003');
    expect(await (await fetch(`http://${vets}/`)).text()).toBe(`vets as ${vets}`);
    expect(await (await fetch(`http://${vets.replace('127.0.0.1', 'localhost')}/`)).text()).toContain('vets as localhost');
  });

  it('takes http2 there', async () => {
    const server = createHttp2Server();
    server.on('stream', (stream) => { stream.respond({ ':status': 204 }, { endStream: true }); });
    routes.set({ 'collector:4317': await listening(server) });

    const session = connectHttp2('http://collector:4317');
    const status = await new Promise((resolve) => { session.request({ ':path': '/' }).once('response', (headers) => resolve(headers[':status'])).resume(); });
    session.close();

    expect(status).toBe(204);
  });

  it('fails like DNS for a name nobody has, later and on the socket', async () => {
    const expected = { message: 'getaddrinfo ENOTFOUND colector', code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'colector' };

    expect(await failure(connect(4318, 'colector'))).toMatchObject(expected);
    expect(await failure(connect({ port: 4318, host: 'colector' }))).toMatchObject(expected);
    await expect(fetch('http://colector:4318/')).rejects.toMatchObject({ message: 'fetch failed', cause: expected });
  });

  it('is refused where nobody listens, in words of the lab', async () => {
    const refused = (address: string, port: number) => ({ message: `connect ECONNREFUSED ${address}:${String(port)}`, code: 'ECONNREFUSED', address, port });

    expect(await failure(connect(9, 'vets'))).toMatchObject(refused('vets', 9));
    const behindAClosedDoor = await failure(connect(3004, 'billing'));
    expect(behindAClosedDoor).toMatchObject(refused('billing', 3004));
    expect(behindAClosedDoor.stack).not.toContain(closed);
    await expect(fetch('http://billing:3004/')).rejects.toMatchObject({ cause: refused('billing', 3004) });
  });

  it('changes no options of the caller, and asks TLS for the name', async () => {
    const options = { host: 'vets', port: 3003 };
    const socket = connect(options);
    await new Promise<void>((resolve) => { socket.once('connect', resolve); });
    socket.destroy();
    expect(options).toEqual({ host: 'vets', port: 3003 });

    const hello = new Promise<string>((resolve) => {
      const server = servers[0] as Server;
      server.once('clientError', (_error: Error, peer) => { peer.destroy(); });
      server.once('connection', (peer) => peer.once('data', (bytes: Buffer) => resolve(bytes.toString('latin1'))));
    });
    const secure = connectTls({ host: 'vets', port: 3003, servername: 'vets' });
    await failure(secure);

    expect(await hello).toContain('\0\x04vets');
  });

  it('resolves names for libraries that do it themselves', async () => {
    const address = (await dns.promises.lookup('vets', { all: true }))[0]!.address;
    expect(await promisify(dns.lookup)('vets')).toEqual({ address, family: 4 });
    expect(await dns.promises.lookup('vets')).toEqual({ address, family: 4 });
    expect(await dns.promises.resolveTxt('vets')).toEqual([]);
    await expect(dns.promises.lookup('colector')).rejects.toThrow('getaddrinfo ENOTFOUND colector');
    await expect(promisify(dns.lookup)('colector')).rejects.toThrow('getaddrinfo ENOTFOUND colector');
    expect((await dns.promises.lookup('127.0.0.1')).address).toBe('127.0.0.1');

    expect(await failure(connect(9, address))).toMatchObject({ message: 'connect ECONNREFUSED vets:9' });
    expect(await new Promise((resolve) => { connect(3003, address).once('connect', function (this: { destroy(): void }) { this.destroy(); resolve('there'); }); })).toBe('there');
  });
});
