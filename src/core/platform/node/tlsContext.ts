import { createSecureContext, rootCertificates, type SecureContext, type SecureContextOptions, type SecureVersion } from 'node:tls';
import type { ClientTlsOptions, ServerTlsOptions, TlsParameters, TlsVersion } from '#engine/network/tls.ts';
import { errorCode } from './goErrors.ts';

const nodeVersions: Readonly<Record<TlsVersion, SecureVersion>> = { '1.0': 'TLSv1', '1.1': 'TLSv1.1', '1.2': 'TLSv1.2', '1.3': 'TLSv1.3' };

/**
 * What a server shows and asks for. Throws, in upstream's words, when key and certificate do not fit each other.
 * With `clientCaPem` the client's certificate is demanded elsewhere (`requestCert`).
 */
export function serverContextOptions(tls: ServerTlsOptions, material: Pick<ServerTlsOptions, 'identity' | 'clientCaPem'> = tls): SecureContextOptions {
  const { clientCaPem, identity } = material;
  return checked({ ...parameters(tls), cert: identity.certPem, key: identity.keyPem, ...(clientCaPem === undefined ? {} : { ca: clientCaPem }) }).options;
}

/** Upstream trusts the CAs of the machine where none are given. Here: those that Node brings along, and the files of NODE_EXTRA_CA_CERTS. */
export function clientContext(tls: ClientTlsOptions, identity: ClientTlsOptions['identity']): SecureContext {
  const ca = tls.caPem === undefined ? {} : { ca: tls.systemCas ? [tls.caPem, ...rootCertificates] : tls.caPem };
  return checked({ ...parameters(tls), ...ca, ...(identity === undefined ? {} : { cert: identity.certPem, key: identity.keyPem }) }).context;
}

function checked(options: SecureContextOptions): { readonly options: SecureContextOptions; readonly context: SecureContext } {
  try {
    return { options, context: createSecureContext(options) };
  } catch (error) {
    throw new Error(`failed to load TLS config: failed to load TLS cert and key: failed to load TLS cert and key PEMs: ${pairText(error)}`, { cause: error });
  }
}

/** What Go's tls.X509KeyPair says. */
function pairText(error: unknown): string {
  const code = errorCode(error);
  if (code.includes('KEY_VALUES_MISMATCH')) return 'tls: private key does not match public key';
  if (code.includes('KEY_TYPE_MISMATCH')) return 'tls: private key type does not match public key type';
  return code.includes('X509') || code.includes('ASN1') ? 'x509: malformed certificate' : 'tls: failed to parse private key';
}

function parameters({ cipherSuites, curves, maxVersion, minVersion }: TlsParameters): SecureContextOptions {
  const old = minVersion === '1.0' || minVersion === '1.1';
  const ciphers = cipherSuites.length === 0 ? 'DEFAULT' : [...tls13Suites, ...cipherSuites.filter((name) => !tls13Suites.includes(name)).map(opensslName)].join(':');
  return {
    minVersion: nodeVersions[minVersion], maxVersion: nodeVersions[maxVersion],
    // OpenSSL 3 speaks TLS 1.0 and 1.1 on its lowest level of security only.
    ...(cipherSuites.length === 0 && !old ? {} : { ciphers: old ? `${ciphers}:@SECLEVEL=0` : ciphers }),
    ...curvesOf(curves),
  };
}

/** As in Go these cannot be chosen: TLS 1.3 always offers all of them. */
const tls13Suites = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'];

/** `TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA` is ECDHE-RSA-AES128-SHA to OpenSSL. */
function opensslName(goName: string): string {
  const [exchange = '', cipher = ''] = goName.replace(/^TLS_/, '').split('_WITH_');
  const short = cipher.replace('3DES_EDE_CBC', 'DES-CBC3').replace(/^RC4_128/, 'RC4').replace('_CBC_', '_').replace(/_(128|256)/, '$1').replace('POLY1305_SHA256', 'POLY1305').replaceAll('_', '-');
  return exchange === 'RSA' ? short : `${exchange.replaceAll('_', '-')}-${short}`;
}

/** Upstream knows X25519MLKEM768 too. Here: it is left out of the choice, because OpenSSL has it only from 3.5 on. */
function curvesOf(curves: readonly string[]): SecureContextOptions {
  const known = curves.filter((name) => name !== 'X25519MLKEM768').map((name) => name.replace(/^P(\d)/, 'P-$1'));
  return known.length === 0 ? {} : { ecdhCurve: known.join(':') };
}
