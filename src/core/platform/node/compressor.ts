import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import type { Platform } from '../platform.ts';
import { errorCode } from './goErrors.ts';

type Transform = (data: Uint8Array, options: { readonly maxOutputLength?: number }) => Promise<Uint8Array>;
interface Codec {
  readonly compress: Transform;
  readonly decompress: Transform;
  /** Go's text for damaged input: [wrong header, wrong checksum, damaged inside]. */
  readonly texts: readonly [string, string, string];
}

const gzip: Codec = { compress: promisify<Uint8Array, zlib.ZlibOptions, Uint8Array>(zlib.gzip), decompress: promisify<Uint8Array, zlib.ZlibOptions, Uint8Array>(zlib.gunzip), texts: ['gzip: invalid header', 'gzip: invalid checksum', 'flate: corrupt input'] };
const zlibCodec: Codec = { compress: promisify<Uint8Array, zlib.ZlibOptions, Uint8Array>(zlib.deflate), decompress: promisify<Uint8Array, zlib.ZlibOptions, Uint8Array>(zlib.inflate), texts: ['zlib: invalid header', 'zlib: invalid checksum', 'flate: corrupt input'] };

/** By the names of the Content-Encoding header. Upstream (confighttp/compression.go) reads and writes `deflate` as zlib too. */
const codecs: ReadonlyMap<string, Codec> = new Map([['gzip', gzip], ['zlib', zlibCodec], ['deflate', zlibCodec], ...zstd()]);

/** Shaped as engine/collector/component/host.ts asks. Upstream: snappy and lz4 too. Here: refused as unsupported, because Node has neither. */
export const compressor: Platform['compressor'] = {
  compress(algorithm, data) {
    return codec(algorithm).then((found) => found.compress(data, {}));
  },
  async decompress(algorithm, data, maxBytes) {
    const { decompress, texts } = await codec(algorithm);
    if (data.length === 0) throw new Error('EOF');
    try {
      return await decompress(data, { maxOutputLength: Math.max(1, maxBytes) });
    } catch (error) {
      throw new Error(failureText(error, texts), { cause: error });
    }
  },
};

async function codec(algorithm: string): Promise<Codec> {
  const found = codecs.get(algorithm);
  if (found === undefined) throw new Error(`unsupported Content-Encoding: ${algorithm}`);
  return found;
}

function failureText(error: unknown, [header, checksum, inside]: Codec['texts']): string {
  const message = error instanceof Error ? error.message : '';
  if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') return 'http: request body too large';
  if (errorCode(error) === 'Z_BUF_ERROR') return 'unexpected EOF';
  if (/incorrect header check|unknown compression method|unknown frame descriptor/i.test(message)) return header;
  return /incorrect (data|length) check|checksum/i.test(message) ? checksum : inside;
}

/** Node has zstd from 22.15 on. */
function zstd(): readonly (readonly [string, Codec])[] {
  if (!('zstdCompress' in zlib)) return [];
  const texts = ['invalid input: magic number mismatch', 'CRC check failed', 'corrupt input'] as const;
  return [['zstd', { compress: promisify<Uint8Array, zlib.ZstdOptions, Uint8Array>(zlib.zstdCompress), decompress: promisify<Uint8Array, zlib.ZstdOptions, Uint8Array>(zlib.zstdDecompress), texts }]];
}
