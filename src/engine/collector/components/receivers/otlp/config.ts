import * as z from 'zod';
import { err, ok, type Result } from '#common/base/result.ts';
import type { Problem } from '../../../component/factory.ts';
import { type FieldMeta, optionalSection, section, string } from '../../../component/fields.ts';
import { grpcServerShape, validateGrpcServer } from '../../../helpers/config/grpcServer.ts';
import { httpServerShape, validateHttpServer } from '../../../helpers/config/httpServer.ts';
import { goUrlPath } from '../../../helpers/goUrl.ts';
import { serverTls2023 } from '../../../helpers/config/tls.ts';
import { olderFields } from '../../../helpers/olderFields.ts';
import { optionalProblems } from '../../../helpers/config/optionalProblems.ts';

const ofSignal = (signal: string) => `Path that ${signal} are posted to.`;

/** The path of a URL, with the leading slash it may lack, as upstream's SanitizedURLPath reads it. */
const urlPath = (byDefault: string, signal: string) => z.string().transform((written, context) => {
  const path = sanitized(written);
  if (path.ok) return path.value;
  context.addIssue({ code: 'custom', message: path.error });
  return z.NEVER;
}).nullish().transform((path) => path ?? byDefault).meta({ goType: 'otlpreceiver.SanitizedURLPath', default: byDefault, printsRead: true } satisfies FieldMeta).describe(ofSignal(signal));

function sanitized(written: string): Result<string, string> {
  const path = goUrlPath(written);
  if (!path.ok) return err(`invalid HTTP URL path set for signal: ${path.error}`);
  return path.value.startsWith('/') ? path : ok(`/${path.value}`);
}

/** As it is written. */
const plainPath = (byDefault: string, signal: string) => string(byDefault).describe(ofSignal(signal));

const urlPaths = <P>(path: (byDefault: string, signal: string) => P) => ({
  traces_url_path: path('/v1/traces', 'traces'),
  metrics_url_path: path('/v1/metrics', 'metrics'),
  logs_url_path: path('/v1/logs', 'logs'),
});
const grpcShape = (host: string) => grpcServerShape(`${host}:4317`);
const httpShape = <P>(host: string, path: (byDefault: string, signal: string) => P) => ({
  // For old times' sake upstream's OTLP receiver sets no timeouts.
  ...httpServerShape(`${host}:4318`, { readHeader: '0s', write: '0s', idle: '0s' }),
  ...urlPaths(path),
});

const grpcText = 'OTLP over gRPC.';
const httpText = 'OTLP over HTTP, protobuf or JSON.';
const protocolsText = 'At least one of grpc and http; a name alone means its defaults.';

/** otlpreceiver.Config v0.159. */
export const OtlpReceiverConfig = section({
  protocols: section({
    grpc: optionalSection(grpcShape('localhost'), { goType: 'configgrpc.ServerConfig' }).describe(grpcText),
    http: optionalSection(httpShape('localhost', urlPath), { goType: 'otlpreceiver.HTTPConfig' }).describe(httpText),
  }, { goType: 'otlpreceiver.Protocols' }).describe(protocolsText),
}, { goType: 'otlpreceiver.Config' });
export type OtlpReceiverConfig = z.output<typeof OtlpReceiverConfig>;
export type GrpcConfig = NonNullable<OtlpReceiverConfig['protocols']['grpc']>;
export type HttpConfig = NonNullable<OtlpReceiverConfig['protocols']['http']>;

export function validateOtlp({ protocols: { grpc, http } }: OtlpReceiverConfig): Problem[] {
  return [
    ...(grpc === undefined ? [] : optionalProblems(['protocols', 'grpc'], validateGrpcServer(grpc))),
    ...(http === undefined ? [] : optionalProblems(['protocols', 'http'], validateHttpServer(http, 'serverconfig'))),
    ...noProtocol({ grpc, http }),
  ];
}

const noProtocol = ({ grpc, http }: { readonly grpc: unknown; readonly http: unknown }): Problem[] =>
  (grpc === undefined && http === undefined ? [{ path: [], at: ['protocols'], message: 'must specify at least one protocol when using the OTLP receiver' }] : []);

/** A section that is there when it is named: null means its defaults. */
function namedSection<S extends z.ZodRawShape>({ complete, shape }: ReturnType<typeof olderFields<S>>, goType: string) {
  const object = z.strictObject(shape);
  return z.union([z.null(), object]).optional().transform((value) => (value === undefined ? undefined : complete(value ?? object.parse({})))).meta({ goType, optional: true });
}

const grpcFields2023 = ['endpoint', 'transport', 'tls', 'max_recv_msg_size_mib', 'max_concurrent_streams', 'read_buffer_size', 'write_buffer_size', 'keepalive', 'auth', 'include_metadata'] as const;
const httpFields2023 = [
  'endpoint', 'tls', 'cors', 'auth', 'max_request_body_size', 'include_metadata', 'response_headers', 'traces_url_path', 'metrics_url_path', 'logs_url_path',
] as const;

const written2023 = section({
  protocols: section({
    grpc: namedSection(olderFields({ ...grpcShape('0.0.0.0'), tls: serverTls2023() }, grpcFields2023), 'configgrpc.GRPCServerSettings').describe(grpcText),
    // Upstream: no limit to a body unless told. Here: today's, because one request must not take all memory.
    http: namedSection(olderFields({ ...httpShape('0.0.0.0', plainPath), tls: serverTls2023() }, httpFields2023, { compression_algorithms: ['', 'gzip', 'zlib', 'deflate', 'zstd'] }), 'otlpreceiver.HTTPConfig').describe(httpText),
  }, { goType: 'otlpreceiver.Protocols' }).describe(protocolsText),
}, { goType: 'otlpreceiver.Config' });

/** otlpreceiver.Config v0.84: listens on every address unless told. Its paths are looked at when all else was read; the first faulty one refuses the whole. */
export const OtlpReceiverConfig2023 = written2023.transform((config, context) => {
  const { http } = config.protocols;
  if (http === undefined) return config;
  const paths: { traces_url_path: string; metrics_url_path: string; logs_url_path: string } = { ...http };
  for (const key of ['traces_url_path', 'metrics_url_path', 'logs_url_path'] as const) {
    const path = sanitized(paths[key]);
    if (!path.ok) {
      context.addIssue({ code: 'custom', message: path.error, path: [] });
      return z.NEVER;
    }
    paths[key] = path.value;
  }
  return { ...config, protocols: { ...config.protocols, http: { ...http, ...paths } } };
}).meta({ goType: 'otlpreceiver.Config' });

/** Nothing else is validated in v0.84. */
export const validateOtlp2023 = ({ protocols }: OtlpReceiverConfig): Problem[] => noProtocol({ grpc: protocols.grpc, http: protocols.http });
