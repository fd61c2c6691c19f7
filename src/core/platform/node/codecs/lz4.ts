import { compress } from 'lz4js';
import { BoundedPieces } from './bounded.ts';

const invalid = (): Error => new Error('lz4: invalid source or destination buffer too short');
const magic = 0x184d2204;
/** Longest block by its code in the frame's header. Bytes. */
const blockSizes: Readonly<Record<number, number>> = { 4: 65_536, 5: 262_144, 6: 1_048_576, 7: 4_194_304 };

export const compressLz4 = (data: Uint8Array): Uint8Array => compress(data);

/**
 * Reads one LZ4 frame. Ours, because lz4js neither bounds what it writes nor sees that data end early. Upstream checks the checksums of header,
 * blocks and content. Here: not, because they guard against damage on the way, which TCP excludes.
 */
export function decompressLz4(data: Uint8Array, maxBytes: number): Uint8Array {
  const reader = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (data.length < 4) throw new Error('unexpected EOF');
  if (reader.getUint32(0, true) !== magic) throw new Error('lz4: bad magic number');
  if (data.length < 7) throw new Error('unexpected EOF');
  const flags = reader.getUint8(4);
  const blockSize = blockSizes[(reader.getUint8(5) >> 4) & 7];
  if (flags >> 6 !== 1 || blockSize === undefined || (flags & 1) === 1) throw new Error('lz4: invalid frame header');
  const frame = { start: (flags & 8) === 0 ? 7 : 15, blockSize, blockSum: (flags & 16) === 0 ? 0 : 4, linked: (flags & 32) === 0 };
  return blocks(data, reader, frame, maxBytes);
}

interface Frame {
  /** Where the first block begins. */
  readonly start: number;
  readonly blockSize: number;
  /** Bytes of the checksum behind each block. */
  readonly blockSum: number;
  /** Matches may reach back into the blocks before. */
  readonly linked: boolean;
}

function blocks(data: Uint8Array, reader: DataView, { blockSize, blockSum, linked, start }: Frame, maxBytes: number): Uint8Array {
  const out = new BoundedPieces(maxBytes);
  let window: Uint8Array = new Uint8Array();
  for (let at = start; ;) {
    if (at + 4 > data.length) throw new Error('unexpected EOF');
    const word = reader.getUint32(at, true);
    if (word === 0) return out.joined();
    const length = word & 0x7fffffff;
    const body = data.subarray(at + 4, at + 4 + length);
    if (body.length < length) throw new Error('unexpected EOF');
    if (length > blockSize) throw invalid();
    at += 4 + length + blockSum;
    const plain = word >>> 31 === 1 ? body : decodeBlock(body, blockSize, window);
    out.add(plain);
    if (linked) window = Buffer.concat([window, plain]).subarray(-65_536);
  }
}

/** One block; `window` is what came before it. */
function decodeBlock(block: Uint8Array, blockSize: number, window: Uint8Array): Uint8Array {
  const out = new Uint8Array(window.length + blockSize);
  out.set(window);
  let to = window.length;
  for (let at = 0; at < block.length;) {
    const token = block[at] ?? 0;
    const literals = length(block, at + 1, token >> 4);
    if (literals.next + literals.value > block.length || to + literals.value > out.length) throw invalid();
    out.set(block.subarray(literals.next, literals.next + literals.value), to);
    to += literals.value;
    at = literals.next + literals.value;
    if (at === block.length) break;
    if (at + 2 > block.length) throw invalid();
    const from = to - ((block[at] ?? 0) | (block[at + 1] ?? 0) << 8);
    const match = length(block, at + 2, token & 15);
    const end = to + match.value + 4;
    if (from < 0 || from === to || end > out.length) throw invalid();
    for (let source = from; to < end; to += 1, source += 1) out[to] = out[source] ?? 0;
    at = match.next;
  }
  return out.subarray(window.length, to);
}

/** A length of 15 goes on in further bytes, as long as they are 255. */
function length(block: Uint8Array, at: number, nibble: number): { readonly value: number; readonly next: number } {
  if (nibble < 15) return { value: nibble, next: at };
  let value = nibble;
  for (let next = at; next < block.length; next += 1) {
    const byte = block[next] ?? 0;
    value += byte;
    if (byte !== 255) return { value, next: next + 1 };
  }
  throw invalid();
}
