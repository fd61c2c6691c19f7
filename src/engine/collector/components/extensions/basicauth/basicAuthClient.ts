import type { Headers } from '#engine/network/network.ts';
import { encodeBase64 } from '#engine/pdata/otlp/base64.ts';
import type { Extension, Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import type { ClientAuthenticator } from '../../../component/offers.ts';
import { CredentialsFile } from '../kit/credentialsFile.ts';

export interface ClientCredentials {
  readonly username: string;
  readonly username_file?: string;
  readonly password: string;
  readonly password_file?: string;
}

/** Signs what exporters send with a name and a password. */
export class BasicAuthClient implements Extension, ClientAuthenticator {
  readonly requiresTransportSecurity = true;
  readonly #credentials: ClientCredentials;
  readonly #username: CredentialsFile | undefined;
  readonly #password: CredentialsFile | undefined;

  constructor(set: Settings, credentials: ClientCredentials) {
    const file = (path = ''): CredentialsFile | undefined => (path === '' ? undefined : new CredentialsFile({ path, logger: set.logger }));
    this.#credentials = credentials;
    this.#username = file(credentials.username_file);
    this.#password = file(credentials.password_file);
  }

  get clientAuthenticator(): ClientAuthenticator {
    return this;
  }

  /** Rejects when a file cannot be read. */
  async start(host: Host): Promise<void> {
    await this.#username?.start(host);
    await this.#password?.start(host);
  }

  async shutdown(): Promise<void> {
    this.#username?.stop();
    this.#password?.stop();
  }

  /** Throws when the name has a colon: nobody could tell it from the password. */
  prepare(): void {
    if (this.#name.includes(':')) throw new Error('invalid authorization format');
  }

  async decorate(headers: Headers): Promise<Headers> {
    const password = this.#password?.value ?? this.#credentials.password;
    const encoded = encodeBase64(new TextEncoder().encode(`${this.#name}:${password}`));
    return { ...headers, authorization: [`Basic ${encoded}`] };
  }

  get #name(): string {
    return this.#username?.value ?? this.#credentials.username;
  }
}
