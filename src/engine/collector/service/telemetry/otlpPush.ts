import { errorMessage } from '#common/base/errors.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import type { GrpcClient } from '#engine/network/network.ts';
import { encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Host } from '../../component/host.ts';
import { otlpMethods, protobufContentType } from '../../helpers/otlpPaths.ts';
import type { OtlpPushConfig } from './declarativeConfig.ts';

export interface OtlpPush<S extends Signal> {
  /** One attempt. Rejects with an Error in Go's words. */
  push(data: Pdata<S>): Promise<void>;
  close(): void;
}

export interface OtlpPushSettings<S extends Signal> {
  readonly signal: S;
  readonly config: OtlpPushConfig;
  readonly host: Pick<Host, 'network' | 'compressor'>;
  readonly userAgent: string;
}

/**
 * Sends the collector's own telemetry as the SDK's OTLP exporters do (otelconf v0.3). A failure carries upstream's text.
 * Upstream tries again for up to a minute. Here: once, because the next push comes soon and sums are cumulative.
 */
export function otlpPush<S extends Signal>(settings: OtlpPushSettings<S>): Result<OtlpPush<S>, string> {
  const { compression, protocol } = settings.config;
  if (protocol !== 'grpc' && protocol !== 'http/protobuf') return err(`unsupported protocol ${JSON.stringify(protocol ?? '')}`);
  if (compression !== undefined && compression !== null && compression !== 'gzip' && compression !== 'none') return err(`unsupported compression ${JSON.stringify(compression)}`);
  if (given(settings.config.certificate) || given(settings.config.client_certificate) || given(settings.config.client_key)) {
    return err('certificates of service::telemetry exporters are not available in Traceground');
  }
  return ok(protocol === 'grpc' ? grpcPush(settings) : httpPush(settings));
}

const given = (text: string | null | undefined): boolean => text !== undefined && text !== null && text !== '';

/** Upstream's migration.normalizeEndpoint: a scheme where there is none. */
export function withScheme(endpoint: string, insecure: boolean): string {
  return /^https?:\/\//.test(endpoint) ? endpoint : `${insecure ? 'http' : 'https'}://${endpoint}`;
}

function headersOf({ headers, headers_list }: OtlpPushConfig): Readonly<Record<string, readonly string[]>> {
  const listed = (headers_list ?? '').split(',').map((pair) => pair.split('=')).filter(([name = '']) => name.trim() !== '');
  const all = [...listed.map(([name = '', ...value]) => [name.trim(), value.join('=').trim()] as const), ...(headers ?? []).map(({ name, value }) => [name, value ?? ''] as const)];
  return Object.fromEntries(all.map(([name, value]) => [name.toLowerCase(), [value]]));
}

const defaultTimeoutMillis = 10_000;

function httpPush<S extends Signal>({ config, host: { compressor, network }, signal, userAgent }: OtlpPushSettings<S>): OtlpPush<S> {
  const endpoint = withScheme(config.endpoint ?? 'localhost:4318', config.insecure === true);
  const hasPath = new URL(endpoint).pathname !== '/' || endpoint.endsWith('/');
  const url = hasPath ? endpoint : `${endpoint}/v1/${signal}`;
  const gzip = config.compression === 'gzip';
  const headers = { 'user-agent': [userAgent], 'content-type': [protobufContentType], ...(gzip ? { 'content-encoding': ['gzip'] } : {}), ...headersOf(config) };
  return {
    async push(data) {
      const plain = encodeProtobuf(signal, data);
      const body = gzip ? await compressor.compress('gzip', plain) : plain;
      const answer = await network.fetch({ method: 'POST', url: url, headers, body }, { timeoutMillis: config.timeout ?? defaultTimeoutMillis, maxResponseBytes: 64 * 1024 })
        .catch((error: unknown) => { throw new Error(`Post "${url}": ${errorMessage(error)}`, { cause: error }); });
      if (answer.status < 200 || answer.status > 299) throw new Error(`failed to send ${signal} to ${url}: ${String(answer.status)}`);
    },
    close: () => {},
  };
}

function grpcPush<S extends Signal>({ config, host: { network }, signal, userAgent }: OtlpPushSettings<S>): OtlpPush<S> {
  const url = new URL(withScheme(config.endpoint ?? 'localhost:4317', config.insecure === true));
  let client: GrpcClient | undefined;
  return {
    async push(data) {
      client ??= network.connectGrpc({ address: url.host, tls: url.protocol !== 'http:', compression: config.compression === 'gzip' ? 'gzip' : 'none', userAgent });
      await client.unary(otlpMethods[signal], encodeProtobuf(signal, data), { metadata: headersOf(config), timeoutMillis: config.timeout ?? defaultTimeoutMillis });
    },
    close: () => client?.close(),
  };
}
