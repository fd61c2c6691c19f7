import { type Millis, millisToNanos } from '#common/base/units.ts';

interface ServerConfig {
  readonly endpoint: string;
  readonly transport: string;
  readonly max_request_body_size: number;
  readonly include_metadata: boolean;
  readonly response_headers: Readonly<Record<string, string>>;
  readonly compression_algorithms: readonly string[];
  readonly read_timeout: Millis;
  readonly read_header_timeout: Millis;
  readonly write_timeout: Millis;
  readonly idle_timeout: Millis;
  readonly keep_alives_enabled: boolean;
}

const nanos = (value: Millis): number => Number(millisToNanos(value));
const secrets = (headers: Readonly<Record<string, string>>): unknown => (Object.keys(headers).length === 0 ? null : Object.keys(headers).map((Name) => ({ Name, Value: '[REDACTED]' })));

/** confighttp.ServerConfig v0.159 as extensions log it. Upstream: what is set of TLS, CORS and authentication is printed too. Here: never. */
export function goServerConfig(config: ServerConfig): Readonly<Record<string, unknown>> {
  return {
    NetAddr: { Endpoint: config.endpoint, Transport: config.transport, DialerConfig: { Timeout: 0 } }, TLS: {}, CORS: {}, Auth: {},
    MaxRequestBodySize: config.max_request_body_size, IncludeMetadata: config.include_metadata, ResponseHeaders: secrets(config.response_headers),
    CompressionAlgorithms: config.compression_algorithms.length === 0 ? null : config.compression_algorithms, ReadTimeout: nanos(config.read_timeout),
    ReadHeaderTimeout: nanos(config.read_header_timeout), WriteTimeout: nanos(config.write_timeout), IdleTimeout: nanos(config.idle_timeout),
    Middlewares: null, KeepAlivesEnabled: config.keep_alives_enabled,
  };
}
