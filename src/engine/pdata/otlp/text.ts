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
  if (at + 4 <= end) {
    text += String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0);
    at += 4;
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

const hexCodes = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** The lower-case hex of an id of 8 or 16 bytes, or "" when every byte is zero: pdata treats such an id as absent. */
export function decodeId(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let isZero = true;
  for (let at = start; at < end; at += 8) {
    const half = hexOf8(bytes, at);
    isZero &&= half === '0000000000000000';
    text += half;
  }
  return isZero ? '' : text;
}

/** One call for 16 digits: adding them one by one would make 15 strings that nobody needs. */
function hexOf8(bytes: Uint8Array, at: number): string {
  const high = (offset: number): number => hexCodes[(bytes[at + offset] ?? 0) >> 4] ?? 0;
  const low = (offset: number): number => hexCodes[(bytes[at + offset] ?? 0) & 15] ?? 0;
  return String.fromCharCode(
    high(0), low(0), high(1), low(1), high(2), low(2), high(3), low(3), high(4), low(4), high(5), low(5), high(6), low(6), high(7), low(7),
  );
}

/** The value of one hex digit of any case, or -1. */
export function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
