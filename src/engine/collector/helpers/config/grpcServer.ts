import type { Problem } from '../../component/factory.ts';
import { bool, duration, int, optionalSection, string, uint } from '../../component/fields.ts';
import { auth, middlewares } from './auth.ts';
import { dialer, transport, validateTransport } from './netAddr.ts';
import { serverTls, validateServerTls } from './tls.ts';

const keepalive = () => optionalSection({
  server_parameters: optionalSection({
    max_connection_idle: duration('0s').describe('Closes a connection that had no call for this long; 0 never.'),
    max_connection_age: duration('0s').describe('Closes a connection this old; 0 never.'),
    max_connection_age_grace: duration('0s').describe('Time for calls in flight after max_connection_age; 0 without limit.'),
    time: duration('0s').describe('Pings a silent client after this long; 0 means 2h.'),
    timeout: duration('0s').describe('Closes the connection when a ping is not answered in this time; 0 means 20s.'),
  }, { goType: 'configgrpc.KeepaliveServerParameters', default: {} }).describe('How long connections live, and when silent clients are pinged.'),
  enforcement_policy: optionalSection({
    min_time: duration('0s').describe('A client that pings more often is disconnected; 0 means 5m.'),
    permit_without_stream: bool(false).describe('Allows pings while no call is open.'),
  }, { goType: 'configgrpc.KeepaliveEnforcementPolicy', default: {} }).describe('How often clients may ping. Has no effect here.'),
}, { goType: 'configgrpc.KeepaliveServerConfig', default: {} }).describe('Pings, and the life of connections.');

/** configgrpc.ServerConfig. `endpoint` is the component's default address. */
export const grpcServerShape = (endpoint: string) => ({
  endpoint: string(endpoint).describe('Address to listen on, `host:port`.'),
  transport: transport(),
  dialer: dialer(),
  tls: serverTls(),
  max_recv_msg_size_mib: int(0).describe('Longest message accepted, after decompression, in MiB; 0 means 4.'),
  max_concurrent_streams: uint(0).describe('Calls at once on one connection; 0 without limit.'),
  read_buffer_size: int(512 * 1024).describe('Bytes of the socket\'s read buffer.'),
  write_buffer_size: int(0).describe('Bytes of the socket\'s write buffer; 0 means gRPC\'s default.'),
  keepalive: keepalive(),
  auth: auth(),
  include_metadata: bool(false).describe('Carries the call\'s metadata along with the data, for processors and exporters that ask for it.'),
  middlewares: middlewares(),
});

interface GrpcServer {
  readonly endpoint: string;
  readonly transport: string;
  readonly tls?: Parameters<typeof validateServerTls>[0];
  readonly max_recv_msg_size_mib: number;
  readonly read_buffer_size: number;
  readonly write_buffer_size: number;
}

/** Go's largest int, in MiB. */
const maxMebibytes = 8_796_093_022_207;

/** Relative to the section. */
export function validateGrpcServer(config: GrpcServer): Problem[] {
  const problem = (key: string, message: string): Problem[] => [{ path: [], at: [key], message }];
  return [
    ...firstOf(
      config.max_recv_msg_size_mib < 0 || config.max_recv_msg_size_mib > maxMebibytes ? problem('max_recv_msg_size_mib', `invalid max_recv_msg_size_mib value, must be between 1 and ${String(maxMebibytes)}: ${String(config.max_recv_msg_size_mib)}`) : [],
      config.read_buffer_size < 0 ? problem('read_buffer_size', `invalid read_buffer_size value: ${String(config.read_buffer_size)}`) : [],
      config.write_buffer_size < 0 ? problem('write_buffer_size', `invalid write_buffer_size value: ${String(config.write_buffer_size)}`) : [],
    ),
    ...validateTransport(config.transport),
    ...validateServerTls(config.tls),
  ];
}

const firstOf = (...found: readonly Problem[][]): Problem[] => found.find((problems) => problems.length > 0) ?? [];

/** Longest message in bytes. Upstream: 0 is gRPC's own limit, 4 MiB. */
export const maxReceiveBytes = (config: GrpcServer): number => (config.max_recv_msg_size_mib === 0 ? 4 : config.max_recv_msg_size_mib) * 1024 * 1024;
