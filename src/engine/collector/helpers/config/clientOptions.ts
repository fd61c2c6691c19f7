import type { GrpcConnectOptions, HttpClientSettings } from '#engine/network/network.ts';
import type { Files } from '../../component/host.ts';
import { type CompressionName, isCompressed } from './compression.ts';
import { hostPort } from './grpcClient.ts';
import { notAvailable } from './notAvailable.ts';
import type { ClientTls } from './tls.ts';
import { clientTlsOptions } from './tlsOptions.ts';

type Reader = Pick<Files, 'read'>;

export interface GrpcClientOptionsConfig {
  readonly endpoint: string;
  readonly compression: CompressionName;
  readonly tls: ClientTls;
  readonly keepalive?: { readonly time: number; readonly timeout: number; readonly permit_without_stream: boolean } | undefined;
  readonly wait_for_ready: boolean;
  readonly balancer_name: string;
  readonly authority: string;
  readonly user_agent?: string;
  readonly middlewares?: readonly object[];
}

/** What the network needs of a configgrpc client, with its files read; asked at start. Rejects in upstream's words. `auth` is `clientAuthenticator`'s. */
export async function grpcConnectOptions(config: GrpcClientOptionsConfig, { agent, files }: { readonly agent: string; readonly files: Reader }): Promise<GrpcConnectOptions> {
  const { authority, endpoint, keepalive } = config;
  if ((config.middlewares ?? []).length > 0) throw notAvailable('middlewares', 'leave it out; no extension of this collector wraps requests');
  const address = endpoint.startsWith('unix://') ? `unix:${endpoint.slice('unix://'.length)}` : hostPort(endpoint);
  const compression = grpcCompression(config.compression);
  const tls = await clientTlsOptions(config.tls, files, hostOf(authority === '' ? address : authority));
  return {
    address, compression,
    // Plain text only without a TLS config, and then https:// still asks for one.
    tls: tls ?? endpoint.startsWith('https://'),
    userAgent: config.user_agent === undefined || config.user_agent === '' ? agent : config.user_agent,
    waitForReady: config.wait_for_ready,
    balancer: config.balancer_name === '' || config.balancer_name === 'pick_first' ? 'pick_first' : 'round_robin',
    ...(authority === '' ? {} : { authority }),
    ...(keepalive === undefined ? {} : { keepalive: { timeMillis: Math.max(minPingMillis, keepalive.time), timeoutMillis: keepalive.timeout, permitWithoutStream: keepalive.permit_without_stream } }),
  };
}

/** grpc-go pings no more often, whatever it is told. */
const minPingMillis = 10_000;

function grpcCompression(name: CompressionName): 'gzip' | 'none' {
  if (!isCompressed(name)) return 'none';
  if (name === 'gzip') return 'gzip';
  if (name === 'zstd' || name === 'snappy') throw notAvailable(`compression: ${name}`, 'use gzip or none; the gRPC library here has no other codecs');
  throw new Error(`unsupported compression type "${name}"`);
}

export interface HttpClientOptionsConfig {
  readonly tls: ClientTls;
  readonly proxy_url?: string;
  readonly max_idle_conns?: number | undefined;
  readonly max_conns_per_host?: number | undefined;
  readonly idle_conn_timeout?: number | undefined;
  readonly disable_keep_alives?: boolean;
  readonly cookies?: object | undefined;
  readonly middlewares?: readonly object[];
}

/**
 * What the network needs of a confighttp client, likewise; give the same object with every request. Upstream: HTTP/2 where a TLS server offers it,
 * buffers of the sizes given, and 2 unused connections per host (max_idle_conns_per_host). Here: HTTP/1.1 only, Node's buffers, and up to
 * max_idle_conns unused connections: what arrives is the same.
 */
export async function httpClientSettings(config: HttpClientOptionsConfig, { files, url }: { readonly files: Reader; readonly url: string }): Promise<HttpClientSettings> {
  if ((config.middlewares ?? []).length > 0) throw notAvailable('middlewares', 'leave it out; no extension of this collector wraps requests');
  if ((config.proxy_url ?? '') !== '') throw notAvailable('proxy_url', 'leave it out; requests go straight to the endpoint');
  if (config.cookies !== undefined) throw notAvailable('cookies', 'leave it out; cookies are not kept');
  const tls = await clientTlsOptions(config.tls, files, URL.canParse(url) ? new URL(url).hostname : '');
  return {
    ...(tls === undefined ? {} : { tls }),
    maxIdleConnections: config.max_idle_conns ?? 100, maxConnectionsPerHost: config.max_conns_per_host ?? 0,
    idleTimeoutMillis: config.idle_conn_timeout ?? 90_000, keepAlives: config.disable_keep_alives !== true,
  };
}

/** The host of `host:port`, without an IPv6 address's brackets. */
function hostOf(address: string): string {
  const colon = address.lastIndexOf(':');
  return (colon < 0 || address.endsWith(']') ? address : address.slice(0, colon)).replace(/^\[|\]$/g, '');
}
