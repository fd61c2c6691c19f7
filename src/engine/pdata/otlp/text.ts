const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

const maxCachedLength = 64;
const cacheSize = 2048;
// Attribute keys and many values repeat in every record: a direct-mapped table gives back the same string without allocating.
const cache: (string | undefined)[] = new Array<string | undefined>(cacheSize).fill(undefined);

/**
 * Decodes UTF-8. Invalid sequences become U+FFFD.
 * Upstream: pdata keeps invalid UTF-8 as it came and does not reject it. Here: the same, except that whoever looks sees U+FFFD; a record
 * that nobody changed is forwarded with its original bytes.
 */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  const length = end - start;
  if (length === 0) return '';
  if (length > maxCachedLength) return decoder.decode(bytes.subarray(start, end));
  let hash = length;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x7f) return decoder.decode(bytes.subarray(start, end));
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  const slot = (hash ^ (hash >>> 15)) & (cacheSize - 1);
  const cached = cache[slot];
  if (cached !== undefined && equalsAscii(cached, bytes, start, length)) return cached;
  return (cache[slot] = asciiString(bytes, start, end));
}

/** Eight at a time: for short strings faster than TextDecoder, and free of the intermediate strings that adding one by one makes. */
function asciiString(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let at = start;
  for (; at + 8 <= end; at += 8) {
    text += String.fromCharCode(
      bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0,
      bytes[at + 4] ?? 0, bytes[at + 5] ?? 0, bytes[at + 6] ?? 0, bytes[at + 7] ?? 0,
    );
  }
  for (; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

function equalsAscii(text: string, bytes: Uint8Array, start: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let at = 0; at < length; at++) if (text.charCodeAt(at) !== bytes[start + at]) return false;
  return true;
}

/** Encodes UTF-8; a lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

const hexOfByte: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The lower-case hex of an id, or "" when every byte is zero: pdata treats such an id as absent. */
export function decodeId(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let any = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    any |= byte;
    text += hexOfByte[byte] ?? '';
  }
  return any === 0 ? '' : text;
}

/** The value of one hex digit of any case, or -1. */
export function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
