import * as z from 'zod';
import { duration, bool, list, noneSection, secret, section, string } from '../../component/fields.ts';
import type { Problem } from '../../component/factory.ts';
import { olderFields } from '../olderFields.ts';
import { optionalProblems } from './optionalProblems.ts';

/** Fields of configtls.Config, shared by clients and servers. */
const common = () => ({
  ca_file: string().describe('Path of the CA certificate that signed the peer.'),
  ca_pem: secret().describe('The CA certificate itself, PEM-encoded.'),
  cert_file: string().describe('Path of the certificate to present.'),
  cert_pem: secret().describe('The certificate itself, PEM-encoded.'),
  key_file: string().describe('Path of the private key of the certificate.'),
  key_pem: secret().describe('The private key itself, PEM-encoded.'),
  min_version: string().describe('Lowest TLS version accepted; 1.2 when empty.'),
  max_version: string().describe('Highest TLS version accepted; no limit when empty.'),
  cipher_suites: list(string()).describe('Cipher suites by name; Go\'s own choice when empty.'),
  curve_preferences: list(string()).describe('Elliptic curves by name, best first.'),
  include_insecure_cipher_suites: bool(false).describe('Allows cipher suites that Go counts as insecure.'),
  include_system_ca_certs_pool: bool(false).describe('Trusts the system\'s CAs besides the given one.'),
  reload_interval: duration('0s').describe('How often the certificate is read again; 0 never.'),
  tpm: section({
    enabled: bool(false).describe('true takes the key from the module. Refused here.'),
    path: string().describe('Device or socket of the module.'),
    owner_auth: string().describe('Password of the module\'s owner.'),
    auth: string().describe('Password of the key.'),
  }).describe('A key kept in a Trusted Platform Module.'),
});

const clientShape = () => ({
  ...common(),
  insecure: bool(false).describe('true turns TLS off: the connection is plain text.'),
  insecure_skip_verify: bool(false).describe('true accepts any certificate of the server.'),
  server_name_override: string().describe('The name expected in the server\'s certificate, instead of the host dialled.'),
});
const serverShape = () => ({
  ...common(),
  client_ca_file: string().describe('CA of the clients; setting it demands a client certificate (mTLS).'),
  client_ca_file_reload: bool(false).describe('Reads client_ca_file again when it changes.'),
});

const clientText = 'Encryption of the connection; on unless `insecure`.';
const serverText = 'Encryption of connections; plain text unless this is written.';

/** configtls.ClientConfig: always there, TLS is on unless `insecure`. */
export const clientTls = () => section(clientShape(), { goType: 'configtls.ClientConfig' }).describe('Encryption of the connection; on unless `insecure`.');

/** configtls.ServerConfig: off unless written. */
export const serverTls = () => noneSection(serverShape(), { goType: 'configtls.ServerConfig' }).describe(serverText);

const common2023 = ['ca_file', 'ca_pem', 'cert_file', 'cert_pem', 'key_file', 'key_pem', 'min_version', 'max_version', 'reload_interval'] as const;

/** configtls.TLSClientSetting v0.84. */
export function clientTls2023() {
  const { complete, shape } = olderFields(clientShape(), [...common2023, 'insecure', 'insecure_skip_verify', 'server_name_override']);
  const object = z.strictObject(shape);
  return object.nullish().transform((written) => complete(written ?? object.parse({}))).meta({ goType: 'configtls.TLSClientSetting' }).describe(clientText);
}
/** configtls.TLSServerSetting v0.84: a pointer, off unless written. */
export function serverTls2023() {
  const { complete, shape } = olderFields(serverShape(), [...common2023, 'client_ca_file', 'client_ca_file_reload']);
  return z.strictObject(shape).nullish().transform((written) => (written ? complete(written) : undefined)).meta({ goType: 'configtls.TLSServerSetting', optional: true }).describe(serverText);
}

interface Tls {
  readonly ca_file: string;
  readonly ca_pem: string;
  readonly cert_file: string;
  readonly cert_pem: string;
  readonly key_file: string;
  readonly key_pem: string;
  readonly min_version: string;
  readonly max_version: string;
}

export type ClientTls = z.output<ReturnType<typeof clientTls>>;
export type ServerTls = NonNullable<z.output<ReturnType<typeof serverTls>>>;

/** configtls' Validate for a client; `at` leads to the section. */
export function validateClientTls(tls: Tls, at: readonly string[]): Problem[] {
  const message = tlsProblem(tls);
  // Go promotes the embedded Config's Validate, so that upstream reports the same twice.
  return message === undefined ? [] : [{ path: at, at, message }, { path: [...at, 'config'], at, message }];
}

/** Relative to the section that holds `tls`. */
export function validateServerTls(tls: Tls | undefined): Problem[] {
  if (tls === undefined) return [];
  const missing = !has(tls.cert_file, tls.cert_pem) && !has(tls.key_file, tls.key_pem);
  const message = tlsProblem(tls);
  return optionalProblems(['tls'], [
    ...(missing ? [{ path: [], message: 'TLS configuration must include both certificate and key for server connections' }] : []),
    ...(message === undefined ? [] : [{ path: ['config'], at: [], message }]),
  ]);
}

const has = (file: string, pem: string): boolean => file !== '' || pem !== '';
const both = (file: string, pem: string): boolean => file !== '' && pem !== '';
const versions = ['1.0', '1.1', '1.2', '1.3'];

function tlsProblem(tls: Tls): string | undefined {
  if (both(tls.ca_file, tls.ca_pem)) return 'provide either a CA file or the PEM-encoded string, but not both';
  if (both(tls.cert_file, tls.cert_pem)) return 'provide either certificate file or PEM, but not both';
  if (both(tls.key_file, tls.key_pem)) return 'provide either key file or PEM, but not both';
  if (has(tls.cert_file, tls.cert_pem) !== has(tls.key_file, tls.key_pem)) return 'TLS configuration must include both certificate and key (CertFile/CertPem and KeyFile/KeyPem)';
  for (const bound of ['min_version', 'max_version'] as const) {
    if (tls[bound] !== '' && !versions.includes(tls[bound])) return `invalid TLS ${bound}: unsupported TLS version: "${tls[bound]}"`;
  }
  if (tls.max_version !== '' && versions.indexOf(tls.max_version) < versions.indexOf(tls.min_version === '' ? '1.2' : tls.min_version)) {
    return 'invalid TLS configuration: min_version cannot be greater than max_version';
  }
  return undefined;
}
