import type { Headers } from '#engine/network/network.ts';
import type { Extension, Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import type { ClientAuthenticator, ServerAuthenticator } from '../../../component/offers.ts';
import { CredentialsFile } from '../kit/credentialsFile.ts';
import type { BearerTokenAuthConfig } from './config.ts';

/** How the releases differ. */
export interface BearerTokenRules {
  readonly ignored: { readonly message: string; readonly caller: string };
  readonly refreshed: string;
  /** What a caller without the header is told. */
  readonly missing: (header: string) => string;
  /** What a caller with another token is told. */
  readonly wrong: (sent: string) => string;
}

/** Proves callers by a token, and signs what exporters send with one. */
export class BearerTokenAuth implements Extension, ClientAuthenticator, ServerAuthenticator {
  readonly requiresTransportSecurity = true;
  readonly #header: string;
  readonly #scheme: string;
  readonly #rules: BearerTokenRules;
  readonly #file: CredentialsFile | undefined;
  #values: readonly string[] = [];

  constructor({ logger }: Settings, { filename, header, scheme, token, tokens }: BearerTokenAuthConfig, rules: BearerTokenRules) {
    this.#header = header;
    this.#scheme = scheme;
    this.#rules = rules;
    this.#take(tokens.length > 0 ? tokens : words(token));
    // Several tokens win over the file without a word, as upstream.
    if (filename === '' || tokens.length > 0) return;
    if (token !== '') logger.warn(rules.ignored.message, {}, rules.ignored.caller);
    this.#file = new CredentialsFile({
      path: filename, logger,
      changed: (text) => {
        logger.info('refresh token', { filename }, rules.refreshed);
        this.#take(words(text));
      },
    });
  }

  get clientAuthenticator(): ClientAuthenticator {
    return this;
  }

  get serverAuthenticator(): ServerAuthenticator {
    return this;
  }

  /** Rejects when the file cannot be read. */
  async start(host: Host): Promise<void> {
    await this.#file?.start(host);
  }

  async shutdown(): Promise<void> {
    this.#file?.stop();
  }

  /** Finds out nothing about the caller. */
  async authenticate(headers: Headers): Promise<ReadonlyMap<string, string>> {
    const sent = headers[this.#header.toLowerCase()]?.[0];
    if (sent === undefined) throw new Error(this.#rules.missing(this.#header));
    if (!this.#values.some((value) => isSame(value, sent))) throw new Error(this.#rules.wrong(sent));
    return new Map();
  }

  async decorate(headers: Headers): Promise<Headers> {
    return { ...headers, [this.#header.toLowerCase()]: [this.#values[0] ?? ''] };
  }

  #take(tokens: readonly string[]): void {
    this.#values = tokens.map((token) => (this.#scheme === '' ? token : `${this.#scheme} ${token}`));
  }
}

/** The first word of each line that has one: the rest of a line is a comment. */
const words = (text: string): string[] => text.split('\n').flatMap((line) => line.trim().split(/\s+/)[0] ?? []).filter((word) => word !== '');

/** Takes as long for any two texts of one length. */
function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i += 1) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
