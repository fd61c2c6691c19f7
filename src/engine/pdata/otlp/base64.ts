const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const digits = new Map([...alphabet].map((digit, value) => [digit, value]));

/** Standard base64 with padding (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const left = bytes.length - at;
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    text += left > 1 ? alphabet.charAt((group >> 6) & 63) : '=';
    text += left > 2 ? alphabet.charAt(group & 63) : '=';
  }
  return text;
}

/** The bytes of padded standard base64, or the offset of the first character that does not belong (line breaks are skipped, as in Go). */
export function decodeBase64(text: string): { readonly bytes: Uint8Array } | { readonly badAt: number } {
  const out: number[] = [];
  let group = 0;
  let count = 0;
  let at = 0;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\n' || char === '\r') continue;
    const value = digits.get(char);
    if (value === undefined) break;
    group = (group << 6) | value;
    if (++count === 4) {
      out.push(group >> 16, (group >> 8) & 255, group & 255);
      group = count = 0;
    }
  }
  const padding = text.slice(at).replace(/[\r\n]/g, '');
  const wanted = count === 0 ? '' : count === 2 ? '==' : count === 3 ? '=' : undefined;
  if (wanted === undefined || padding !== wanted) return { badAt: at };
  if (count === 2) out.push((group >> 4) & 255);
  if (count === 3) out.push((group >> 10) & 255, (group >> 2) & 255);
  return { bytes: Uint8Array.from(out) };
}
