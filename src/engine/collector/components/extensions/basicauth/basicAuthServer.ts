import { errorMessage } from '#common/base/errors.ts';
import { decodeBase64 } from '#engine/pdata/otlp/base64.ts';
import type { Headers } from '#engine/network/network.ts';
import type { Extension } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import type { ServerAuthenticator } from '../../../component/offers.ts';
import { noCredentials } from './config.ts';
import { Htpasswd } from './htpasswd.ts';

/** Lets callers in whose name and password stand in an htpasswd file. */
export class BasicAuthServer implements Extension, ServerAuthenticator {
  readonly #htpasswd: { readonly file: string; readonly inline: string };
  #users = new Htpasswd('');

  /** Throws when neither file nor lines are given. */
  constructor(htpasswd: { readonly file: string; readonly inline: string }) {
    if (htpasswd.file === '' && htpasswd.inline === '') throw new Error(noCredentials);
    this.#htpasswd = htpasswd;
  }

  get serverAuthenticator(): ServerAuthenticator {
    return this;
  }

  /** Reads the file, once. Rejects when it cannot be read. */
  async start({ files }: Host): Promise<void> {
    const { file, inline } = this.#htpasswd;
    try {
      const lines = file === '' ? '' : `${new TextDecoder().decode(await files.read(file))}\n`;
      this.#users = new Htpasswd(lines + inline);
    } catch (error) {
      throw new Error(`open htpasswd file: ${errorMessage(error)}`, { cause: error });
    }
  }

  async shutdown(): Promise<void> {}

  /** The caller's `username`, and `raw`: what was sent, as it was encoded. */
  async authenticate(headers: Headers): Promise<ReadonlyMap<string, string>> {
    const written = headers['authorization']?.[0] ?? '';
    if (written === '') throw new Error('no basic auth provided');
    if (!/^basic /i.test(written)) throw new Error('invalid authorization scheme prefix');
    const raw = written.slice('basic '.length);
    const decoded = decodeBase64(raw);
    const text = 'bytes' in decoded ? new TextDecoder().decode(decoded.bytes) : '';
    const colon = text.indexOf(':');
    if (colon < 0) throw new Error('invalid authorization format');
    const username = text.slice(0, colon);
    if (!await this.#users.matches(username, text.slice(colon + 1))) throw new Error('invalid credentials');
    return new Map([['username', username], ['raw', raw]]);
  }
}
