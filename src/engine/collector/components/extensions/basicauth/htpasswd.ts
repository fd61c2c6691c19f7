import { sha1 } from '@noble/hashes/legacy.js';
import { compare } from 'bcryptjs';
import { decodeBase64 } from '#engine/pdata/otlp/base64.ts';
import { concat } from './crypt64.ts';
import { md5Crypt } from './md5Crypt.ts';
import { shaCrypt } from './shaCrypt.ts';

/** Whether a password is the one that a line of the file means. */
type Matches = (password: string) => boolean | Promise<boolean>;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * The users of an htpasswd file (github.com/tg123/go-htpasswd v1.2): by the last line of each. Lines without a colon and hashes that make no
 * sense are left out in silence, as upstream does.
 */
export class Htpasswd {
  readonly #users = new Map<string, Matches>();

  constructor(text: string) {
    for (const line of text.split('\n').map((each) => each.trim())) {
      const colon = line.indexOf(':');
      if (colon < 0) continue;
      const matches = passwordOf(line.slice(colon + 1));
      if (matches !== undefined) this.#users.set(line.slice(0, colon), matches);
    }
  }

  async matches(username: string, password: string): Promise<boolean> {
    return await this.#users.get(username)?.(password) ?? false;
  }
}

/** Undefined when the hash is malformed. */
function passwordOf(written: string): Matches | undefined {
  if (/^\$(apr1|1)\$/.test(written)) return md5Password(written);
  if (written.startsWith('{SHA}')) return shaPassword(written.slice('{SHA}'.length), false);
  // Go's bcrypt does not look at the letter of the version.
  if (/^\$2[abxy]\$/.test(written)) return (password) => compare(password, written.replace(/^\$2./, '$2b'));
  if (written.startsWith('{SSHA}')) return shaPassword(written.slice('{SSHA}'.length), true);
  if (/^\$[56]\$/.test(written)) return shaCryptPassword(written);
  return (password) => equal(bytes(password), bytes(written)) || equal(bytes(`{PLAIN}${password}`), bytes(written));
}

function md5Password(written: string): Matches | undefined {
  const [, prefix = '', salt = '', hash] = /^(\$(?:apr1|1)\$)([^$]*)\$(.*)$/.exec(written) ?? [];
  if (hash === undefined) return undefined;
  return (password) => equal(bytes(md5Crypt(bytes(password), bytes(salt), prefix)), bytes(hash));
}

function shaPassword(encoded: string, salted: boolean): Matches | undefined {
  const decoded = decodeBase64(encoded);
  if (!('bytes' in decoded) || decoded.bytes.length < 20 || (!salted && decoded.bytes.length !== 20)) return undefined;
  const hash = decoded.bytes.subarray(0, 20);
  const salt = decoded.bytes.subarray(20);
  return (password) => equal(sha1(concat(bytes(password), salt)), hash);
}

function shaCryptPassword(written: string): Matches | undefined {
  const [, prefix, rounds, salt = '', hash] = /^(\$[56]\$)(?:rounds=(\d+)\$)?([^$]*)\$(.*)$/.exec(written) ?? [];
  if (hash === undefined || (prefix !== '$5$' && prefix !== '$6$')) return undefined;
  return (password) => equal(bytes(shaCrypt(bytes(password), bytes(salt.slice(0, 16)), { prefix, rounds: Number(rounds ?? 5000) })), bytes(hash));
}

/** Takes as long for any two texts of one length. */
function equal(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i += 1) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}
