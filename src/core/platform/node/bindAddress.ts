import { isIP } from 'node:net';
import { ListenError } from '#engine/network/network.ts';

export interface BindAddress {
  /** What the socket is really bound to. */
  readonly host: string;
  readonly port: number;
  /** How Go would name the address in an error: `127.0.0.1:4318`, `0.0.0.0:4318`, `:4318`. */
  readonly shown: string;
}

/** Names of "every interface". */
const wildcards = new Set(['', '0.0.0.0', '::']);

/**
 * Reads an address to listen on; throws ListenError with the text of Go's net.Listen.
 * Upstream: `0.0.0.0`, `[::]` and an empty host listen on every interface. Here: they and `localhost` listen on 127.0.0.1 only, because a
 * lab must never be reachable from the network. An address of another interface fails as an address that the machine does not have.
 */
export function bindAddress(address: string): BindAddress {
  const { host, port: portText } = splitHostPort(address, 'listen tcp');
  const port = parsePort(portText, 'listen tcp');
  if (wildcards.has(host)) return { host: '127.0.0.1', port, shown: joinHostPort(host, port) };
  if (host === 'localhost') return { host: '127.0.0.1', port, shown: `127.0.0.1:${String(port)}` };
  if (isIP(host) === 0) throw new ListenError(`listen tcp: lookup ${host}: no such host`, 'ENOTFOUND');
  const shown = joinHostPort(host, port);
  if (host !== '::1' && !host.startsWith('127.')) throw new ListenError(`listen tcp ${shown}: bind: cannot assign requested address`, 'EADDRNOTAVAIL');
  return { host, port, shown };
}

/** `host:port` with the brackets an IPv6 host needs. */
export function joinHostPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${String(port)}` : `${host}:${String(port)}`;
}

/** Go's net.SplitHostPort; `operation` starts the error's text. */
function splitHostPort(address: string, operation: string): { readonly host: string; readonly port: string } {
  const fail = (reason: string): never => {
    throw new ListenError(`${operation}: address ${address}: ${reason}`, 'EINVAL');
  };
  const colon = address.lastIndexOf(':');
  if (colon < 0) return fail('missing port in address');
  if (!address.startsWith('[')) {
    const host = address.slice(0, colon);
    if (host.includes(':')) return fail('too many colons in address');
    return { host, port: address.slice(colon + 1) };
  }
  const end = address.indexOf(']');
  if (end < 0) return fail("missing ']' in address");
  if (end + 1 !== colon) return fail(end + 1 === address.length ? 'missing port in address' : 'too many colons in address');
  return { host: address.slice(1, end), port: address.slice(colon + 1) };
}

function parsePort(text: string, operation: string): number {
  if (text === '') return 0;
  if (!/^[+-]?\d+$/.test(text)) throw new ListenError(`${operation}: lookup tcp/${text}: unknown port`, 'EINVAL');
  const port = Number(text);
  if (port < 0 || port > 65_535) throw new ListenError(`${operation}: address ${text}: invalid port`, 'EINVAL');
  return port;
}
