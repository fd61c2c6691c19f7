import type { Span } from '#engine/pdata/traces.ts';
import type { AnyValue } from '#engine/pdata/value.ts';

/** Attribute pairs that name the called side, best first: current semantic conventions before the older ones. */
const candidates: readonly { readonly name: string; readonly port?: string }[] = [
  { name: 'service.peer.name' },
  { name: 'peer.service' },
  { name: 'server.address', port: 'server.port' },
  { name: 'messaging.destination.name' },
  { name: 'network.peer.address', port: 'network.peer.port' },
  { name: 'net.peer.name', port: 'net.peer.port' },
];

/** The name a client or producer span gives to whom it called, e.g. `cardpay.example:443`; null when it says nothing. */
export function peerName(span: Span): string | null {
  for (const { name, port } of candidates) {
    const value = span.attributes.get(name);
    if (typeof value !== 'string' || value === '') continue;
    const portText = port === undefined ? '' : portOf(span.attributes.get(port));
    return portText === '' ? value : `${value}:${portText}`;
  }
  return null;
}

function portOf(value: AnyValue): string {
  return typeof value === 'bigint' || typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}
