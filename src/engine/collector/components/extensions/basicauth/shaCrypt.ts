import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { concat, crypt64, repeated } from './crypt64.ts';

type Triple = readonly [number, number, number];

/** Bytes of the digest three by three, each triple rotated once more than the one before. */
const triples = (step: number, turn: 'left' | 'right'): Triple[] => Array.from({ length: step }, (_, i): Triple => {
  const [a, b, c] = [i, i + step, i + 2 * step];
  const turned: readonly Triple[] = turn === 'left' ? [[a, b, c], [b, c, a], [c, a, b]] : [[a, b, c], [c, a, b], [b, c, a]];
  return turned[i % 3] ?? [a, b, c];
});

const variants = {
  $5$: { hash: (bytes: Uint8Array) => sha256(bytes), order: [...triples(10, 'right'), [-1, 31, 30] as const], length: 43 },
  $6$: { hash: (bytes: Uint8Array) => sha512(bytes), order: [...triples(21, 'left'), [-1, -1, 63] as const], length: 86 },
} as const;

/** SHA-256 and SHA-512 crypt (Drepper's specification): 43 or 86 characters. `rounds` is kept within 1000 and 999999999. */
export function shaCrypt(password: Uint8Array, salt: Uint8Array, { prefix, rounds }: { readonly prefix: '$5$' | '$6$'; readonly rounds: number }): string {
  const { hash, length, order } = variants[prefix];
  const inner = hash(concat(password, salt, password));
  const bits: Uint8Array[] = [];
  for (let rest = password.length; rest > 0; rest >>= 1) bits.push((rest & 1) === 1 ? inner : password);
  let digest = hash(concat(password, salt, repeated(inner, password.length), ...bits));
  const passwords = repeated(hash(concat(...Array.from({ length: password.length }, () => password))), password.length);
  const salts = repeated(hash(concat(...Array.from({ length: 16 + (digest[0] ?? 0) }, () => salt))), salt.length);
  const last = Math.min(999_999_999, Math.max(1000, rounds));
  for (let round = 0; round < last; round += 1) {
    const odd = round % 2 === 1;
    digest = hash(concat(
      odd ? passwords : digest,
      ...(round % 3 === 0 ? [] : [salts]),
      ...(round % 7 === 0 ? [] : [passwords]),
      odd ? digest : passwords,
    ));
  }
  return crypt64(digest, order, length);
}
