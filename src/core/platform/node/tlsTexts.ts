import { errorMessage } from '#common/base/errors.ts';
import { errorCode, systemErrorText } from './goErrors.ts';

/** Go's names of TLS alerts, by their numbers (crypto/tls). */
const alerts: Readonly<Record<number, string>> = {
  10: 'unexpected message', 20: 'bad record MAC', 21: 'decryption failed', 22: 'record overflow', 40: 'handshake failure', 42: 'bad certificate', 43: 'unsupported certificate',
  44: 'revoked certificate', 45: 'expired certificate', 46: 'unknown certificate', 47: 'illegal parameter', 48: 'unknown certificate authority', 49: 'access denied',
  50: 'error decoding message', 51: 'error decrypting message', 70: 'protocol version not supported', 71: 'insufficient security level', 80: 'internal error',
  86: 'inappropriate fallback', 90: 'user canceled', 100: 'no renegotiation', 109: 'missing extension', 110: 'unsupported extension', 112: 'unrecognized name',
  116: 'certificate required', 120: 'no application protocol',
};

/** What Go says of an alert that the peer sent; undefined when the text speaks of none. */
export function remoteAlert(text: string): string | undefined {
  const number = /SSL alert number (\d+)/.exec(text)?.[1];
  return number === undefined ? undefined : `remote error: tls: ${alerts[Number(number)] ?? `alert(${number})`}`;
}

/** Whether the peer answered with something that is no TLS at all. OpenSSL has a word for each way to see that. */
const isNoTls = (code: string): boolean => ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_UNEXPECTED_MESSAGE', 'ERR_SSL_HTTP_REQUEST', 'ERR_SSL_RECORD_LAYER_FAILURE'].includes(code);

/** Go's text for a client's handshake that failed before the server's certificate was judged. */
export function clientHandshakeText(error: unknown): string {
  const code = errorCode(error);
  const alert = remoteAlert(errorMessage(error));
  if (alert !== undefined) return alert;
  if (isNoTls(code)) return 'tls: first record does not look like a TLS handshake';
  if (code === 'ERR_SSL_UNSUPPORTED_PROTOCOL') return 'tls: server selected unsupported protocol version';
  if (code === 'ECONNRESET' && /before secure TLS|hang up/.test(errorMessage(error))) return 'EOF';
  return code.startsWith('E') && !code.startsWith('ERR_') ? `read tcp: read: ${systemErrorText(code)}` : `tls: ${errorMessage(error)}`;
}

/** Go's text for a handshake that failed at the server. Upstream lists the versions of a client that knows no common one; Node does not say them. */
export function serverHandshakeText(error: unknown): string {
  const code = errorCode(error);
  const alert = remoteAlert(errorMessage(error));
  if (alert !== undefined) return alert;
  if (code === 'ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE') return 'tls: client didn\'t provide a certificate';
  if (code === 'ERR_SSL_UNSUPPORTED_PROTOCOL') return 'tls: client offered only unsupported versions';
  if (code === 'ERR_SSL_NO_SHARED_CIPHER') return 'tls: no cipher suite supported by both client and server';
  if (isNoTls(code)) return 'tls: first record does not look like a TLS handshake';
  // Node hangs up without a word on a client whose certificate it refuses, and says the same of one who went away.
  return code === 'ECONNRESET' ? 'EOF' : `tls: ${errorMessage(error)}`;
}
