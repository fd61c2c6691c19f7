import type { Problem } from '../../component/factory.ts';
import { string } from '../../component/fields.ts';

const transports = ['tcp', 'tcp4', 'tcp6', 'udp', 'udp4', 'udp6', 'ip', 'ip4', 'ip6', 'unix', 'unixgram', 'unixpacket', 'npipe'];

export const transport = () => string('tcp').describe('Kind of socket: tcp, tcp4, tcp6, unix, ….');

/** confignet.AddrConfig's Validate. */
export function netAddrProblems(config: { readonly transport: string }, at: readonly string[]): Problem[] {
  if (transports.includes(config.transport)) return [];
  return [{ path: [...at, 'netaddr'], at: [...at, 'transport'], message: `invalid transport type "${config.transport}"` }];
}
