/** The types of the PEM blocks in a text, in order: `CERTIFICATE`, `EC PRIVATE KEY`. */
const blockTypes = (text: string): string[] => [...text.matchAll(/-----BEGIN ([^-\r\n]+)-----\r?\n[A-Za-z0-9+/=:,\s-]*?-----END \1-----/g)].map((match) => match[1] ?? '');

export const hasCertificate = (pem: string): boolean => blockTypes(pem).includes('CERTIFICATE');

const isKey = (type: string): boolean => type === 'PRIVATE KEY' || type.endsWith(' PRIVATE KEY');

/** What Go's tls.X509KeyPair says of texts that lack the block they should have; undefined when both have it. */
export function keyPairProblem(certPem: string, keyPem: string): string | undefined {
  const [certs, keys] = [blockTypes(certPem), blockTypes(keyPem)];
  if (!certs.includes('CERTIFICATE')) {
    if (certs.length === 0) return 'tls: failed to find any PEM data in certificate input';
    if (certs.length === 1 && isKey(certs[0] ?? '')) return 'tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched';
    return `tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: [${certs.join(' ')}]`;
  }
  if (keys.some(isKey)) return undefined;
  if (keys.length === 0) return 'tls: failed to find any PEM data in key input';
  if (keys.length === 1 && keys[0] === 'CERTIFICATE') return 'tls: found a certificate rather than a key in the PEM for the private key';
  return `tls: failed to find PEM block with type ending in "PRIVATE KEY" in key input after skipping PEM blocks of the following types: [${keys.join(' ')}]`;
}
