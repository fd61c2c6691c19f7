import { describe, expect, it } from 'vitest';
import { eraRules } from '../component/era.ts';
import { findReference } from './expand.ts';
import type { Notice, Providers } from './provider.ts';
import { resolve } from './resolve.ts';
import { child, toPlain } from './value.ts';

const notices: Notice[] = [];
const providers = (environment: Readonly<Record<string, string>> = {}): Providers => ({
  environment: new Map(Object.entries(environment)),
  readFile: async (path) => {
    if (path === 'extra.yaml') return 'a: 1\nb: [x]\n';
    throw new Error(`open ${path}: no such file or directory`);
  },
  notice: (notice) => { notices.push(notice); },
});
async function resolved(text: string | readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const texts = typeof text === 'string' ? [text] : text;
  const result = await resolve(texts.map((one) => ({ text: one })), providers(environment), eraRules.current.expansion);
  return result.ok ? toPlain(result.value) : result.error.text;
}

describe('resolve: merging', () => {
  it('merges maps deep, replaces lists and scalars, and lets a later null wipe', async () => {
    expect(await resolved(['a: {b: 1, c: [1, 2]}\nd: {e: 1}', 'a: {c: [3], f: 2}\nd:'])).toEqual({ a: { b: 1, c: [3], f: 2 }, d: null });
  });

  it('takes :: in a key as a path, at every level', async () => {
    expect(await resolved('a::b: 1\na::c: 2\nx: {y::z: 3}')).toEqual({ a: { b: 1, c: 2 }, x: { y: { z: 3 } } });
  });

  it('applies --set text last', async () => {
    expect(await resolved(['processors: {batch: {timeout: 1s, send_batch_size: 5}}', 'processors::batch::timeout: 2s'])).toEqual({ processors: { batch: { timeout: '2s', send_batch_size: 5 } } });
  });

  it('reads an empty text as nothing', async () => {
    expect(await resolved('')).toEqual({});
  });

  it.each([
    ['[1]', 'retrieved value (type=[]interface {}) cannot be used as a Conf'],
    ['3', 'retrieved value (type=int) cannot be used as a Conf'],
    ['a: 1\na: 2', 'retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: unmarshal errors:\n  line 2: mapping key "a" already defined at line 1'],
    ['1: 2', 'cannot retrieve the configuration: unsupported type=map[interface {}]interface {} for retrieved config, ensure that values are wrapped in quotes'],
  ])('refuses %j', async (text, wanted) => {
    expect(await resolved(text)).toBe(`failed to get config: cannot resolve the configuration: ${wanted}`);
  });
});

describe('resolve: ${}', () => {
  const environment = { X: 'hello', EMPTY: '', NUMBER: '12', OCTAL: '0123', MAP: '{b: c}', LIST: '[1, 2]', NESTED: '${env:X}', NAME: 'X', DOLLARS: 'a$$b', LOOP: '${env:LOOP}', BAD: '{', TWICE: '["${env:TWICE}", "${env:TWICE}"]' };

  it.each<[string, unknown]>([
    ['${env:X}', 'hello'], ['${X}', 'hello'], ['a-${X}-${X}-b', 'a-hello-hello-b'], ['${env:NUMBER}', 12], ['n${NUMBER}', 'n12'], ['${MAP}', { b: 'c' }], ['x${MAP}', 'x{b: c}'],
    ['${LIST}', [1, 2]], ['${NESTED}', 'hello'], ['${env:${NAME}}', 'hello'], ['${env:UNSET:-def}', 'def'], ['${env:UNSET:-}', ''], ['${env:EMPTY:-def}', null], ['${env:UNSET:-5}', 5],
    ['${UNSET}', null], ['<${UNSET}>', '<>'], ['${yaml:[1]}', [1]], ['${yaml:"true"}', '"true"'], ['${BAD}', '{'], ['${file:extra.yaml}', { a: 1, b: ['x'] }],
    ['$X', '$X'], ['$${X}', '${X}'], ['$$${X}', '$hello'], ['$$$${X}', '$${X}'], ['$$', '$'], ['$$$$', '$$'], ['some$${X}text', 'some${X}text'], ['$${A}-${X}', '${A}-${X}'],
    ['${X', '${X'], ['X}', 'X}'], ['a}${X}', 'a}hello'], ['${DOLLARS}', 'a$b'],
  ])('%s', async (text, wanted) => {
    expect(await resolved(`k: '${text}'`, environment)).toEqual({ k: wanted });
  });

  it.each([
    ['${UNSET:-def}', 'scheme "UNSET" is not supported for uri "UNSET:-def"'],
    ['${foo:bar}', 'scheme "foo" is not supported for uri "foo:bar"'],
    ['${env:1X}', 'environment variable "1X" has invalid name: must match regex ^[a-zA-Z_][a-zA-Z0-9_]*$'],
    ['${env:X Y}', 'environment variable "X Y" has invalid name: must match regex ^[a-zA-Z_][a-zA-Z0-9_]*$'],
    ['${env:$}', 'the uri "env:$" contains unsupported characters (\'$\')'],
    ['${file:/nope}', 'unable to read the file file:/nope: open /nope: no such file or directory'],
    ['${TWICE}', 'too many recursive expansions'],
    ['${LOOP}', 'too many recursive expansions'],
  ])('%s fails', async (text, wanted) => {
    expect(await resolved(`k: '${text}'`, environment)).toBe(`failed to get config: cannot resolve the configuration: ${wanted}`);
  });

  it('keeps the text beside a typed value', async () => {
    const result = await resolve([{ text: 'k: ${OCTAL}' }], providers(environment), eraRules.current.expansion);

    const value = result.ok ? child(result.value, 'k') : undefined;
    expect(value).toMatchObject({ type: 'int', value: 83, original: '0123' });
  });

  it('tells of unset and empty variables', async () => {
    notices.length = 0;

    await resolved('a: ${UNSET}\nb: ${EMPTY}', environment);

    expect(notices.map(({ level, message, name }) => [level, message, name])).toEqual([
      ['warn', 'Configuration references unset environment variable', 'UNSET'], ['info', 'Configuration references empty environment variable', 'EMPTY'],
    ]);
  });

  it('expands inside lists, and not in keys', async () => {
    expect(await resolved('${X}: [{a: "${X}"}, "${NUMBER}"]', environment)).toEqual({ '${X}': [{ a: 'hello' }, 12] });
  });
});

