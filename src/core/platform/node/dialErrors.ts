import { errorMessage } from '#common/base/errors.ts';
import { joinHostPort } from './bindAddress.ts';
import { errorCode, systemErrorText } from './goErrors.ts';
import { remoteAlert } from './tlsTexts.ts';

/**
 * The text Go's net and net/http packages give for a failed connection: `dial tcp 127.0.0.1:1: connect: connection refused`.
 * Upstream names the resolver in a failed lookup (`lookup x on 10.0.0.2:53: no such host`). Here: not, because Node does not say which it asked.
 */
export function dialErrorText(error: unknown): string {
  // Several addresses were tried: Go reports the first.
  if (error instanceof AggregateError && error.errors.length > 0) return dialErrorText(error.errors[0]);
  const alert = remoteAlert(errorMessage(error));
  if (alert !== undefined) return alert;
  const code = errorCode(error);
  if (code === 'ENOTFOUND') return `dial tcp: lookup ${property(error, 'hostname')}: no such host`;
  if (code === 'EAI_AGAIN') return `dial tcp: lookup ${property(error, 'hostname')}: server misbehaving`;
  if (code === 'ERR_SOCKET_BAD_PORT' || code === 'ERR_INVALID_URL') return `parse: ${errorMessage(error)}`;
  if (code.startsWith('HPE_')) return `net/http: HTTP/1.x transport connection broken: malformed HTTP response (${errorMessage(error)})`;
  const call = property(error, 'syscall');
  if (call === 'connect') return `dial tcp ${joinHostPort(property(error, 'address'), Number(property(error, 'port')))}: connect: ${systemErrorText(code)}`;
  if (call === 'read' || call === 'write') return `${call} tcp: ${call}: ${systemErrorText(code)}`;
  return errorMessage(error);
}

function property(error: unknown, name: 'hostname' | 'syscall' | 'address' | 'port'): string {
  if (!(error instanceof Error) || !(name in error)) return '';
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
