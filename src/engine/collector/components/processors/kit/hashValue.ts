import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { AnyValue } from '#engine/pdata/value.ts';

/**
 * Upstream attraction's sha2Hasher: SHA-256 in hex of a scalar (numbers as 8 bytes, little endian); "" for anything else. SHA-1 was given up
 * with v0.75; the releases played here do not have it.
 */
export function hashValue(value: AnyValue, { hashesEmptyText }: { readonly hashesEmptyText: boolean }): string {
  if (value === '' && !hashesEmptyText) return '';
  const bytes = bytesOf(value);
  return bytes === undefined ? '' : bytesToHex(sha256(bytes));
}

function bytesOf(value: AnyValue): Uint8Array | undefined {
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if (typeof value === 'boolean') return Uint8Array.of(value ? 1 : 0);
  const view = new DataView(new ArrayBuffer(8));
  if (typeof value === 'bigint') view.setBigUint64(0, BigInt.asUintN(64, value), true);
  else if (typeof value === 'number') view.setFloat64(0, value, true);
  else return undefined;
  return new Uint8Array(view.buffer);
}
