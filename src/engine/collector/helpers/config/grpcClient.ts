import type { Problem } from '../../component/factory.ts';
import { bool, duration, headers, int, noneSection, string } from '../../component/fields.ts';
import { auth, middlewares } from './auth.ts';
import { compression } from './compression.ts';
import { clientTls, type ClientTls, validateClientTls } from './tls.ts';

/** configgrpc.ClientConfig. */
export const grpcClientShape = () => ({
  endpoint: string().describe('Server to send to, `host:port`; http:// or https:// in front is accepted.'),
  compression: compression(),
  tls: clientTls(),
  keepalive: noneSection({
    time: duration('0s').describe('Pings a silent server after this long; 0 never.'),
    timeout: duration('0s').describe('Gives the connection up when a ping is not answered in this time; 0 means 20s.'),
    permit_without_stream: bool(false).describe('Pings while no call is open too.'),
  }, { goType: 'configgrpc.KeepaliveClientConfig' }).describe('Pings of silent connections.'),
  read_buffer_size: int(0).describe('Bytes of the socket\'s read buffer; 0 means gRPC\'s default.'),
  write_buffer_size: int(512 * 1024).describe('Bytes of the socket\'s write buffer.'),
  wait_for_ready: bool(false).describe('true waits for the server instead of failing at once while it cannot be reached.'),
  headers: headers().describe('Metadata sent with every call.'),
  user_agent: string().describe('Replaces the collector\'s user agent.'),
  balancer_name: string('round_robin').describe('How calls are spread over the addresses of a name: round_robin or pick_first.'),
  authority: string().describe('Replaces the :authority of the calls.'),
  auth: auth(),
  middlewares: middlewares(),
});

interface GrpcClientConfig {
  readonly endpoint: string;
  readonly tls: ClientTls;
  readonly balancer_name: string;
}

/** `squashed`: how upstream names the embedded client config in a problem's path. */
export function validateGrpcClient(config: GrpcClientConfig, squashed: string): Problem[] {
  const tls = validateClientTls(config.tls, ['tls']).map((problem) => ({ ...problem, path: [squashed, ...problem.path] }));
  const own = clientProblem(config);
  return own === undefined ? tls : [{ path: [squashed], at: [own[0]], message: own[1] }, ...tls];
}

function clientProblem(config: GrpcClientConfig): readonly [key: string, message: string] | undefined {
  if (config.endpoint.startsWith('unix://')) return config.endpoint === 'unix://' ? ['endpoint', 'unix socket path cannot be empty'] : undefined;
  const endpoint = hostPort(config.endpoint);
  const wrong = endpoint === '' ? undefined : hostPortProblem(endpoint);
  if (wrong !== undefined) return ['endpoint', wrong];
  if (!isBalancer(config.balancer_name)) return ['balancer_name', `invalid balancer_name: ${config.balancer_name}`];
  return undefined;
}

/** The load balancers registered in grpc-go without further ado. */
const balancers = ['round_robin', 'pick_first'];

/** "" leaves the choice to grpc-go. */
export const isBalancer = (name: string): boolean => name === '' || balancers.includes(name);

/** The endpoint without its scheme: `http://a:1` and `dns:///a:1` give `a:1`. */
export function hostPort(endpoint: string): string {
  const scheme = /^([a-zA-Z][\w+.-]*):\/\//.exec(endpoint);
  if (scheme === null) return endpoint;
  const rest = endpoint.slice(scheme[0].length);
  if (scheme[1] === 'http' || scheme[1] === 'https') return rest;
  const slash = rest.indexOf('/');
  return slash < 0 ? '' : rest.slice(slash + 1);
}

/** Go's net.SplitHostPort and strconv.Atoi on an address; undefined when it is one. */
function hostPortProblem(address: string): string | undefined {
  const colon = address.lastIndexOf(':');
  if (colon < 0) return `address ${address}: missing port in address`;
  if (address.startsWith('[')) {
    const end = address.indexOf(']');
    if (end < 0) return `address ${address}: missing ']' in address`;
    if (end + 1 !== colon) return `address ${address}: ${end + 1 === address.length ? 'missing port' : 'too many colons'} in address`;
  } else if (address.slice(0, colon).includes(':')) return `address ${address}: too many colons in address`;
  const port = address.slice(colon + 1);
  return /^[+-]?\d+$/.test(port) ? undefined : `invalid port "${port}"`;
}
