import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';

/**
 * What is wrong with a server's certificate, in the words and the order of Go's x509 (dates, name, signer); undefined when it is good.
 * The chain is OpenSSL's verdict (`socket.authorized`).
 */
export function certificateProblem(socket: TLSSocket, name: string, now: Date): string | undefined {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) return 'tls: received empty certificates message';
  const problem = dateProblem(certificate, now) ?? nameProblem(certificate, name) ?? (socket.authorized ? undefined : chainProblem(String(socket.authorizationError)));
  return problem === undefined ? undefined : `tls: failed to verify certificate: x509: ${problem}`;
}

function dateProblem({ validFrom, validTo }: X509Certificate, now: Date): string | undefined {
  const expired = 'certificate has expired or is not yet valid: current time';
  if (now > new Date(validTo)) return `${expired} ${rfc3339(now)} is after ${rfc3339(new Date(validTo))}`;
  return now < new Date(validFrom) ? `${expired} ${rfc3339(now)} is before ${rfc3339(new Date(validFrom))}` : undefined;
}

/** Upstream prints its own time in the machine's zone. Here: always in UTC. */
const rfc3339 = (date: Date): string => date.toISOString().replace(/\.\d+/, '');

function nameProblem(certificate: X509Certificate, name: string): string | undefined {
  const alternatives = (certificate.subjectAltName ?? '').split(', ').filter((each) => each !== '');
  const named = (kind: string): string[] => alternatives.filter((each) => each.startsWith(`${kind}:`)).map((each) => each.slice(kind.length + 1));
  if (isIP(name) !== 0) {
    if (certificate.checkIP(name) !== undefined) return undefined;
    const addresses = named('IP Address');
    return addresses.length === 0 ? `cannot validate certificate for ${name} because it doesn't contain any IP SANs` : `certificate is valid for ${addresses.join(', ')}, not ${name}`;
  }
  if (certificate.checkHost(name, { subject: 'never' }) !== undefined) return undefined;
  if (alternatives.length === 0 && /^CN=[\w.*-]+$/m.test(certificate.subject)) return 'certificate relies on legacy Common Name field, use SANs instead';
  const names = named('DNS');
  return names.length === 0 ? `certificate is not valid for any names, but wanted to match ${name}` : `certificate is valid for ${names.join(', ')}, not ${name}`;
}

function chainProblem(code: string): string {
  // Of the signers only: the certificate's own dates are good.
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return 'certificate has expired or is not yet valid: ';
  if (code === 'INVALID_PURPOSE') return 'certificate specifies an incompatible key usage';
  return 'certificate signed by unknown authority';
}
