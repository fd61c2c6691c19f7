import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { GrpcConnectOptions, HttpClientSettings, HttpListenOptions, Listener } from '#engine/network/network.ts';
import type { ClientTlsOptions, ServerTlsOptions, TlsIdentity } from '#engine/network/tls.ts';
import { loopbackNetwork } from './loopbackNetwork.ts';

const pem = (name: string): string => readFileSync(new URL(`../../../../test/fixtures/tls/${name}`, import.meta.url), 'utf8');
const identity = (name: string): TlsIdentity => ({ certPem: pem(`${name}.crt`), keyPem: pem(`${name}.key`) });
const parameters = { minVersion: '1.2', maxVersion: '1.3', cipherSuites: [], curves: [] } as const;
const serverTls = (name: string, more: Partial<ServerTlsOptions> = {}): ServerTlsOptions => ({ ...parameters, identity: identity(name), ...more });
const clientTls = (more: Partial<ClientTlsOptions> = {}): ClientTlsOptions => ({ ...parameters, caPem: pem('ca.crt'), systemCas: false, serverName: '', skipVerify: false, ...more });
const mutual = serverTls('server', { clientCaPem: pem('ca.crt') });

const network = loopbackNetwork((error) => { throw error; });
const path = '/a.Service/Call';
const opened: { close(graceMillis: number): unknown }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close(0)));
});
const kept = <T extends { close(graceMillis: number): unknown }>(value: T): T => {
  opened.push(value);
  return value;
};

