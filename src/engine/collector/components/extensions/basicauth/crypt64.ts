const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * crypt's own base 64: groups of up to three bytes, lowest bits first. `order` names the bytes of each group, most significant first; -1 is a
 * zero byte. `length` is the length of the text.
 */
export function crypt64(bytes: Uint8Array, order: readonly (readonly [number, number, number])[], length: number): string {
  let text = '';
  for (const [high, middle, low] of order) {
    let bits = ((bytes[high] ?? 0) << 16) | ((bytes[middle] ?? 0) << 8) | (bytes[low] ?? 0);
    for (let i = 0; i < 4; i += 1) {
      text += alphabet[bits & 0x3f] ?? '';
      bits >>= 6;
    }
  }
  return text.slice(0, length);
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The first `length` bytes of `part` repeated. */
export function repeated(part: Uint8Array, length: number): Uint8Array {
  const whole = new Uint8Array(length);
  for (let at = 0; at < length; at += part.length) whole.set(part.subarray(0, Math.min(part.length, length - at)), at);
  return whole;
}
