/** `host:port` taken apart; an IPv6 host is without its brackets. */
export interface Address {
  readonly host: string;
  /** 0 to 65535; 0 asks for a free one. */
  readonly port: number;
}

/** Null when the text is no `host:port`. An empty host means every interface, as in Go. */
export function parseAddress(text: string): Address | null {
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*)):(\d{1,5})$/.exec(text);
  if (match === null) return null;
  const port = Number(match[3]);
  return port > 65_535 ? null : { host: match[1] ?? match[2] ?? '', port };
}

export function formatAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${String(port)}` : `${host}:${String(port)}`;
}

const ownHosts: readonly string[] = ['', 'localhost', '127.0.0.1', '0.0.0.0', '::', '::1', '[::]', '[::1]'];

/** Does this host mean the machine that says it? */
export function isOwnHost(host: string): boolean {
  return ownHosts.includes(host);
}

/** The port of a real listener's address. */
export function portOf(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1));
}
