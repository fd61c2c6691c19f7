import { Decompress, type ZstdError } from 'fzstd';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { errorCode } from '../goErrors.ts';
import { BoundedPieces, tooLarge } from './bounded.ts';

/** Node has zstd from 22.15 on; before that two libraries stand in. Both read and write the same format. */
const hasOwn = 'zstdCompress' in zlib;

/** One zstd body. `level` 0 is the library's own choice. */
export function compressZstd(data: Uint8Array, level: number): Promise<Uint8Array> {
  if (!hasOwn) return compressByLibrary(data, level);
  const compress = promisify<Uint8Array, zlib.ZstdOptions, Uint8Array>(zlib.zstdCompress);
  return compress(data, level === 0 ? {} : { params: { [zlib.constants.ZSTD_c_compressionLevel]: level } });
}

async function compressByLibrary(data: Uint8Array, level: number): Promise<Uint8Array> {
  // Only here: its module is compiled when somebody asks for zstd for the first time.
  const { compress, init } = await import('@bokuweb/zstd-wasm');
  await (ready ??= init());
  const frames: Uint8Array[] = [];
  // A frame for each slice, because the module's memory does not hold very long data.
  for (let at = 0; at === 0 || at < data.length; at += sliceBytes) frames.push(compress(data.subarray(at, at + sliceBytes), level === 0 ? 3 : Math.max(1, level)).slice());
  return Buffer.concat(frames);
}
let ready: Promise<void> | undefined;
const sliceBytes = 8 * 1024 * 1024;

/** The body, of at most `maxBytes`; rejects with `tooLarge` or with the error Go's decoder gives. */
export async function decompressZstd(data: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  if (!hasOwn) return decompressByLibrary(data, maxBytes);
  const decompress = promisify<Uint8Array, zlib.ZstdOptions, Uint8Array>(zlib.zstdDecompress);
  try {
    return await decompress(data, { maxOutputLength: Math.max(1, maxBytes) });
  } catch (error) {
    throw ownError(error);
  }
}

function ownError(error: unknown): Error {
  const message = error instanceof Error ? error.message : '';
  if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') return tooLarge();
  if (errorCode(error) === 'Z_BUF_ERROR' || /src size is incorrect|unexpected end/i.test(message)) return new Error('unexpected EOF');
  return /unknown frame descriptor|prefix/i.test(message) ? badMagic() : new Error('corrupt input', { cause: error });
}

const badMagic = (): Error => new Error('invalid input: magic number mismatch');
/** The pieces in which the library is fed, so that it gives its results in pieces too. */
const feedBytes = 16_384;
const magic = [0x28, 0xb5, 0x2f, 0xfd];

function decompressByLibrary(data: Uint8Array, maxBytes: number): Uint8Array {
  if (!magic.every((byte, at) => data[at] === byte) && !isSkippable(data)) throw data.length < 4 ? new Error('unexpected EOF') : badMagic();
  const out = new BoundedPieces(maxBytes);
  let ended = false;
  const stream = new Decompress((piece, final) => {
    out.add(piece.slice());
    ended = final === true;
  });
  try {
    for (let at = 0; at < data.length; at += feedBytes) stream.push(data.subarray(at, at + feedBytes), at + feedBytes >= data.length);
  } catch (error) {
    throw libraryError(error);
  }
  if (!ended) throw new Error('unexpected EOF');
  return out.joined();
}

/** A frame that readers pass over: magic numbers 0x184D2A50 to 0x184D2A5F. */
const isSkippable = (data: Uint8Array): boolean => data[3] === 0x18 && data[2] === 0x4d && data[1] === 0x2a && ((data[0] ?? 0) & 0xf0) === 0x50;

function libraryError(error: unknown): Error {
  if (error instanceof Error && error.message === tooLarge().message) return error;
  if (isZstdError(error) && error.code === 5) return new Error('unexpected EOF', { cause: error });
  if (isZstdError(error) && error.code === 1) return new Error('window size exceeded', { cause: error });
  return new Error('corrupt input', { cause: error });
}

const isZstdError = (error: unknown): error is ZstdError => error instanceof Error && 'code' in error && typeof error.code === 'number';
