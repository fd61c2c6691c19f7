import { describe, expect, it } from 'vitest';
import type { Headers } from '#engine/network/network.ts';
import type { ExtensionOffers } from '../../../component/offers.ts';
import { background, type Context } from '../../../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { headersSetterExtension, headersSetterExtension2023 } from './factory.ts';

const context: Context = { ...background, metadata: new Map([['x-tenant', ['acme']], ['x-many', ['a', 'b']]]), auth: new Map([['username', 'alice']]) };

interface Setting {
  readonly before?: Headers;
  readonly additional_auth?: string;
  readonly others?: Readonly<Record<string, ExtensionOffers>>;
}

async function decorate(headers: readonly object[], { additional_auth, before = {}, others = {} }: Setting = {}) {
  const extension = headersSetterExtension.create(fakeSettings('headers_setter'), headersSetterExtension.config.parse({ headers, additional_auth }));
  const host = fakeHost({ extension: (id) => others[id] });
  host.files.put('/value', new TextEncoder().encode(' from a file\n'));
  await extension.start(host);
  try {
    extension.clientAuthenticator?.prepare?.();
    return await extension.clientAuthenticator?.decorate(before, context);
  } finally {
    await extension.shutdown();
  }
}

describe('the headers_setter extension', () => {
  it.each([
    [{ action: 'insert', key: 'A', value: '1' }, {}, { a: ['1'] }],
    [{ action: 'insert', key: 'A', value: '1' }, { a: ['0'] }, { a: ['0'] }],
    [{ action: 'update', key: 'A', value: '1' }, {}, {}],
    [{ action: 'update', key: 'A', value: '1' }, { a: ['0'] }, { a: ['1'] }],
    [{ action: 'upsert', key: 'A', value: '1' }, {}, { a: ['1'] }],
    [{ key: 'A', value: '1' }, { a: ['0'] }, { a: ['1'] }],
    [{ action: 'delete', key: 'A' }, { a: ['0'] }, {}],
    [{ key: 'A', from_context: 'X-Tenant' }, {}, { a: ['acme'] }],
    [{ key: 'A', from_context: 'x-none' }, {}, { a: [''] }],
    [{ key: 'A', from_context: 'x-none', default_value: 'd' }, {}, { a: ['d'] }],
    [{ key: 'A', from_attribute: 'username' }, {}, { a: ['alice'] }],
    [{ key: 'A', from_attribute: 'subject', default_value: 'd' }, {}, { a: ['d'] }],
    [{ key: 'A', value_file: '/value' }, {}, { a: ['from a file'] }],
  ])('does %j to %j', async (header, before, after) => {
    expect(await decorate([header], { before })).toEqual(after);
  });

  it('cannot choose between several values', async () => {
    await expect(decorate([{ key: 'A', from_context: 'x-many' }])).rejects.toThrow(new Error("failed to determine the source: 2 source keys found in the context, can't determine which one to use"));
  });

  it('lets another authenticator sign first', async () => {
    const others = { basic: { clientAuthenticator: { requiresTransportSecurity: true, decorate: async () => ({ authorization: ['Basic'] }) } } };

    expect(await decorate([{ key: 'A', value: '1' }], { additional_auth: 'basic', others })).toEqual({ authorization: ['Basic'], a: ['1'] });
    await expect(decorate([{ key: 'A', value: '1' }], { additional_auth: 'other', others })).rejects.toThrow('auth extension other not found');
  });

  it('warns of an action that was not given', () => {
    const set = fakeSettings('headers_setter');
    headersSetterExtension.create(set, headersSetterExtension.config.parse({ headers: [{ key: 'a', value: 'b' }] }));

    expect(set.entries).toMatchObject([{ level: 'warn', message: "The action was not provided, using 'upsert'. In future versions, we'll require this to be explicitly set" }]);
  });

  it.each([
    [{}, 'missing headers configuration'],
    [{ headers: [{ value: 'a' }] }, 'missing header name'],
    [{ headers: [{ key: 'a', value: 'b' }, { key: 'a' }] }, "missing header source, must be 'from_context', 'from_attribute', 'value', or 'value_file'"],
    [{ headers: [{ key: 'a', value: '', from_context: 'b' }] }, "invalid header source, must be only one of 'from_context', 'from_attribute', 'value', or 'value_file'"],
    [{ headers: [{ key: 'a', action: 'delete' }] }, undefined],
  ])('judges %j', (written, message) => {
    expect(headersSetterExtension.validate?.(headersSetterExtension.config.parse(written)).map((problem) => problem.message)).toEqual(message === undefined ? [] : [message]);
  });

  it('of 2023 knows two sources', () => {
    expect(headersSetterExtension2023.validate?.(headersSetterExtension2023.config.parse({ headers: [{ key: 'a' }] }))).toMatchObject([{ message: "missing header source, must be 'from_context' or 'value'" }]);
    expect(headersSetterExtension2023.config.safeParse({ headers: [{ key: 'a', from_attribute: 'b' }] }).success).toBe(false);
  });
});