async function http(tls: ServerTlsOptions | undefined, more: Partial<HttpListenOptions> = {}): Promise<Listener> {
  return kept(await network.listenHttp({ address: '127.0.0.1:0', maxBodyBytes: 1000, ...(tls === undefined ? {} : { tls }), ...more }, async ({ body }) => ({ status: 200, headers: {}, body: body === 'tooLarge' ? new Uint8Array() : body })));
}
async function post(address: string, tls: ClientTlsOptions | undefined, scheme = 'https'): Promise<string> {
  const client: HttpClientSettings = { maxIdleConnections: 1, maxConnectionsPerHost: 0, idleTimeoutMillis: 1000, keepAlives: false, ...(tls === undefined ? {} : { tls }) };
  try {
    const { body, status } = await network.fetch({ method: 'POST', url: `${scheme}://${address}/`, headers: {}, body: new TextEncoder().encode('hello') }, { timeoutMillis: 5000, maxResponseBytes: 1000, client });
    return `${String(status)} ${new TextDecoder().decode(body)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
async function grpc(tls: ServerTlsOptions | undefined): Promise<string> {
  return kept(await network.listenGrpc({ address: '127.0.0.1:0', maxReceiveBytes: 1000, ...(tls === undefined ? {} : { tls }) }, new Map([[path, async (message) => message]]))).address;
}
async function call(address: string, tls: ClientTlsOptions | boolean, more: Partial<GrpcConnectOptions> = {}): Promise<string> {
  const client = kept(network.connectGrpc({ address, tls, compression: 'none', ...more }));
  try {
    return new TextDecoder().decode(await client.unary(path, new TextEncoder().encode('hello'), { metadata: {}, timeoutMillis: 5000 }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
const unavailable = (text: string): string => `rpc error: code = Unavailable desc = connection error: desc = "${text}"`;

const verify = 'tls: failed to verify certificate: x509: ';
/** What v0.159's exporters print. */
const refused: readonly [string, { readonly server: ServerTlsOptions; readonly client: ClientTlsOptions; readonly text: string | RegExp }][] = [
  ['of an unknown CA', { server: serverTls('server'), client: clientTls({ caPem: pem('otherCa.crt') }), text: `${verify}certificate signed by unknown authority` }],
  ['of none of the known CAs', { server: serverTls('server'), client: (({ caPem: _, ...rest }) => ({ ...rest, systemCas: true }))(clientTls()), text: `${verify}certificate signed by unknown authority` }],
  ['without the address dialled', { server: serverTls('elsewhere'), client: clientTls(), text: `${verify}cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs` }],
  ['of another name', { server: serverTls('elsewhere'), client: clientTls({ serverName: 'localhost' }), text: `${verify}certificate is valid for elsewhere.example, www.elsewhere.example, not localhost` }],
  ['that has expired', { server: serverTls('expired'), client: clientTls(), text: /^tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ is after 2021-01-01T00:00:00Z$/ }],
  ['of too old a version', { server: serverTls('server', { maxVersion: '1.2' }), client: clientTls({ minVersion: '1.3' }), text: 'remote error: tls: protocol version not supported' }],
];
const accepted: readonly [string, { readonly server: ServerTlsOptions; readonly client: ClientTlsOptions }][] = [
  ['signed by the given CA', { server: serverTls('server'), client: clientTls() }],
  ['nobody looks at', { server: serverTls('expired'), client: clientTls({ caPem: pem('otherCa.crt'), skipVerify: true }) }],
  ['of the overriding name', { server: serverTls('elsewhere'), client: clientTls({ serverName: 'www.elsewhere.example' }) }],
  ['in exchange for the client\'s', { server: mutual, client: clientTls({ identity: identity('client') }) }],
  ['by TLS 1.2 and one cipher suite', { server: serverTls('server', { cipherSuites: ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'], curves: ['P256'] }), client: clientTls({ maxVersion: '1.2' }) }],
];
const inQuotes = (text: string | RegExp): unknown => (typeof text === 'string' ? unavailable(`transport: authentication handshake failed: ${text}`) : expect.stringMatching(new RegExp(text.source.replace('^', 'authentication handshake failed: ').replace('$', '"$'))));

describe('HTTP over TLS', () => {
  it.each(accepted)('takes a certificate %s', async (_, { client, server }) => {
    expect(await post((await http(server)).address, client)).toBe('200 hello');
  });

  it.each(refused)('refuses a certificate %s', async (_, { client, server, text }) => {
    expect(await post((await http(server)).address, client)).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
  });

  it('says that the server speaks plain HTTP', async () => {
    expect(await post((await http(undefined)).address, clientTls())).toBe('http: server gave HTTP response to HTTPS client');
  });

  it('answers plain HTTP with 400 and says who sent it', async () => {
    const failures: string[] = [];
    const { address } = await http(serverTls('server'), { connectionFailed: (message) => failures.push(message) });

    expect(await post(address, undefined, 'http')).toBe('400 Client sent an HTTP request to an HTTPS server.\n');
    expect(failures).toEqual([expect.stringMatching(/^http: TLS handshake error from 127\.0\.0\.1:\d+: client sent an HTTP request to an HTTPS server$/)]);
  });

  it('asks for the client\'s certificate', async () => {
    const failures: string[] = [];
    const { address } = await http(mutual, { connectionFailed: (message) => failures.push(message) });

    expect(await post(address, clientTls())).toBe('remote error: tls: certificate required');
    expect(failures).toEqual([expect.stringContaining('tls: client didn\'t provide a certificate')]);
  });

  it('lets no client of another CA in', async () => {
    const failures: string[] = [];
    const { address } = await http(mutual, { connectionFailed: (message) => failures.push(message) });

    expect(await post(address, clientTls({ identity: identity('otherClient') }))).toBe('EOF');
    expect(failures).toEqual([expect.stringMatching(/^http: TLS handshake error from .*: tls: failed to verify certificate: x509: certificate signed by unknown authority$/)]);
  });

  it('does not listen with the key of another certificate', async () => {
    const tls = serverTls('server', { identity: { certPem: pem('server.crt'), keyPem: pem('client.key') } });

    await expect(http(tls)).rejects.toThrow('failed to load TLS config: failed to load TLS cert and key: failed to load TLS cert and key PEMs: tls: private key does not match public key');
  });

  it('refuses connections after it is closed', async () => {
    const listener = await http(serverTls('server'));

    await listener.close(0);

    expect(await post(listener.address, clientTls())).toBe(`dial tcp ${listener.address}: connect: connection refused`);
  });
});

describe('gRPC over TLS', () => {
  it.each(accepted)('takes a certificate %s', async (_, { client, server }) => {
    expect(await call(await grpc(server), client)).toBe('hello');
  });

  it.each(refused)('refuses a certificate %s', async (_, { client, server, text }) => {
    expect(await call(await grpc(server), client)).toEqual(inQuotes(text));
  });

  it('says in round robin too that the server does not speak TLS', async () => {
    const address = await grpc(undefined);

    expect(await call(address, true)).toBe(unavailable('transport: authentication handshake failed: tls: first record does not look like a TLS handshake'));
    expect(await call(address, true, { balancer: 'round_robin' })).toBe(unavailable('transport: authentication handshake failed: tls: first record does not look like a TLS handshake'));
  });

  it('hangs up on a plain client', async () => {
    expect(await call(await grpc(serverTls('server')), false)).toBe(unavailable('error reading server preface: EOF'));
  });

  it('asks for the client\'s certificate', async () => {
    expect(await call(await grpc(mutual), clientTls())).toBe(unavailable('error reading server preface: remote error: tls: certificate required'));
  });
});

describe('certificates that are read again', () => {
  it('are shown to the next client', async () => {
    const reloaded = serverTls('elsewhere', { reload: { everyMillis: 100, load: async () => ({ identity: identity('server') }) } });
    const [overHttp, overGrpc] = [(await http(reloaded)).address, await grpc(reloaded)];

    await expect.poll(() => post(overHttp, clientTls()), { timeout: 5000 }).toBe('200 hello');
    await expect.poll(() => call(overGrpc, clientTls()), { timeout: 5000 }).toBe('hello');
  });

  it('are shown to the next server', async () => {
    const reloaded = clientTls({ identity: identity('otherClient'), reload: { everyMillis: 1, load: async () => ({ identity: identity('client') }) } });
    const client: HttpClientSettings = { maxIdleConnections: 1, maxConnectionsPerHost: 0, idleTimeoutMillis: 1000, keepAlives: false, tls: reloaded };
    const { address } = await http(mutual);
    const get = async () => (await network.fetch({ method: 'GET', url: `https://${address}/`, headers: {}, body: new Uint8Array() }, { timeoutMillis: 5000, maxResponseBytes: 10, client })).status;

    await expect.poll(get, { timeout: 5000 }).toBe(200);
  });
});
