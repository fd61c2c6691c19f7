import { isIP, type Socket } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import type { ClientTlsOptions } from '#engine/network/tls.ts';
import { clientContext } from './tlsContext.ts';
import { certificateProblem } from './serverCertificate.ts';
import { clientHandshakeText } from './tlsTexts.ts';

/** The network's own: Go's default tls.Config. */
export const defaultClientTls: ClientTlsOptions = { minVersion: '1.2', maxVersion: '1.3', cipherSuites: [], curves: [], systemCas: true, serverName: '', skipVerify: false };

/** Secures one client's connections. The certificate is read again at a handshake when `reload` says it is time, as upstream's configtls does. */
export class TlsClient {
  readonly #options: ClientTlsOptions;
  #context: SecureContext;
  #readAt = performance.now();

  /** Throws, in upstream's words, when key and certificate do not fit each other. */
  constructor(options: ClientTlsOptions) {
    this.#options = options;
    this.#context = clientContext(options, options.identity);
  }

  /** Speaks TLS on a connected socket; rejects with Go's text for the failure. `host` is what was dialled. */
  async secure(socket: Socket, { host, protocols }: { readonly host: string; readonly protocols: readonly string[] }): Promise<TLSSocket> {
    await this.#reload();
    const { serverName, skipVerify } = this.#options;
    const name = serverName === '' ? host : serverName;
    return new Promise((resolve, reject) => {
      // Judged below, in Go's order and words: OpenSSL's verdict on the chain is one part of it.
      const secured = connect({ socket, secureContext: this.#context, rejectUnauthorized: false, checkServerIdentity: () => undefined, ALPNProtocols: [...protocols], ...(isIP(name) === 0 ? { servername: name } : {}) });
      const fail = (text: string): void => {
        reject(new Error(text));
        secured.destroy();
      };
      const onError = (error: unknown): void => fail(clientHandshakeText(error));
      const onClose = (): void => fail('EOF');
      secured.once('error', onError).once('close', onClose);
      secured.once('secureConnect', () => {
        const problem = skipVerify ? undefined : certificateProblem(secured, name, new Date());
        if (problem !== undefined) {
          fail(problem);
          return;
        }
        secured.off('close', onClose);
        resolve(secured);
        // Its new owner listens from the next turn on.
        setImmediate(() => secured.off('error', onError));
      });
    });
  }

  async #reload(): Promise<void> {
    const { reload } = this.#options;
    if (reload === undefined || performance.now() - this.#readAt < reload.everyMillis) return;
    const { identity } = await reload.load();
    this.#context = clientContext(this.#options, identity);
    this.#readAt = performance.now();
  }
}
