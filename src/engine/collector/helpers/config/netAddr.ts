import type { Problem } from '../../component/factory.ts';
import { duration, oneOf, optionalSection } from '../../component/fields.ts';

const transports = ['tcp', 'tcp4', 'tcp6', 'udp', 'udp4', 'udp6', 'ip', 'ip4', 'ip6', 'unix', 'unixgram', 'unixpacket', 'npipe', ''] as const;

/** confignet.TransportType. */
export const transport = () => oneOf(transports, 'tcp', (found) => `unsupported transport type "${found}"`).describe('Kind of socket: tcp, tcp4, tcp6, unix, ….');

/** confignet.AddrConfig's Validate: "" can be read, and is none. */
export const validateTransport = (written: string): Problem[] => (written === '' ? [{ path: ['netaddr'], at: ['transport'], message: 'invalid transport type ""' }] : []);

/** confignet.DialerConfig: only clients dial, though servers have it too. */
export const dialer = () => optionalSection({ timeout: duration('0s').describe('Time to connect; 0 without limit.') }, { goType: 'confignet.DialerConfig' })
  .describe('How connections are made. Has no effect on a server.');