describe('resolve as v0.84 does', () => {
  const environment = { X: 'hello', NUMBER: '0123', MAP: '{b: c}', LIST: '[1, ~]', NESTED: '${env:X}', BAD: '[a', LOOP: '${env:LOOP}', DATE: '2020-01-01', FLOAT: '1e3' };
  const old = async (text: string): Promise<unknown> => {
    const result = await resolve([{ text }], providers(environment), eraRules['2023'].expansion);
    return result.ok ? toPlain(result.value) : result.error.text.replace('failed to get config: cannot resolve the configuration: ', '');
  };

  it.each<[string, unknown]>([
    ['$X', 'hello'], ['${X}', 'hello'], ['${env:X}', 'hello'], ['${NUMBER}', '0123'], ['${env:NUMBER}', 83], ['n${env:NUMBER}', 'n83'], ['n${env:FLOAT}', 'n1000'], ['${env:MAP}', { b: 'c' }], ['${env:UNSET}', null], ['${UNSET}', ''], ['$UNSET', ''],
    ['${env:UNSET:-x}', null], ['$$X', '$X'], ['$$$X', '$hello'], ['$${X}', '${X}'], ['$${env:X}', ''], ['${env:1X}', null], ['${env:NESTED}', 'hello'], ['${env:${X}', ''],
  ])('%s', async (text, wanted) => {
    expect(await old(`k: '${text}'`)).toEqual({ k: wanted });
  });

  it.each([
    ['k: "x${env:MAP}"', 'expanding ${env:MAP}, expected convertable to string value type, got map["b":"c"](map[string]interface {})'],
    ['k: "x${env:LIST}"', "expanding ${env:LIST}, expected convertable to string value type, got ['\\x01' <nil>]([]interface {})"],
    ['k: "x${env:UNSET}"', 'expanding ${env:UNSET}, expected convertable to string value type, got %!q(<nil>)(<nil>)'],
    ['k: "${env:LOOP}"', 'too many recursive expansions'],
    ['k: "${env:DATE}"', 'unsupported type=time.Time for retrieved config, ensure that values are wrapped in quotes'],
    ['k: [', 'cannot retrieve the configuration: yaml: line 1: did not find expected node content'],
    ['b: "${bb:x}"\na: "${aa:x}"', 'scheme "aa" is not supported for uri "aa:x"'],
  ])('refuses %s', async (text, wanted) => {
    expect(await old(text)).toBe(wanted);
  });
});

describe('findReference', () => {
  it('takes the last ${ before the first }', () => {
    expect(findReference('${a ${b} c}', eraRules.current.expansion)).toBe('${b}');
  });
});
