import type { Headers } from '#engine/network/network.ts';
import type { Extension, Settings } from '../../../component/component.ts';
import type { Host } from '../../../component/host.ts';
import type { ClientAuthenticator } from '../../../component/offers.ts';
import type { Context } from '../../../consumer/consumer.ts';
import { CredentialsFile } from '../kit/credentialsFile.ts';
import type { HeaderConfig } from './config.ts';

interface Rule {
  readonly key: string;
  readonly action: string;
  readonly value: (context: Context) => string;
}

/** Sets headers of what exporters send from fixed values, files, the metadata of the request that brought the data, or its caller. */
export class HeadersSetter implements Extension, ClientAuthenticator {
  readonly #rules: readonly Rule[];
  readonly #files: CredentialsFile[] = [];
  readonly #additional: string;
  #host: Host | undefined;

  constructor({ logger }: Settings, { additional, caller, headers }: { readonly headers: readonly HeaderConfig[]; readonly additional: string; readonly caller: string }) {
    this.#additional = additional;
    this.#rules = headers.map((header) => {
      if (header.value_file !== undefined) this.#files.push(new CredentialsFile({ path: header.value_file, logger }));
      const file = header.value_file === undefined ? undefined : this.#files.at(-1);
      if (!actions.includes(header.action)) {
        logger.warn("The action was not provided, using 'upsert'. In future versions, we'll require this to be explicitly set", {}, caller);
      }
      return { key: (header.key ?? '').toLowerCase(), action: header.action, value: file === undefined ? sourceOf(header) : () => file.value };
    });
  }

  get clientAuthenticator(): ClientAuthenticator {
    return this;
  }

  /** Whether the authenticator that signs first needs it. */
  get requiresTransportSecurity(): boolean {
    return this.#first()?.requiresTransportSecurity ?? false;
  }

  /** Rejects when a file cannot be read. */
  async start(host: Host): Promise<void> {
    this.#host = host;
    for (const file of this.#files) await file.start(host);
  }

  async shutdown(): Promise<void> {
    for (const file of this.#files) file.stop();
  }

  prepare(): void {
    if (this.#additional !== '' && this.#host?.extension(this.#additional) === undefined) throw new Error(`auth extension ${this.#additional} not found`);
    this.#first()?.prepare?.();
  }

  async decorate(headers: Headers, context: Context): Promise<Headers> {
    const signed = await this.#first()?.decorate(headers, context) ?? headers;
    return this.#rules.reduce((before, { action, key, value }) => {
      const found = value(context);
      const has = (before[key]?.[0] ?? '') !== '';
      if ((action === 'insert' && has) || (action === 'update' && !has)) return before;
      const { [key]: _gone, ...rest } = before;
      return action === 'delete' ? rest : { ...rest, [key]: [found] };
    }, signed);
  }

  #first(): ClientAuthenticator | undefined {
    return this.#additional === '' ? undefined : this.#host?.extension(this.#additional)?.clientAuthenticator;
  }
}

const actions = ['insert', 'update', 'upsert', 'delete'];

function sourceOf({ default_value: byDefault = '', from_attribute: attribute, from_context: key, value }: HeaderConfig): (context: Context) => string {
  if (value !== undefined) return () => value;
  if (attribute !== undefined) return ({ auth }) => auth?.get(attribute) ?? byDefault;
  if (key === undefined) return () => '';
  return ({ metadata }) => {
    const found = metadata.get(key.toLowerCase()) ?? [];
    if (found.length > 1) throw new Error(`failed to determine the source: ${String(found.length)} source keys found in the context, can't determine which one to use`);
    return found[0] ?? byDefault;
  };
}
