import { describe, expect, it } from 'vitest';
import { bindAddress } from './bindAddress.ts';

describe('bindAddress', () => {
  it.each([
    ['127.0.0.1:4318', { host: '127.0.0.1', port: 4318, shown: '127.0.0.1:4318' }],
    ['localhost:4318', { host: '127.0.0.1', port: 4318, shown: '127.0.0.1:4318' }],
    ['0.0.0.0:4318', { host: '127.0.0.1', port: 4318, shown: '0.0.0.0:4318' }],
    ['[::]:4318', { host: '127.0.0.1', port: 4318, shown: '[::]:4318' }],
    [':4318', { host: '127.0.0.1', port: 4318, shown: ':4318' }],
    ['[::1]:0', { host: '::1', port: 0, shown: '[::1]:0' }],
    ['127.0.0.2:', { host: '127.0.0.2', port: 0, shown: '127.0.0.2:0' }],
  ])('binds %s to loopback', (address, expected) => {
    expect(bindAddress(address)).toEqual(expected);
  });

  it.each([
    ['127.0.0.1', 'listen tcp: address 127.0.0.1: missing port in address'],
    ['127.0.0.1:99999', 'listen tcp: address 99999: invalid port'],
    ['127.0.0.1:-1', 'listen tcp: address -1: invalid port'],
    ['127.0.0.1:abc', 'listen tcp: lookup tcp/abc: unknown port'],
    ['::1:43', 'listen tcp: address ::1:43: too many colons in address'],
    ['[::1:5', "listen tcp: address [::1:5: missing ']' in address"],
    ['8.8.8.8:43', 'listen tcp 8.8.8.8:43: bind: cannot assign requested address'],
    ['otel-collector:4317', 'listen tcp: lookup otel-collector: no such host'],
  ])("refuses %s in Go's words", (address, text) => {
    expect(() => bindAddress(address)).toThrow(expect.objectContaining({ name: 'ListenError', message: text }) as Error);
  });
});
