import { type CallCredentials, ChannelCredentials, credentials, type experimental, ServerCredentials } from '@grpc/grpc-js';
import type { Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { errorMessage } from '#common/base/errors.ts';
import type { ClientTlsOptions, ServerTlsOptions } from '#engine/network/tls.ts';
import { defaultClientTls, TlsClient } from './tlsClient.ts';
import { serverContextOptions } from './tlsContext.ts';

/** A server's certificates, which may change while it listens. */
export class GrpcServerTls extends ServerCredentials {
  /** Throws, in upstream's words, when key and certificate do not fit each other. */
  constructor(tls: ServerTlsOptions) {
    super(tls.clientCaPem === undefined ? {} : { requestCert: true, rejectUnauthorized: true }, serverContextOptions(tls));
  }

  use(options: SecureContextOptions): void {
    this.updateSecureContextOptions(options);
  }

  override _equals(other: ServerCredentials): boolean {
    return other === this;
  }
}

/** What grpc-js carries from the handshake to the status; grpcTexts.ts takes it out again. */
const handshakeFailed = (text: string): Error => new Error(`tls handshake <<${text}>>`);

/** Of a client: false is plain text, true the system's own certificates. `host` is the name that the server must prove. */
export function channelCredentials(tls: boolean | ClientTlsOptions, host: string): ChannelCredentials {
  return tls === false ? credentials.createInsecure() : new GrpcClientTls(tls === true ? defaultClientTls : tls, host);
}

/** grpc-js's own credentials verify in OpenSSL's words and never read a certificate again. */
class GrpcClientTls extends ChannelCredentials {
  readonly #client: TlsClient;
  readonly #host: string;

  constructor(tls: ClientTlsOptions, host: string) {
    super();
    this.#client = new TlsClient(tls);
    this.#host = host;
  }

  override _isSecure(): boolean {
    return true;
  }

  override _equals(other: ChannelCredentials): boolean {
    return other === this;
  }

  override _createSecureConnector(_target: unknown, _options: unknown, callCredentials?: CallCredentials): experimental.SecureConnector {
    return {
      connect: async (socket: Socket) => {
        try {
          return { socket: await this.#client.secure(socket, { host: this.#host, protocols: ['h2'] }), secure: true };
        } catch (error) {
          throw handshakeFailed(errorMessage(error));
        }
      },
      waitForReady: () => Promise.resolve(),
      getCallCredentials: () => callCredentials ?? credentials.createEmpty(),
      destroy: () => undefined,
    };
  }
}
