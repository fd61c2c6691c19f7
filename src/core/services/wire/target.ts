/** Where a receiver really listens. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** `127.0.0.1:40123`, also with an IPv6 host in brackets; null for what is no address. */
export function parseTarget(text: string | null): Target | null {
  const parts = /^(?:\[(.+)\]|([^[\]]+)):(\d{1,5})$/.exec(text ?? '');
  if (parts === null) return null;
  const port = Number(parts[3]);
  return port < 1 || port > 65_535 ? null : { host: parts[1] ?? parts[2] ?? '', port };
}
