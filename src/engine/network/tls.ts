/** TLS as the learner's YAML speaks of it; keys and certificates are PEM text. Files are read before (see collector/helpers/config/tlsOptions.ts). */
export const tlsVersions = ['1.0', '1.1', '1.2', '1.3'] as const;
export type TlsVersion = (typeof tlsVersions)[number];

export interface TlsParameters {
  readonly minVersion: TlsVersion;
  readonly maxVersion: TlsVersion;
  /** Go's names, for TLS 1.2 and below: `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`; empty leaves the choice to the network. */
  readonly cipherSuites: readonly string[];
  /** Go's names, best first: `X25519`, `P256`…; empty leaves the choice to the network. */
  readonly curves: readonly string[];
}

/** A certificate (with its chain) and its private key. */
export interface TlsIdentity {
  readonly certPem: string;
  readonly keyPem: string;
}

export interface ServerTlsOptions extends TlsParameters {
  readonly identity: TlsIdentity;
  /** Given: every client must show a certificate signed by one of these (mTLS). */
  readonly clientCaPem?: string;
  readonly reload?: TlsReload<Pick<ServerTlsOptions, 'identity' | 'clientCaPem'>>;
}

export interface ClientTlsOptions extends TlsParameters {
  /** Trusted besides nobody else, unless `systemCas`; absent: the system's CAs. */
  readonly caPem?: string;
  readonly systemCas: boolean;
  readonly identity?: TlsIdentity;
  /** The name that the server's certificate must have; "" is the host dialled. */
  readonly serverName: string;
  /** True takes any certificate of the server. */
  readonly skipVerify: boolean;
  readonly reload?: TlsReload<Pick<ClientTlsOptions, 'identity'>>;
}

/** Where certificates are read again: asked for at the first handshake (a server) or call (a client) after `everyMillis`, > 0. */
export interface TlsReload<T> {
  readonly everyMillis: number;
  /** Rejects with an Error in upstream's words: the handshake or call fails. */
  load(): Promise<T>;
}
