import { describe, expect, it } from 'vitest';
import { type AnyValue, Attributes } from '#engine/pdata/value.ts';
import { background, type Context } from '../../../consumer/consumer.ts';
import { fakeSettings } from '../../../testing/fakeHost.ts';
import { allSteps, attributeSteps } from './attributeProcessor.ts';
import { actions, type AttributeRules, attributeRules, attributeRules2023 } from './attributeRules.ts';

const process = (written: readonly object[], attributes: Readonly<Record<string, AnyValue>>, context: Context = background): [string, AnyValue][] =>
  processed(written, attributes, { context, rules: attributeRules });
const processed = (written: readonly object[], attributes: Readonly<Record<string, AnyValue>>, { context, rules }: { context: Context; rules: AttributeRules }): [string, AnyValue][] =>
  allSteps(attributeSteps(actions().parse(written), { logger: fakeSettings().logger, rules }))(Attributes.of(attributes), context).entries.map(({ key, value }) => [key, value]);
const context: Context = { clientAddress: '10.1.2.3:4567', metadata: new Map([['tenant', ['a', 'b']]]) };

describe('attributeProcessor', () => {
  it.each([
    ['insert', { key: 'new', value: 1, action: 'insert' }, [['k', 'v'], ['new', 1n]]],
    ['insert, there already', { key: 'k', value: 1, action: 'insert' }, [['k', 'v']]],
    ['update', { key: 'k', value: 1.5, action: 'UPDATE' }, [['k', 1.5]]],
    ['update, not there', { key: 'new', value: 1, action: 'update' }, [['k', 'v']]],
    ['upsert', { key: 'new', value: true, action: 'upsert' }, [['k', 'v'], ['new', true]]],
    ['from_attribute', { key: 'copy', from_attribute: 'k', action: 'insert' }, [['k', 'v'], ['copy', 'v']]],
    ['from_attribute, not there', { key: 'copy', from_attribute: 'x', action: 'insert' }, [['k', 'v']]],
    ['default_value', { key: 'copy', from_attribute: 'x', default_value: 'd', action: 'insert' }, [['k', 'v'], ['copy', 'd']]],
    ['client.address', { key: 'ip', from_context: 'client.address', action: 'insert' }, [['k', 'v'], ['ip', '10.1.2.3']]],
    ['metadata', { key: 't', from_context: 'metadata.Tenant', action: 'insert' }, [['k', 'v'], ['t', 'a;b']]],
    ['bare metadata key', { key: 't', from_context: 'tenant', action: 'insert' }, [['k', 'v'], ['t', 'a;b']]],
    ['a structured value', { key: 'm', value: { a: [1, 'x'] }, action: 'insert' }, [['k', 'v'], ['m', Attributes.of({ a: [1n, 'x'] })]]],
    ['hash', { key: 'k', action: 'hash' }, [['k', '4c94485e0c21ae6c41ce1dfe7b6bfaceea5ab68e40a2476f50208e526f506080']]],
  ])('%s', (_what, action, expected) => {
    expect(process([action], { k: 'v' }, context)).toEqual(expected);
  });

  it('fills the gap of a deleted key with the last pair, as upstream does, and keeps order when deleting by pattern', () => {
    const before = { a: 1n, b: 2n, c: 3n, d: 4n };

    expect(process([{ key: 'a', action: 'delete' }], before).map(([key]) => key)).toEqual(['d', 'b', 'c']);
    expect(process([{ pattern: '^(a|c)', action: 'delete' }], before).map(([key]) => key)).toEqual(['b', 'd']);
  });

  it('hashes scalars by their bytes, and makes anything else empty', () => {
    const hashed = process([{ pattern: '.*', action: 'hash' }], { yes: true, no: false, int: 123n, double: 1.5, list: ['a'] });

    expect(hashed).toEqual([
      ['yes', '4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a'],
      ['no', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
      ['int', expect.stringMatching(/^[0-9a-f]{64}$/)],
      ['double', expect.stringMatching(/^[0-9a-f]{64}$/)],
      ['list', ''],
    ]);
  });

  it('extracts named groups, which override what is there, from strings only', () => {
    const action = { key: 'url', pattern: '^(?P<scheme>[a-z]+)://(?P<host>[^/]+)', action: 'extract' };

    expect(process([action], { url: 'http://shop/cart', host: 'old' })).toEqual([['url', 'http://shop/cart'], ['host', 'shop'], ['scheme', 'http']]);
    expect(process([action], { url: 5n })).toEqual([['url', 5n]]);
  });

  it.each<[string, AnyValue, AnyValue]>([
    ['int', '12', 12n], ['int', '1.5', '1.5'], ['int', 1.9, 1n], ['int', true, 1n], ['int', '99999999999999999999', '99999999999999999999'],
    ['double', '1e3', 1000], ['double', 2n, 2], ['double', 'x', 'x'], ['double', false, 0],
    ['string', 1.5, '1.5'], ['string', ['a', 1n], '["a",1]'],
  ])('converts to %s: %s', (converted_type, value, expected) => {
    expect(process([{ key: 'k', converted_type, action: 'convert' }], { k: value })).toEqual([['k', expected]]);
  });

  it.each([
    [{ action: 'insert' }, 'error creating AttrProc due to missing required field "key" at the 0-th action'],
    [{ action: 'delete' }, 'error creating AttrProc due to missing required field (at least one of "key" and "pattern" have to be used) at the 0-th action'],
    [{ key: 'a', action: 'insert' }, 'error with key "a" (0-th action): error creating AttrProc. Either field "value", "from_attribute", "from_context", or "default_value" must be specified'],
    [{ key: 'a', value: 1, from_attribute: 'b', action: 'upsert' }, 'error with key "a" (0-th action): error creating AttrProc due to multiple value sources being set'],
    [{ key: 'a', value: 1, pattern: 'b', action: 'update' }, 'error with key "a" (0-th action): error creating AttrProc. Action "update" does not use the "pattern" field. This must not be specified'],
    [{ key: 'a', value: 1, action: 'hash' }, 'error with key "a" (0-th action): error creating AttrProc. Action "hash" does not use "value" or "from_attribute" field. These must not be specified'],
    [{ key: 'a', pattern: '(', action: 'hash' }, 'error with key "a" (0-th action): error creating AttrProc. Field "pattern" has invalid pattern: "("'],
    [{ key: 'a', action: 'extract' }, 'error with key "a" (0-th action): error creating AttrProc due to missing required field "pattern" for action "extract"'],
    [{ key: 'a', pattern: 'b', action: 'extract' }, 'error with key "a" (0-th action): error creating AttrProc. Field "pattern" contains no named matcher groups'],
    [{ key: 'a', pattern: '(?P<b>.)(.)', action: 'extract' }, 'error with key "a" (0-th action): error creating AttrProc. Field "pattern" contains at least one unnamed matcher group'],
    [{ key: 'a', action: 'convert' }, 'error with key "a" (0-th action): error creating AttrProc due to missing required field "converted_type" for action "convert"'],
    [{ key: 'a', converted_type: 'bool', action: 'convert' }, 'error with key "a" (0-th action): error creating AttrProc due to invalid value "bool" in field "converted_type" for action "convert"'],
    [{ key: 'a', action: 'Rename' }, 'error with key "a" (0-th action): error creating AttrProc due to unsupported action "rename"'],
  ])('%j: %s', (action, message) => {
    expect(() => process([action], {})).toThrow(new Error(message));
  });

  it('takes what the authenticator found out', () => {
    const asked = { ...context, auth: new Map([['subject', 'alice']]) };

    expect(process([{ key: 'who', from_context: 'auth.subject', action: 'insert' }, { key: 'role', from_context: 'auth.role', action: 'insert' }], {}, asked)).toEqual([['who', 'alice']]);
  });
});

describe('attributeSteps of v0.84', () => {
  const process2023 = (written: readonly object[], attributes: Readonly<Record<string, AnyValue>>) => processed(written, attributes, { context, rules: attributeRules2023 });

  it('hashes empty text to nothing, deletes by pattern key by key, and knows no client.address', () => {
    expect(process2023([{ key: 'k', action: 'hash' }], { k: '' })).toEqual([['k', '']]);
    expect(process2023([{ pattern: '^(a|c)', action: 'delete' }], { a: 1n, b: 2n, c: 3n, d: 4n }).map(([key]) => key)).toEqual(['d', 'b']);
    expect(process2023([{ key: 'ip', from_context: 'client.address', action: 'insert' }], {})).toEqual([]);
  });

  it.each([
    [{ action: 'insert' }, 'error creating AttrProc due to missing required field "key" at the 0-th actions'],
    [{ action: 'hash' }, 'error creating AttrProc due to missing required field (at least one of "key" and "pattern" have to be used) at the 0-th actions'],
    [{ key: 'a', action: 'insert' }, 'error creating AttrProc. Either field "value", "from_attribute" or "from_context" setting must be specified for 0-th action'],
    [{ key: 'a', value: 1, from_context: 'b', action: 'upsert' }, 'error creating AttrProc due to multiple value sources being set at the 0-th actions'],
    [{ key: 'a', value: 1, pattern: 'b', action: 'update' }, 'error creating AttrProc. Action "update" does not use the "pattern" field. This must not be specified for 0-th action'],
    [{ key: 'a', pattern: '(', action: 'delete' }, 'error creating AttrProc. Field "pattern" has invalid pattern: "(" to be set at the 0-th actions'],
    [{ key: 'a', action: 'extract' }, 'error creating AttrProc due to missing required field "pattern" for action "extract" at the 0-th action'],
    [{ key: 'a', pattern: 'b', action: 'extract' }, 'error creating AttrProc. Field "pattern" contains no named matcher groups at the 0-th actions'],
    [{ key: 'a', converted_type: 'bool', action: 'convert' }, 'error creating AttrProc due to invalid value "bool" in field "converted_type" for action "convert" at the 0-th action'],
    [{ key: 'a', action: 'Rename' }, 'error creating AttrProc due to unsupported action "rename" at the 0-th actions'],
  ])('%j: %s', (action, message) => {
    expect(() => process2023([action], {})).toThrow(new Error(message));
  });
});
