import * as z from 'zod';

/** A kind of value: what YAML may say, and how it is written into an environment variable and read back. */
export interface Kind {
  readonly schema: z.ZodType;
  /** Null when the value says nothing, as an empty list does: the variable is then not set. Throws when the value does not fit `schema`. */
  readonly write: (value: unknown) => string | null;
  /** The YAML value of a variable's text; what does not fit `schema` comes out as something it refuses. */
  readonly read: (text: string) => unknown;
}

function defineKind<T>(schema: z.ZodType<T>, write: (value: T) => string | null, read: (text: string) => unknown): Kind {
  return { schema, write: (value) => write(schema.parse(value)), read };
}

const numeric = (text: string): unknown => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : text);
const line = z.string().min(1, 'expected a text that is not empty').regex(/^[^\u0000-\u001f\u007f]*$/, 'line breaks and control characters are not allowed');

export const text = defineKind(line, String, String);
/** What the SDK builds a URL from. */
export const url = defineKind(line.regex(/^https?:\/\/[^\s/]+/, 'expected an address that begins with http:// or https://'), String, String);
export const choice = (...values: readonly string[]): Kind => defineKind(z.enum(values), String, String);
export const ratio = defineKind(z.number().min(0, 'expected a number from 0 to 1').max(1, 'expected a number from 0 to 1'), String, numeric);
/** `least`: the SDK ignores smaller ones. */
export const count = (least: 0 | 1): Kind => {
  const message = `expected a whole number from ${String(least)} to 2147483647`;
  return defineKind(z.number().int(message).min(least, message).max(2_147_483_647, message), String, numeric);
};
export const flag = defineKind(z.boolean(), String, (written) => (written === 'true' ? true : written === 'false' ? false : written));

/** Comma-separated. */
export const list = (...values: readonly string[]): Kind => defineKind(
  z.array(values.length > 0 ? z.enum(values) : z.string().regex(/^[\w.-]+$/, 'expected a short name, such as http')).max(100, 'expected at most 100 names'),
  (items) => (items.length === 0 ? null : items.join(',')),
  (written) => written.split(',').map((item) => item.trim()).filter((item) => item !== ''),
);

/**
 * `key=value` pairs with commas between them. The specification (resource SDK, and the W3C Baggage it refers to) asks that `,`, `=` and whatever is
 * outside the printable ASCII characters be percent-encoded; the SDK decodes every `%`.
 */
export const pairs = defineKind(
  z.record(z.string().min(1), z.union([z.string(), z.number(), z.boolean()], 'expected a text')),
  (map) => {
    const all = Object.entries(map).map(([key, value]) => `${encoded(key)}=${encoded(String(value))}`);
    return all.length === 0 ? null : all.join(',');
  },
  (written) => Object.fromEntries(written.split(',').filter((pair) => pair.trim() !== '').map((pair) => {
    const at = pair.indexOf('=');
    return [decoded(pair.slice(0, Math.max(at, 0))), decoded(pair.slice(at + 1))];
  })),
);

/** Half of a surrogate pair cannot be encoded. */
const encoded = (written: string): string => written.replaceAll(/\p{Surrogate}/gu, '\ufffd').replaceAll(/[^\x21-\x7e]+|[%,;="\\]/gu, (character) => encodeURIComponent(character));

function decoded(written: string): string {
  try {
    return decodeURIComponent(written.trim());
  } catch {
    return written; // the SDK discards it; shown as it stands
  }
}
