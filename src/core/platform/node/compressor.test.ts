import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressor } from './compressor.ts';

const data = new TextEncoder().encode('spans '.repeat(1_000));
const failure = (algorithm: string, bytes: Uint8Array, maxBytes = 1_000_000): Promise<string> => compressor.decompress(algorithm, bytes, maxBytes).then(() => 'no failure', (error: Error) => error.message);

describe('compressor', () => {
  it.each(['gzip', 'zlib', 'deflate', 'zstd', 'snappy', 'x-snappy-framed', 'lz4'])('gives back what it compressed (%s)', async (algorithm) => {
    const packed = await compressor.compress(algorithm, data);

    expect(packed.length).toBeLessThan(data.length / 10);
    expect(Buffer.compare(Buffer.from(await compressor.decompress(algorithm, packed, data.length)), Buffer.from(data))).toBe(0);
  });

  it('has a level of compression for those that know one', async () => {
    const words = ['checkout', 'visits', 'owner', 'pet', 'GET', 'POST', 'payment', 'error'];
    let state = 1;
    const next = (): string => words[(state = (state * 48_271) % 2_147_483_647) % words.length]!;
    const text = new TextEncoder().encode(Array.from({ length: 5_000 }, next).join(' '));
    const lengthAt = async (algorithm: string, level: number) => (await compressor.compress(algorithm, text, level)).length;

    for (const algorithm of ['gzip', 'zlib', 'deflate']) {
      expect(await lengthAt(algorithm, 9)).toBeLessThan(await lengthAt(algorithm, 1));
      expect(await lengthAt(algorithm, -1)).toBe(await lengthAt(algorithm, 0));
      expect(await lengthAt(algorithm, -2)).toBeGreaterThan(await lengthAt(algorithm, 1));
    }
    expect(await lengthAt('zstd', 19)).toBeLessThan(await lengthAt('zstd', 1));
  });

  it('takes framed snappy for raw', async () => {
    const framed = await compressor.compress('x-snappy-framed', data);

    expect(Buffer.from(await compressor.decompress('snappy', framed, data.length)).equals(Buffer.from(data))).toBe(true);
  });

  it('reads lz4 blocks that reach back into earlier ones, and ones left as they were', async () => {
    // "abcdefgh" as it is, then a match of 8 bytes at distance 8, then 5 literals; blocks are linked (flags 0x40).
    const frame = Buffer.concat([
      Buffer.from('04224d184040c0', 'hex'), Buffer.from('08000080', 'hex'), Buffer.from('abcdefgh'),
      Buffer.from('09000000', 'hex'), Buffer.from('040800', 'hex'), Buffer.from('50', 'hex'), Buffer.from('ijklm'), Buffer.from('00000000', 'hex'),
    ]);

    expect(Buffer.from(await compressor.decompress('lz4', frame, 100)).toString()).toBe('abcdefghabcdefghijklm');
  });

  it.each([
    ['zlib', ['zlib: invalid header', 'unexpected EOF', 'unexpected EOF']], ['zstd', ['invalid input: magic number mismatch', 'unexpected EOF', 'no failure']],
    ['snappy', ['snappy: corrupt input', 'snappy: corrupt input', 'snappy: corrupt input']], ['x-snappy-framed', ['snappy: corrupt input', 'snappy: corrupt input', 'no failure']],
    ['lz4', ['lz4: bad magic number', 'unexpected EOF', 'no failure']],
  ])("names what is wrong with %s in Go's words", async (algorithm, [junk, short, empty]) => {
    const packed = await compressor.compress(algorithm, data);

    expect(await failure(algorithm, new TextEncoder().encode('not compressed at all, is it'))).toBe(junk);
    expect(await failure(algorithm, packed.subarray(0, packed.length - 5))).toBe(short);
    expect(await failure(algorithm, new Uint8Array())).toBe(empty);
  });

  it.each(['zlib', 'zstd', 'x-snappy-framed', 'lz4', 'snappy'])('survives any damage (%s)', async (algorithm) => {
    const packed = await compressor.compress(algorithm, data);
    for (let at = 0; at < Math.min(200, packed.length); at += 1) {
      const damaged = Buffer.from(packed);
      damaged[at]! ^= 0xff;
      const result = await compressor.decompress(algorithm, damaged, 100_000).then((plain) => plain.length, () => 0);

      expect(result).toBeLessThanOrEqual(100_000);
    }
  });

  it("names damage in Go's words", async () => {
    const packed = gzipSync(data);
    const flipped = Buffer.from(packed);
    flipped[flipped.length - 6]! ^= 1;

    expect(await failure('gzip', new TextEncoder().encode('not gzip'))).toBe('gzip: invalid header');
    expect(await failure('gzip', new Uint8Array())).toBe('EOF');
    expect(await failure('gzip', packed.subarray(0, 20))).toBe('unexpected EOF');
    expect(await failure('gzip', flipped)).toBe('gzip: invalid checksum');
    expect(await failure('br', data)).toBe('unsupported Content-Encoding: br');
  });

  it.each([
    ['gzip', 'http: request body too large'], ['zstd', 'http: request body too large'], ['lz4', 'http: request body too large'], ['x-snappy-framed', 'http: request body too large'],
    ['snappy', 'snappy: decoded size exceeds max request body size'],
  ])('stops a bomb at the limit (%s)', async (algorithm, text) => {
    const bomb = await compressor.compress(algorithm, new Uint8Array(30_000_000));
    const before = process.memoryUsage().rss;

    expect(await failure(algorithm, bomb, 1_000_000)).toBe(text);
    expect(process.memoryUsage().rss - before).toBeLessThan(30_000_000);
  });
});
