import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { background } from '../../../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { bearerTokenAuthExtension, bearerTokenAuthExtension2023 } from './factory.ts';

function setUp(written: object, factory = bearerTokenAuthExtension) {
  const set = fakeSettings('bearertokenauth');
  return { set, host: fakeHost(), extension: factory.create(set, factory.config.parse(written)) };
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the bearertokenauth extension', () => {
  it.each([
    [{ token: 'a' }, { authorization: ['Bearer a'] }],
    [{ tokens: ['b', 'c'] }, { authorization: ['Bearer b'] }],
    [{ token: 'a', scheme: '', header: 'X-Key' }, { 'x-key': ['a'] }],
  ])('signs with %j', async (written, headers) => {
    const { extension } = setUp(written);

    expect(extension.clientAuthenticator?.requiresTransportSecurity).toBe(true);
    expect(await extension.clientAuthenticator?.decorate({}, background)).toEqual(headers);
  });

  it('lets in who has any of its tokens', async () => {
    const server = setUp({ tokens: ['b', 'c'] }).extension.serverAuthenticator;

    expect(await server?.authenticate({ authorization: ['Bearer c'] })).toEqual(new Map());
    await expect(server?.authenticate({})).rejects.toThrow(new Error('missing or empty authorization header: Authorization'));
    await expect(server?.authenticate({ authorization: ['Bearer d'] })).rejects.toThrow(new Error('provided authorization does not match expected scheme or token'));
    await expect(server?.authenticate({ authorization: ['c'] })).rejects.toThrow('does not match');
  });

  it('follows its file, and keeps the last token when it cannot', async () => {
    const { extension, host, set } = setUp({ token: 'ignored', filename: '/token' });
    host.files.put('/token', bytes('one # a comment\n\ntwo\n'));
    await extension.start(host);
    const signed = async () => (await extension.clientAuthenticator?.decorate({}, background))?.['authorization'];
    expect(await signed()).toEqual(['Bearer one']);
    expect(await extension.serverAuthenticator?.authenticate({ authorization: ['Bearer two'] })).toEqual(new Map());

    host.files.put('/token', bytes('three'));
    await host.clock.advance(millis(1000));
    expect(await signed()).toEqual(['Bearer three']);
    host.files.put('/token', bytes(' '));
    await host.clock.advance(millis(1000));

    expect(await signed()).toEqual(['Bearer three']);
    expect(set.entries.map(({ message }) => message)).toEqual([
      'a filename is specified. Configured token(s) is ignored!', 'refresh token', 'refresh token', 'failed to reload credentials file, keeping last value',
    ]);
    await extension.shutdown();
  });

  it('does not start without its file', async () => {
    const { extension, host } = setUp({ filename: '/nope' });

    await expect(extension.start(host)).rejects.toThrow(new Error('failed to read credentials file "/nope": open /nope: no such file or directory'));
  });

  it.each([
    [null, 'no bearer token provided'], [{ token: 'a', tokens: ['b'] }, 'either tokens or token should be provided, not both'],
  ])('refuses %j', (written, message) => {
    expect(bearerTokenAuthExtension.validate?.(bearerTokenAuthExtension.config.parse(written))).toMatchObject([{ path: [], message }]);
  });

  it('of 2023 has other words, and one token', async () => {
    const server = setUp({ token: 'a' }, bearerTokenAuthExtension2023).extension.serverAuthenticator;

    await expect(server?.authenticate({})).rejects.toThrow("authentication didn't succeed");
    await expect(server?.authenticate({ authorization: ['Bearer b'] })).rejects.toThrow('scheme or token does not match: Bearer b');
    expect(bearerTokenAuthExtension2023.config.safeParse({ tokens: ['a'] }).success).toBe(false);
  });
});
