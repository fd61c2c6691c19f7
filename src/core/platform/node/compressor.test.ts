import * as zlib from 'node:zlib';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressor } from './compressor.ts';

const data = new TextEncoder().encode('spans '.repeat(1_000));
const failure = (algorithm: string, bytes: Uint8Array, maxBytes = 1_000_000): Promise<string> => compressor.decompress(algorithm, bytes, maxBytes).then(() => 'no failure', (error: Error) => error.message);

describe('compressor', () => {
  it.each(['gzip', 'zlib', 'deflate'])('gives back what it compressed (%s)', async (algorithm) => {
    const packed = await compressor.compress(algorithm, data);

    expect(packed.length).toBeLessThan(data.length / 10);
    expect(Buffer.compare(Buffer.from(await compressor.decompress(algorithm, packed, data.length)), Buffer.from(data))).toBe(0);
  });

  it('has zstd exactly where Node has it', async () => {
    if (!('zstdCompress' in zlib)) {
      expect(await failure('zstd', data)).toBe('unsupported Content-Encoding: zstd');
      return;
    }
    const packed = await compressor.compress('zstd', data);

    expect(Buffer.compare(Buffer.from(await compressor.decompress('zstd', packed, data.length)), Buffer.from(data))).toBe(0);
    expect(await failure('zstd', new TextEncoder().encode('not zstd at all'))).toBe('invalid input: magic number mismatch');
    expect(await failure('zstd', packed, 100)).toBe('http: request body too large');
  });

  it("names damage in Go's words", async () => {
    const packed = gzipSync(data);
    const flipped = Buffer.from(packed);
    flipped[flipped.length - 6]! ^= 1;

    expect(await failure('gzip', new TextEncoder().encode('not gzip'))).toBe('gzip: invalid header');
    expect(await failure('gzip', new Uint8Array())).toBe('EOF');
    expect(await failure('gzip', packed.subarray(0, 20))).toBe('unexpected EOF');
    expect(await failure('gzip', flipped)).toBe('gzip: invalid checksum');
    expect(await failure('zlib', new TextEncoder().encode('not zlib'))).toBe('zlib: invalid header');
    expect(await failure('zlib', deflateSync(data).subarray(0, 10))).toBe('unexpected EOF');
    expect(await failure('br', data)).toBe('unsupported Content-Encoding: br');
  });

  it('stops a bomb at the limit', async () => {
    const bomb = gzipSync(new Uint8Array(100_000_000));
    const before = process.memoryUsage().rss;

    expect(await failure('gzip', bomb, 1_000_000)).toBe('http: request body too large');
    expect(process.memoryUsage().rss - before).toBeLessThan(30_000_000);
  });
});
