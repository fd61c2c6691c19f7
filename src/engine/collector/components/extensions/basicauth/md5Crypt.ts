import { md5 } from '@noble/hashes/legacy.js';
import { concat, crypt64, repeated } from './crypt64.ts';

const order = [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5], [-1, -1, 11]] as const;

/** The MD5 crypt of FreeBSD and, with the prefix `$apr1$`, of Apache: 22 characters. */
export function md5Crypt(password: Uint8Array, salt: Uint8Array, prefix: string): string {
  const inner = md5(concat(password, salt, password));
  const bits: Uint8Array[] = [];
  // One byte for each bit of the password's length, lowest first: zero, or the password's first.
  for (let rest = password.length; rest > 0; rest >>= 1) bits.push((rest & 1) === 1 ? new Uint8Array(1) : password.subarray(0, 1));
  let digest = md5(concat(password, new TextEncoder().encode(prefix), salt, repeated(inner, password.length), ...bits));
  for (let round = 0; round < 1000; round += 1) {
    const odd = round % 2 === 1;
    digest = md5(concat(
      odd ? password : digest,
      ...(round % 3 === 0 ? [] : [salt]),
      ...(round % 7 === 0 ? [] : [password]),
      odd ? digest : password,
    ));
  }
  return crypt64(digest, order, 22);
}
