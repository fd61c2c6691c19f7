import * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { optionalSection, section } from '../../../component/fields.ts';
import { grpcServerShape, validateGrpcServer } from '../../../helpers/config/grpcServer.ts';
import { httpServerShape, validateHttpServer } from '../../../helpers/config/httpServer.ts';
import { optionalProblems } from '../../../helpers/config/optionalProblems.ts';

/** A path gets the leading slash it lacks, as upstream's SanitizedURLPath does. */
const urlPath = (byDefault: string, signal: string) => z.string().nullish()
  .transform((path) => (path === null || path === undefined ? byDefault : path.startsWith('/') ? path : `/${path}`))
  .meta({ goType: 'otlpreceiver.SanitizedURLPath', default: byDefault })
  .describe(`Path that ${signal} are posted to.`);

export const OtlpReceiverConfig = section({
  protocols: section({
    grpc: optionalSection(grpcServerShape('localhost:4317'), { goType: 'configgrpc.ServerConfig' }),
    http: optionalSection({
      // For old times' sake upstream's OTLP receiver sets no timeouts.
      ...httpServerShape('localhost:4318', { readHeader: '0s', write: '0s', idle: '0s' }),
      traces_url_path: urlPath('/v1/traces', 'traces'),
      metrics_url_path: urlPath('/v1/metrics', 'metrics'),
      logs_url_path: urlPath('/v1/logs', 'logs'),
    }, { goType: 'otlpreceiver.HTTPConfig' }),
  }, { goType: 'otlpreceiver.Protocols' }).describe('At least one of grpc and http; a name alone means its defaults.'),
}, { goType: 'otlpreceiver.Config' });
export type OtlpReceiverConfig = z.output<typeof OtlpReceiverConfig>;
export type GrpcConfig = NonNullable<OtlpReceiverConfig['protocols']['grpc']>;
export type HttpConfig = NonNullable<OtlpReceiverConfig['protocols']['http']>;

export function validateOtlp({ protocols: { grpc, http } }: OtlpReceiverConfig): Problem[] {
  return [
    ...(grpc === undefined ? [] : optionalProblems(['protocols', 'grpc'], validateGrpcServer(grpc))),
    ...(http === undefined ? [] : optionalProblems(['protocols', 'http'], validateHttpServer(http, 'serverconfig'))),
    ...(grpc === undefined && http === undefined ? [{ path: [], at: ['protocols'], message: 'must specify at least one protocol when using the OTLP receiver' }] : []),
  ];
}
