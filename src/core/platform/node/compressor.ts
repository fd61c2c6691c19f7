import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import type { Platform } from '../platform.ts';
import { compressLz4, decompressLz4 } from './codecs/lz4.ts';
import { compressFramed, compressRaw, decompressFramed, decompressRaw } from './codecs/snappy.ts';
import { compressZstd, decompressZstd } from './codecs/zstd.ts';
import { errorCode } from './goErrors.ts';

interface Codec {
  /** `level` 0 is the algorithm's own default. */
  compress(data: Uint8Array, level: number): Promise<Uint8Array>;
  decompress(data: Uint8Array, maxBytes: number): Promise<Uint8Array>;
  /** What is wrong with a body without a single byte; undefined where it is an empty stream. */
  readonly empty: 'EOF' | 'unexpected EOF' | 'snappy: corrupt input' | undefined;
}

type Transform = (data: Uint8Array, options: zlib.ZlibOptions) => Promise<Uint8Array>;
const transform = (work: typeof zlib.gzip): Transform => promisify<Uint8Array, zlib.ZlibOptions, Uint8Array>(work);

/** `header`: Go's text for a stream that does not begin like one. */
function deflating(compress: Transform, decompress: Transform, name: 'gzip' | 'zlib'): Codec {
  return {
    empty: name === 'gzip' ? 'EOF' : 'unexpected EOF',
    compress: (data, level) => compress(data, levelOptions(level)),
    async decompress(data, maxBytes) {
      try {
        return await decompress(data, { maxOutputLength: Math.max(1, maxBytes) });
      } catch (error) {
        throw new Error(failureText(error, name), { cause: error });
      }
    },
  };
}

/** Go's levels: -1 the default, -2 Huffman coding only, 1 to 9. Upstream's configuration takes 0 for the default too. */
function levelOptions(level: number): zlib.ZlibOptions {
  if (level === 0 || level === -1) return {};
  return level === -2 ? { strategy: zlib.constants.Z_HUFFMAN_ONLY } : { level };
}

const synchronous = (compress: (data: Uint8Array) => Uint8Array, decompress: (data: Uint8Array, maxBytes: number) => Uint8Array, empty: Codec['empty']): Codec => ({
  empty, compress: async (data) => compress(data), decompress: async (data, maxBytes) => decompress(data, maxBytes),
});

const zlibCodec = deflating(transform(zlib.deflate), transform(zlib.inflate), 'zlib');

/** By the names of the Content-Encoding header. Upstream (confighttp/compression.go) reads and writes `deflate` as zlib too. */
const codecs: ReadonlyMap<string, Codec> = new Map([
  ['gzip', deflating(transform(zlib.gzip), transform(zlib.gunzip), 'gzip')], ['zlib', zlibCodec], ['deflate', zlibCodec],
  ['zstd', { empty: undefined, compress: compressZstd, decompress: decompressZstd }],
  ['snappy', synchronous(compressRaw, decompressRaw, 'snappy: corrupt input')], ['x-snappy-framed', synchronous(compressFramed, decompressFramed, undefined)],
  ['lz4', synchronous(compressLz4, decompressLz4, undefined)],
]);

/** Shaped as engine/collector/component/host.ts asks. No codec holds more than `maxBytes` and one block besides. */
export const compressor: Platform['compressor'] = {
  compress(algorithm, data, level = 0) {
    return codec(algorithm).then((found) => found.compress(data, level));
  },
  async decompress(algorithm, data, maxBytes) {
    const found = await codec(algorithm);
    if (data.length > 0) return found.decompress(data, maxBytes);
    if (found.empty !== undefined) throw new Error(found.empty);
    return data;
  },
};

async function codec(algorithm: string): Promise<Codec> {
  const found = codecs.get(algorithm);
  if (found === undefined) throw new Error(`unsupported Content-Encoding: ${algorithm}`);
  return found;
}

function failureText(error: unknown, name: 'gzip' | 'zlib'): string {
  const message = error instanceof Error ? error.message : '';
  if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') return 'http: request body too large';
  if (errorCode(error) === 'Z_BUF_ERROR') return 'unexpected EOF';
  if (/incorrect header check|unknown compression method/i.test(message)) return `${name}: invalid header`;
  return /incorrect (data|length) check|checksum/i.test(message) ? `${name}: invalid checksum` : 'flate: corrupt input';
}
