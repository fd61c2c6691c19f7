import { describe, expect, it } from 'vitest';
import { clientTls, serverTls } from './tls.ts';
import { clientTlsOptions, serverTlsOptions } from './tlsOptions.ts';

const block = (type: string): string => `-----BEGIN ${type}-----\nAAAA\n-----END ${type}-----\n`;
const contents: Readonly<Record<string, string>> = { '/ca': block('CERTIFICATE'), '/cert': block('CERTIFICATE'), '/key': block('PRIVATE KEY'), '/text': 'nothing' };
const files = {
  read: async (path: string): Promise<Uint8Array> => {
    const text = contents[path];
    if (text === undefined) throw new Error(`open ${path}: no such file or directory`);
    return new TextEncoder().encode(text);
  },
};
const client = (written: object) => clientTlsOptions(clientTls().parse(written), files, 'localhost');
const server = (written: object | null) => serverTlsOptions(serverTls().parse(written), files);
const identity = { cert_file: '/cert', key_file: '/key' };
const missing = 'open /no: no such file or directory';

describe('clientTlsOptions', () => {
  it('gives nothing where upstream has no TLS config: insecure and no CA', async () => {
    expect(await client({ insecure: true })).toBeUndefined();
    expect(await client({ insecure: true, ca_file: '/ca' })).toBeDefined();
  });

  it('expects the name dialled unless another is given, of a CA of the system unless one is given', async () => {
    expect(await client({})).toEqual({ minVersion: '1.2', maxVersion: '1.3', cipherSuites: [], curves: [], systemCas: true, serverName: 'localhost', skipVerify: false });
    expect(await client({ ca_file: '/ca', server_name_override: 'a', insecure_skip_verify: true, min_version: '1.3' }))
      .toEqual({ minVersion: '1.3', maxVersion: '1.3', cipherSuites: [], curves: [], caPem: contents['/ca'], systemCas: false, serverName: 'a', skipVerify: true });
  });

  it('reads the certificate again where it is told how often', async () => {
    const options = await client({ ...identity, reload_interval: '1m' });

    expect(options?.reload?.everyMillis).toBe(60_000);
    expect(await options?.reload?.load()).toEqual({ identity: { certPem: contents['/cert'], keyPem: contents['/key'] } });
  });

  it.each([
    [{ ca_file: '/no' }, `failed to load CA CertPool File: failed to load cert /no: ${missing}`],
    [{ ca_file: '/text' }, 'failed to load CA CertPool File: failed to parse cert'],
    [{ ca_pem: 'nothing' }, 'failed to load CA CertPool PEM: failed to parse cert'],
    [{ cert_file: '/no', key_file: '/key' }, `failed to load TLS cert and key: ${missing}`],
    [{ cert_file: '/text', key_file: '/key' }, 'failed to load TLS cert and key: failed to load TLS cert and key PEMs: tls: failed to find any PEM data in certificate input'],
    [{ cert_file: '/key', key_file: '/cert' }, 'failed to load TLS cert and key: failed to load TLS cert and key PEMs: tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched'],
    [{ cert_file: '/cert', key_file: '/cert' }, 'failed to load TLS cert and key: failed to load TLS cert and key PEMs: tls: found a certificate rather than a key in the PEM for the private key'],
    [{ cert_file: '/cert' }, 'failed to load TLS cert and key: for auth via TLS, provide both certificate and key, or neither'],
    [{ min_version: '2' }, 'invalid TLS min_version: unsupported TLS version: "2"'],
    [{ cipher_suites: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'x', 'TLS_RSA_WITH_RC4_128_SHA'] }, 'invalid TLS cipher suite: "x"\ninvalid TLS cipher suite: "TLS_RSA_WITH_RC4_128_SHA"'],
  ])('says in upstream\'s words what is wrong with %j', async (written, text) => {
    await expect(client(written)).rejects.toThrow(new Error(`failed to load TLS config: ${text}`));
  });
});

describe('serverTlsOptions', () => {
  it('asks for a client\'s certificate where it has a CA for it', async () => {
    expect(await server({ ...identity, client_ca_file: '/ca' })).toMatchObject({ identity: { certPem: contents['/cert'] }, clientCaPem: contents['/ca'] });
    expect(await server(identity)).not.toHaveProperty('clientCaPem');
  });

  it.each([
    ['/no', `failed to load client CA CertPool: failed to load CA /no: ${missing}`], ['/text', 'failed to load client CA CertPool: failed to parse CA /text'],
  ])('says in upstream\'s words what is wrong with the CA %s', async (path, text) => {
    await expect(server({ ...identity, client_ca_file: path })).rejects.toThrow(new Error(text));
  });
});

describe('a server without TLS', () => {
  it('has none where tls is null, as where it is absent', async () => {
    expect(await server(null)).toBeUndefined();
  });
});
