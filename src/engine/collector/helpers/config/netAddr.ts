import { oneOf } from '../../component/fields.ts';

const transports = ['tcp', 'tcp4', 'tcp6', 'udp', 'udp4', 'udp6', 'ip', 'ip4', 'ip6', 'unix', 'unixgram', 'unixpacket', 'npipe'] as const;

/** confignet.TransportType. */
export const transport = () => oneOf(transports, 'tcp', (found) => `unsupported transport type "${found}"`).describe('Kind of socket: tcp, tcp4, tcp6, unix, ….');
