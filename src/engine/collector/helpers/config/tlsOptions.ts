import { errorMessage } from '#common/base/errors.ts';
import { type ClientTlsOptions, type ServerTlsOptions, type TlsIdentity, type TlsParameters, type TlsVersion, tlsVersions } from '#engine/network/tls.ts';
import type { Files } from '../../component/host.ts';
import { notAvailable } from './notAvailable.ts';
import { hasCertificate, keyPairProblem } from './pem.ts';
import type { ClientTls, ServerTls } from './tls.ts';
import { curveNames, insecureCipherSuites, secureCipherSuites } from './tlsNames.ts';

type Reader = Pick<Files, 'read'>;
type Common = Omit<ClientTls, 'insecure' | 'insecure_skip_verify' | 'server_name_override'>;

/**
 * Reads what a server needs for TLS (configtls' LoadTLSConfig), at start; undefined without a `tls` section. Rejects in upstream's words.
 * That a key belongs to its certificate is found by the network, when it listens.
 */
export async function serverTlsOptions(tls: ServerTls | undefined, files: Reader): Promise<ServerTlsOptions | undefined> {
  if (tls === undefined) return undefined;
  const { identity, parameters } = await loading(() => loadCommon(tls, files));
  if (identity === undefined) throw new Error('tls: neither Certificates, GetCertificate, nor GetConfigForClient set in Config');
  const clientCa = await loadClientCa(tls, files);
  const everyMillis = tls.reload_interval > 0 ? tls.reload_interval : tls.client_ca_file_reload ? clientCaMillis : 0;
  const load = async () => ({ identity: tls.reload_interval > 0 ? await reloadIdentity(tls, files) ?? identity : identity, ...(await loadClientCa(tls, files)) });
  return { ...parameters, identity, ...clientCa, ...(everyMillis > 0 ? { reload: { everyMillis, load } } : {}) };
}

/** Upstream watches the file (client_ca_file_reload). Here: it is read again at a handshake, at most once in this time, because the host has no watches. */
const clientCaMillis = 1000;

/**
 * Reads what a client needs for TLS; undefined where upstream has no TLS config of its own: `insecure` without a CA. `dialled`: the host of the
 * endpoint, whose name the server's certificate must have unless `server_name_override` says another.
 */
export async function clientTlsOptions(tls: ClientTls, files: Reader, dialled: string): Promise<ClientTlsOptions | undefined> {
  if (tls.insecure && tls.ca_file === '' && tls.ca_pem === '') return undefined;
  const { caPem, identity, parameters } = await loading(() => loadCommon(tls, files));
  const reload = tls.reload_interval > 0 && identity !== undefined
    ? { reload: { everyMillis: tls.reload_interval, load: async () => ({ identity: await reloadIdentity(tls, files) ?? identity }) } } : {};
  return {
    ...parameters, ...reload,
    ...(caPem === undefined ? {} : { caPem }),
    ...(identity === undefined ? {} : { identity }),
    // Upstream: the system's CAs count besides only where a CA is given; without one they are all there is.
    systemCas: caPem === undefined || tls.include_system_ca_certs_pool,
    serverName: tls.server_name_override === '' ? dialled : tls.server_name_override,
    skipVerify: tls.insecure_skip_verify,
  };
}

async function loading<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new Error(`failed to load TLS config: ${errorMessage(error)}`, { cause: error });
  }
}

async function loadCommon(tls: Common, files: Reader): Promise<{ readonly caPem?: string; readonly identity?: TlsIdentity; readonly parameters: TlsParameters }> {
  const ca = await loadCa(tls, files);
  const identity = await prefixed('failed to load TLS cert and key', () => loadIdentity(tls, files));
  return { ...(ca === undefined ? {} : { caPem: ca }), ...(identity === undefined ? {} : { identity }), parameters: parametersOf(tls) };
}

