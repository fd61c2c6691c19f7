import type { GrpcListenOptions, HttpListenOptions } from '#engine/network/network.ts';
import type { Files } from '../../component/host.ts';
import { maxBodyBytes } from '../httpServer.ts';
import { maxReceiveBytes } from './grpcServer.ts';
import { notAvailable } from './notAvailable.ts';
import type { ServerTls } from './tls.ts';
import { serverTlsOptions } from './tlsOptions.ts';

interface Server {
  readonly endpoint: string;
  readonly transport?: string;
  readonly tls?: ServerTls | undefined;
  readonly middlewares?: readonly object[];
}
interface Settings {
  readonly files: Pick<Files, 'read'>;
  /** The way to the section in the component's config, for what is not available: `protocols.grpc`. */
  readonly at: string;
  /** Hears of connections that failed before their first request. */
  readonly connectionFailed?: (message: string) => void;
}

export interface HttpServerOptionsConfig extends Server {
  readonly max_request_body_size: number;
  readonly read_timeout?: number;
  readonly read_header_timeout?: number;
  readonly write_timeout?: number;
  readonly idle_timeout?: number;
  readonly keep_alives_enabled?: boolean;
}

/** What the network needs of a confighttp server, with its files read; asked at start. Rejects in upstream's words. Fields a release lacks are left out. */
export async function httpListenOptions(config: HttpServerOptionsConfig, settings: Settings): Promise<HttpListenOptions> {
  return {
    ...await common(config, settings), maxBodyBytes: maxBodyBytes(config), keepAlives: config.keep_alives_enabled ?? true,
    timeouts: { readMillis: config.read_timeout ?? 0, readHeaderMillis: config.read_header_timeout ?? 0, writeMillis: config.write_timeout ?? 0, idleMillis: config.idle_timeout ?? 0 },
  };
}

interface ServerParameters {
  readonly max_connection_idle: number;
  readonly max_connection_age: number;
  readonly max_connection_age_grace: number;
  readonly time: number;
  readonly timeout: number;
}
export interface GrpcServerOptionsConfig extends Server {
  readonly max_recv_msg_size_mib: number;
  readonly max_concurrent_streams: number;
  readonly read_buffer_size: number;
  readonly write_buffer_size: number;
  readonly keepalive?: { readonly server_parameters?: ServerParameters | undefined } | undefined;
}

/**
 * What the network needs of a configgrpc server, likewise. Upstream: buffers have the sizes given, and clients that ping more often than
 * keepalive.enforcement_policy allows are disconnected. Here: neither, because Node sizes its own buffers and its gRPC server does not count pings;
 * no answer depends on them.
 */
export async function grpcListenOptions(config: GrpcServerOptionsConfig, settings: Settings): Promise<GrpcListenOptions> {
  const parameters = config.keepalive?.server_parameters;
  return {
    ...await common(config, settings), maxReceiveBytes: maxReceiveBytes({ transport: 'tcp', ...config }),
    ...(config.max_concurrent_streams > 0 ? { maxConcurrentStreams: config.max_concurrent_streams } : {}),
    ...(parameters === undefined ? {} : {
      keepalive: {
        maxConnectionIdleMillis: parameters.max_connection_idle, maxConnectionAgeMillis: parameters.max_connection_age,
        maxConnectionAgeGraceMillis: parameters.max_connection_age_grace, timeMillis: parameters.time, timeoutMillis: parameters.timeout,
      },
    }),
  };
}

async function common({ endpoint: address, middlewares, tls, transport: written = 'tcp' }: Server, { at, connectionFailed, files }: Settings) {
  if ((middlewares ?? []).length > 0) throw notAvailable(`${at}.middlewares`, 'leave it out; no extension of this collector wraps requests');
  if (!written.startsWith('tcp') && written !== 'unix') throw notAvailable(`${at}.transport: ${written}`, 'use tcp or unix');
  const options = await serverTlsOptions(tls, files);
  return { address, ...(written === 'unix' ? { transport: 'unix' as const } : {}), ...(options === undefined ? {} : { tls: options }), ...(connectionFailed === undefined ? {} : { connectionFailed }) };
}
