import type { StorageChange } from '../../../component/offers.ts';

/*
 * A store's file: a header, then one record for each batch of changes, in order. A record is its body's length and CRC-32 (four bytes each,
 * little-endian) and the body: for each change the key's length (2 bytes), the value's length + 1 (4 bytes; 0: the key is deleted), key, value.
 * A record that is cut short or does not match its sum ends the file: it was never reported as written.
 */

export const header = new TextEncoder().encode('traceground-store-1\n');
const [headBytes, changeBytes] = [8, 6];
const utf8 = { encoder: new TextEncoder(), decoder: new TextDecoder() };

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1) === 1 ? (sum >>> 1) ^ 0xedb8_8320 : sum >>> 1;
  return sum;
});

/** CRC-32 as zlib and gzip have it (polynomial 0xedb88320); unsigned. */
export function crc32(bytes: Uint8Array): number {
  let sum = 0xffff_ffff;
  for (const byte of bytes) sum = (crcTable[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffff_ffff) >>> 0;
}

/** One record: all of these changes or, when it is torn, none. */
export function encodeRecord(changes: readonly StorageChange[]): Uint8Array {
  const keys = changes.map(({ key }) => utf8.encoder.encode(key));
  const size = changes.reduce((sum, { value }, index) => sum + changeBytes + (keys[index]?.length ?? 0) + (value?.length ?? 0), 0);
  const bytes = new Uint8Array(headBytes + size);
  const view = new DataView(bytes.buffer);
  let at = headBytes;
  for (const [index, { value }] of changes.entries()) {
    const key = keys[index] ?? new Uint8Array();
    view.setUint16(at, key.length, true);
    view.setUint32(at + 2, value === null ? 0 : value.length + 1, true);
    bytes.set(key, at + changeBytes);
    if (value !== null) bytes.set(value, at + changeBytes + key.length);
    at += changeBytes + key.length + (value?.length ?? 0);
  }
  view.setUint32(0, size, true);
  view.setUint32(4, crc32(bytes.subarray(headBytes)), true);
  return bytes;
}

export interface ReadStore {
  readonly entries: Map<string, Uint8Array>;
  /** Why reading stopped before the end of the file. */
  readonly damage?: 'not a store' | 'torn';
}

/** Everything up to the first record that is not whole. */
export function readStore(bytes: Uint8Array): ReadStore {
  const entries = new Map<string, Uint8Array>();
  if (bytes.length === 0) return { entries };
  if (header.some((byte, index) => bytes[index] !== byte)) return { entries, damage: header.subarray(0, bytes.length).every((byte, index) => bytes[index] === byte) ? 'torn' : 'not a store' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = header.length; at < bytes.length;) {
    if (at + headBytes > bytes.length) return { entries, damage: 'torn' };
    const end = at + headBytes + view.getUint32(at, true);
    if (end > bytes.length || crc32(bytes.subarray(at + headBytes, end)) !== view.getUint32(at + 4, true)) return { entries, damage: 'torn' };
    apply(entries, bytes.subarray(at + headBytes, end));
    at = end;
  }
  return { entries };
}

function apply(entries: Map<string, Uint8Array>, body: Uint8Array): void {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  for (let at = 0; at < body.length;) {
    const keyLength = view.getUint16(at, true);
    const valueLength = view.getUint32(at + 2, true);
    const key = utf8.decoder.decode(body.subarray(at + changeBytes, at + changeBytes + keyLength));
    at += changeBytes + keyLength;
    if (valueLength === 0) entries.delete(key);
    else entries.set(key, body.slice(at, at + valueLength - 1));
    at += Math.max(0, valueLength - 1);
  }
}
