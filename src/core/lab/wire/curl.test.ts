import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curlOf, textOf } from './curl.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const exchange = (changes: Partial<Parameters<typeof curlOf>[0]> = {}): Parameters<typeof curlOf>[0] =>
  ({ address: 'vets:3003', method: 'GET', path: '/vets?of=7', requestHeaders: [], requestBody: bytes(''), requestBytes: 0, isBodyWhole: true, ...changes });
const withBody = (body: Uint8Array, changes: Partial<Parameters<typeof curlOf>[0]> = {}): Parameters<typeof curlOf>[0] =>
  exchange({ method: 'POST', requestBody: body, requestBytes: body.length, ...changes });

describe('curlOf', () => {
  it('sends method, address, path and headers', () => {
    const requestHeaders = ['Host', 'vets:3003', 'X-B3-Sampled', '1', 'Connection', 'close', 'Content-Length', '0', 'transfer-encoding', 'chunked', 'x-empty', '', ':path', '/'];

    expect(curlOf(exchange({ requestHeaders }))).toBe("curl -X 'GET' -g --path-as-is 'http://vets:3003/vets?of=7' \\\n  -H 'X-B3-Sampled: 1' \\\n  -H 'x-empty;'");
  });

  it('goes where it is told', () => {
    expect(curlOf(exchange(), '127.0.0.1:40123')).toContain("'http://127.0.0.1:40123/vets?of=7'");
  });

  it('sends a text body, and no type that was not sent', () => {
    expect(curlOf(withBody(bytes('{"pet":"O\'Malley"}'), { requestHeaders: ['content-type', 'application/json'] }))).toContain("--data-raw '{\"pet\":\"O'\\''Malley\"}'");
    expect(curlOf(withBody(bytes('x')))).toContain("-H 'content-type:'");
  });

  it.each([
    ['binary', withBody(Uint8Array.of(0x1f, 0x8b, 8, 0)), 'the body of 4 bytes, which is binary'],
    ['cut', withBody(bytes('begin'), { requestBytes: 90_000, isBodyWhole: false }), 'the body of 90000 bytes, of which only the beginning was kept'],
  ])('notes a body that is %s', (_what, sent, note) => {
    const command = curlOf(sent);

    expect(command).toContain('--data-binary @body.bin');
    expect(command.split('\n').at(-1)).toBe(`# body.bin: ${note}.`);
  });

  it('does not wait for the body of a HEAD', () => {
    expect(curlOf(exchange({ method: 'HEAD' }))).toMatch(/^curl --head /);
  });

  it('lets nothing out of its quotes', () => {
    // A shell that has a function for curl: it prints its arguments, each ended by a zero byte.
    const words = fc.string({ unit: fc.constantFrom("'", '"', '$(id)', '`id`', '\\', '\n', ' ', ';', '#', '!', '*', 'a', 'é'), minLength: 1, maxLength: 12 });
    fc.assert(fc.property(words, words, words, (path, value, body) => {
      const command = curlOf(withBody(bytes(body), { method: 'PUT', path: `/${path}`, requestHeaders: ['content-type', value] }));

      const printed = execFileSync('/bin/sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${command}`], { encoding: 'utf8' });

      expect(printed.split('\0').slice(0, -1)).toEqual(['-X', 'PUT', '-g', '--path-as-is', `http://vets:3003/${path}`, '-H', `content-type: ${value}`, '--data-raw', body]);
    }), { numRuns: 40 });
  });
});

describe('textOf', () => {
  it('knows text from other bytes', () => {
    expect(textOf(bytes('诊所\r\n\t'))).toBe('诊所\r\n\t');
    expect(textOf(Uint8Array.of(0xff))).toBeNull();
    expect(textOf(bytes('a\0b'))).toBeNull();
  });
});
