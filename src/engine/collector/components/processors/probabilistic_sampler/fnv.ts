const prime = 16_777_619;
const offsetBasis = 2_166_136_261;

const step = (hash: number, byte: number): number => Math.imul(hash ^ byte, prime);

/** FNV-1a in 32 bits over the seed's four bytes, lowest first: what the hash of an id goes on from. */
export function seeded(seed: number): number {
  let hash = offsetBasis;
  for (let shift = 0; shift < 32; shift += 8) hash = step(hash, (seed >>> shift) & 0xff);
  return hash;
}

/** Goes on from `state` (that of `seeded`) over bytes. 32 bits, unsigned. */
export function hashBytes(state: number, bytes: Uint8Array): number {
  let hash = state;
  for (const byte of bytes) hash = step(hash, byte);
  return hash >>> 0;
}

/** Hashes the bytes that lower-case hexadecimal text stands for. */
export function hashHex(state: number, text: string): number {
  let hash = state;
  for (let at = 0; at < text.length; at += 2) hash = step(hash, (digit(text.charCodeAt(at)) << 4) | digit(text.charCodeAt(at + 1)));
  return hash >>> 0;
}

/** By character code. */
const digits = new Uint8Array(128);
for (let value = 0; value < 16; value += 1) digits[value.toString(16).charCodeAt(0)] = value;
const digit = (code: number): number => digits[code] ?? 0;