async function loadCa(tls: Common, files: Reader): Promise<string | undefined> {
  if (tls.ca_file !== '' && tls.ca_pem !== '') throw new Error('failed to load CA CertPool: provide either a CA file or the PEM-encoded string, but not both');
  if (tls.ca_pem !== '') return prefixed('failed to load CA CertPool PEM', async () => checkedCa(tls.ca_pem, 'failed to parse cert'));
  if (tls.ca_file === '') return undefined;
  return prefixed('failed to load CA CertPool File', async () => checkedCa(await prefixed(`failed to load cert ${tls.ca_file}`, () => readText(tls.ca_file, files)), 'failed to parse cert'));
}

function checkedCa(pem: string, complaint: string): string {
  if (!hasCertificate(pem)) throw new Error(complaint);
  return pem;
}

async function loadClientCa({ client_ca_file: path }: ServerTls, files: Reader): Promise<{ readonly clientCaPem?: string }> {
  if (path === '') return {};
  const pem = await prefixed('failed to load client CA CertPool', async () => checkedCa(await prefixed(`failed to load CA ${path}`, () => readText(path, files)), `failed to parse CA ${path}`));
  return { clientCaPem: pem };
}

const reloadIdentity = (tls: Common, files: Reader) => prefixed('failed to load TLS cert and key', () => loadIdentity(tls, files));

async function loadIdentity(tls: Common, files: Reader): Promise<TlsIdentity | undefined> {
  const [cert, key] = [tls.cert_file !== '' || tls.cert_pem !== '', tls.key_file !== '' || tls.key_pem !== ''];
  if (cert !== key) throw new Error('for auth via TLS, provide both certificate and key, or neither');
  if (!cert) return undefined;
  if (tls.cert_file !== '' && tls.cert_pem !== '') throw new Error('for auth via TLS, provide either a certificate or the PEM-encoded string, but not both');
  if (tls.key_file !== '' && tls.key_pem !== '') throw new Error('for auth via TLS, provide either a key or the PEM-encoded string, but not both');
  const certPem = tls.cert_file === '' ? tls.cert_pem : await readText(tls.cert_file, files);
  const keyPem = tls.key_file === '' ? tls.key_pem : await readText(tls.key_file, files);
  if (tls.tpm.enabled) throw notAvailable('tls.tpm', 'keep the key in a file; a key in a Trusted Platform Module cannot be reached from here');
  const problem = keyPairProblem(certPem, keyPem);
  if (problem !== undefined) throw new Error(`failed to load TLS cert and key PEMs: ${problem}`);
  return { certPem, keyPem };
}

function parametersOf(tls: Common): TlsParameters {
  return { minVersion: version(tls.min_version, '1.2', 'min_version'), maxVersion: version(tls.max_version, '1.3', 'max_version'), cipherSuites: suitesOf(tls), curves: curvesOf(tls) };
}

function version(written: string, byDefault: TlsVersion, bound: 'min_version' | 'max_version'): TlsVersion {
  if (written === '') return byDefault;
  const found = tlsVersions.find((each) => each === written);
  if (found === undefined) throw new Error(`invalid TLS ${bound}: unsupported TLS version: "${written}"`);
  return found;
}

function suitesOf({ cipher_suites: names, include_insecure_cipher_suites: insecure }: Common): readonly string[] {
  const unknown = names.filter((name) => !secureCipherSuites.includes(name) && !(insecure && insecureCipherSuites.includes(name)));
  if (unknown.length > 0) throw new Error(unknown.map((name) => `invalid TLS cipher suite: "${name}"`).join('\n'));
  return names;
}

function curvesOf({ curve_preferences: names }: Common): readonly string[] {
  // Upstream names the curve by a number it never set, and the others in no order.
  if (names.some((name) => !curveNames.has(name))) throw new Error(`invalid curve type: CurveID(0). Expected values are [${[...curveNames.values()].join(' ')}]`);
  return names;
}

async function readText(path: string, files: Reader): Promise<string> {
  return new TextDecoder().decode(await files.read(path));
}

async function prefixed<T>(prefix: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Error(`${prefix}: ${errorMessage(error)}`, { cause: error });
  }
}
