import * as snappy from 'snappyjs';
import { BoundedPieces } from './bounded.ts';
import { maskedCrc32c } from './crc32c.ts';

const corrupt = (): Error => new Error('snappy: corrupt input');

/** The stream identifier that framed data begin with. */
const header = Uint8Array.of(0xff, 6, 0, 0, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59);
const isFramed = (data: Uint8Array): boolean => header.every((byte, at) => data[at] === byte);

export const compressRaw = (data: Uint8Array): Uint8Array => snappy.compress(data);

/** Upstream takes framed data for raw ones too (confighttp newSnappyHandler). */
export function decompressRaw(data: Uint8Array, maxBytes: number): Uint8Array {
  if (isFramed(data)) return decompressFramed(data, maxBytes);
  if (decodedLength(data) > maxBytes) throw new Error('snappy: decoded size exceeds max request body size');
  return uncompress(data);
}

function decodedLength(data: Uint8Array): number {
  let length = 0;
  for (let at = 0; at < 5; at += 1) {
    const byte = data[at];
    if (byte === undefined) throw corrupt();
    length += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return length > 0xffffffff ? Number.POSITIVE_INFINITY : length;
  }
  throw corrupt();
}

function uncompress(data: Uint8Array): Uint8Array {
  // The declared length is memory before it is data: no snappy stream grows more than 64-fold in three bytes.
  if (decodedLength(data) > data.length * 64) throw corrupt();
  try {
    return snappy.uncompress(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  } catch {
    throw corrupt();
  }
}

/** Longest piece of data in one chunk. */
const chunkBytes = 65_536;

/** https://github.com/google/snappy/blob/main/framing_format.txt, as Go's snappy.NewBufferedWriter writes it. */
export function compressFramed(data: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = data.length === 0 ? [] : [header];
  for (let at = 0; at < data.length; at += chunkBytes) {
    const plain = data.subarray(at, at + chunkBytes);
    const packed = snappy.compress(plain);
    // A chunk that gains less than an eighth is left as it is.
    const [type, body] = packed.length >= plain.length - Math.floor(plain.length / 8) ? [1, plain] as const : [0, packed] as const;
    const head = new DataView(new ArrayBuffer(8));
    head.setUint32(0, ((body.length + 4) << 8 | type) >>> 0, true);
    head.setUint32(4, maskedCrc32c(plain), true);
    pieces.push(new Uint8Array(head.buffer), body);
  }
  return Buffer.concat(pieces);
}

/** Go's snappy.NewReader. */
export function decompressFramed(data: Uint8Array, maxBytes: number): Uint8Array {
  const out = new BoundedPieces(maxBytes);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (data.length > 0 && !isFramed(data)) throw corrupt();
  for (let at = 0; at < data.length;) {
    if (at + 4 > data.length) throw corrupt();
    const type = view.getUint8(at);
    const length = view.getUint32(at, true) >>> 8;
    const body = data.subarray(at + 4, at + 4 + length);
    if (body.length < length) throw corrupt();
    at += 4 + length;
    if (type <= 1) out.add(chunk(type, body));
    else if (type <= 0x7f) throw new Error('snappy: unsupported input');
  }
  return out.joined();
}

function chunk(type: number, body: Uint8Array): Uint8Array {
  if (body.length < 4 || (type === 0 && decodedLength(body.subarray(4)) > chunkBytes)) throw corrupt();
  const plain = type === 0 ? uncompress(body.subarray(4)) : body.subarray(4);
  const sum = new DataView(body.buffer, body.byteOffset, 4).getUint32(0, true);
  if (plain.length > chunkBytes || maskedCrc32c(plain) !== sum) throw corrupt();
  return plain;
}
