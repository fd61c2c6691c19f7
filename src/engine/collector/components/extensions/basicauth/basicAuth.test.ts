import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { background } from '../../../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { basicAuthExtension, basicAuthExtension2023 } from './factory.ts';

const create = (written: object, factory = basicAuthExtension) => factory.create(fakeSettings('basicauth'), factory.config.parse(written));
const sent = (credentials: string): string => `Basic ${btoa(credentials)}`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Made by `openssl passwd` and bcryptjs; the password is `secret`, of the last two `Hello world!`. */
const inline = [
  'plain:secret',
  'nginx:{PLAIN}secret',
  'sha:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=',
  'ssha:{SSHA}gVK8WC9YyFT1gMsQHTGCgT3sSv5zYWx0',
  'apr:$apr1$abcdefgh$h9FWgUz3n9YxylKLlR5SQ/',
  'bcrypt:$2y$05$IG2LAFBaZM0Xj7xkez3EY.TVtBmrEGazwSopmw/L7.I8v/CSVF83q',
  'sha256:$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5',
  'sha512:$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1',
  'md5:$1$saltstri$YMyguxXMBpd2TEZ.vS/3q1',
  'no colon',
  'broken:{SHA}abc',
].join('\n');

describe('the basicauth extension as a server', () => {
  it.each([
    ['plain', 'secret'], ['nginx', 'secret'], ['sha', 'secret'], ['ssha', 'secret'], ['apr', 'secret'], ['bcrypt', 'secret'], ['sha256', 'Hello world!'], ['sha512', 'Hello world!'], ['md5', 'Hello world!'],
  ])('knows the password of %s', async (name, password) => {
    const server = create({ htpasswd: { inline } });
    await server.start(fakeHost());

    const found = await server.serverAuthenticator?.authenticate({ authorization: [sent(`${name}:${password}`)] });

    expect([...found ?? []]).toEqual([['username', name], ['raw', btoa(`${name}:${password}`)]]);
    await expect(server.serverAuthenticator?.authenticate({ authorization: [sent(`${name}:${password}x`)] })).rejects.toThrow('invalid credentials');
  });

  it.each([
    [{}, 'no basic auth provided'],
    [{ authorization: [''] }, 'no basic auth provided'],
    [{ authorization: ['Bearer x'] }, 'invalid authorization scheme prefix'],
    [{ authorization: ['Basic'] }, 'invalid authorization scheme prefix'],
    [{ authorization: ['Basic %%%'] }, 'invalid authorization format'],
    [{ authorization: [sent('nobody')] }, 'invalid authorization format'],
    [{ authorization: [sent('nobody:x')] }, 'invalid credentials'],
    [{ authorization: [sent('broken:abc')] }, 'invalid credentials'],
  ])('refuses %j', async (headers, message) => {
    const server = create({ htpasswd: { inline } });
    await server.start(fakeHost());

    await expect(server.serverAuthenticator?.authenticate(headers)).rejects.toThrow(new Error(message));
  });

  it('reads a file, whose lines the inline ones override', async () => {
    const host = fakeHost();
    host.files.put('/users', bytes('alice:old\nbob:two'));
    const server = create({ htpasswd: { file: '/users', inline: 'alice:new' } });
    await server.start(host);

    await expect(server.serverAuthenticator?.authenticate({ authorization: [sent('alice:old')] })).rejects.toThrow('invalid credentials');
    expect((await server.serverAuthenticator?.authenticate({ authorization: [sent('bob:two')] }))?.get('username')).toBe('bob');
  });

  it('does not start without its file', async () => {
    await expect(create({ htpasswd: { file: '/nope' } }).start(fakeHost())).rejects.toThrow(new Error('open htpasswd file: open /nope: no such file or directory'));
  });
});

describe('the basicauth extension as a client', () => {
  it('signs', async () => {
    const client = create({ client_auth: { username: 'a', password: 'ü' } });

    expect(client.clientAuthenticator?.requiresTransportSecurity).toBe(true);
    expect(await client.clientAuthenticator?.decorate({ x: ['1'], authorization: ['old'] }, background)).toEqual({ x: ['1'], authorization: ['Basic YTrDvA=='] });
  });

  it('follows its files', async () => {
    const host = fakeHost();
    host.files.put('/name', bytes(' a\n'));
    host.files.put('/password', bytes('one'));
    const client = create({ client_auth: { username_file: '/name', password_file: '/password', password: 'ignored' } });
    await client.start(host);
    expect(await client.clientAuthenticator?.decorate({}, background)).toEqual({ authorization: [sent('a:one')] });

    host.files.put('/password', bytes('two'));
    await host.clock.advance(millis(1000));

    expect(await client.clientAuthenticator?.decorate({}, background)).toEqual({ authorization: [sent('a:two')] });
    await client.shutdown();
  });

  it('refuses a name with a colon when an exporter starts', () => {
    expect(() => create({ client_auth: { username: 'a:b', password: 'c' } }).clientAuthenticator?.prepare?.()).toThrow('invalid authorization format');
  });
});

describe('the basicauth extension', () => {
  it.each([
    [null, 'no credential source provided'], [{ htpasswd: null }, 'no credential source provided'],
    [{ htpasswd: {}, client_auth: {} }, 'only one of `htpasswd` or `client_auth` can be specified'],
  ])('refuses %j', (written, message) => {
    expect(basicAuthExtension.validate?.(basicAuthExtension.config.parse(written))).toEqual([{ path: [], message }]);
  });

  it('cannot be created without users', () => {
    expect(() => create({ htpasswd: {} })).toThrow('no credential source provided');
  });

  it('of 2023 cannot be created without a name either, and reads no files', () => {
    expect(() => create({ client_auth: {} }, basicAuthExtension2023)).toThrow('no credential source provided');
    expect(() => create({ client_auth: {} })).not.toThrow();
    expect(basicAuthExtension2023.config.safeParse({ client_auth: { username_file: 'x' } }).success).toBe(false);
  });
});
