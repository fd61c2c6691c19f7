import type * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { bool, duration, int, section, string } from '../../../component/fields.ts';
import { parseDuration } from '../../../component/duration.ts';
import { grpcServerShape } from '../../../helpers/config/grpcServer.ts';
import { httpServerShape, validateHttpServer } from '../../../helpers/config/httpServer.ts';
import { pointerSection } from '../kit/pointerSection.ts';

/** Upstream prints these pointers as null. */
const printedNull = { omitEmpty: false };
const noTimeouts = { readHeader: '0s', write: '0s', idle: '0s' };
const pathShape = () => string('/').describe('Path that answers; one that ends in "/" answers for everything below it too.');
const responseBody = (goType: string) => pointerSection({
  healthy: string().describe('Body of the answer while the collector runs.'),
  unhealthy: string().describe('Body of the answer while it does not.'),
}, goType).meta(printedNull).describe('Bodies to answer with instead of the JSON text.');
const pipelineShape = () => ({
  enabled: bool(false).describe('Answers with an empty body, and 500 instead of 503.'),
  interval: string('5m').describe('How long a failure of an exporter counts.'),
  exporter_failure_threshold: int(5).describe('More failures than this in the interval would mean unhealthy.'),
});
const v2Path = (path: string, on: boolean) => section({
  enabled: bool(on).describe('Whether it answers.'),
  path: string(path).describe('Path that answers.'),
  include_attributes: bool(false).describe('true shows the attributes of each status.'),
}, { goType: 'httpserver.PathConfig' });

/** healthcheckextension.Config v0.159. */
export const HealthCheckConfig = section({
  ...httpServerShape('localhost:13133', noTimeouts),
  keep_alives_enabled: bool(false).describe('true lets a connection carry several requests.'),
  path: pathShape(),
  response_body: responseBody('httpserver.ResponseBodyConfig'),
  check_collector_pipeline: section(pipelineShape(), { goType: 'httpserver.CheckCollectorPipelineConfig' }).describe('Has no effect in this release.'),
  use_v2: bool(false).describe('Has no effect: a feature gate decides.'),
  grpc: pointerSection(grpcServerShape('localhost:13132'), 'grpc.Config').meta(printedNull).describe('For the feature gate extension.healthcheck.useComponentStatus, which is off.'),
  http: pointerSection({ ...httpServerShape('localhost:13133', noTimeouts), status: v2Path('/status', true).describe('Page with the status of every component.'), config: v2Path('/config', false).describe('Page with the configuration.') }, 'httpserver.Config')
    .meta(printedNull).describe('For the feature gate extension.healthcheck.useComponentStatus, which is off.'),
  component_health: pointerSection({
    include_permanent_errors: bool(false).describe('true counts permanent errors as unhealthy.'),
    include_recoverable_errors: bool(false).describe('true counts errors that may pass as unhealthy.'),
    recovery_duration: duration('0s').describe('Time a component has to recover before its errors count.'),
  }, 'config.ComponentHealthConfig')
    .meta(printedNull).describe('Has no effect without that feature gate.'),
}, { goType: 'healthcheck.Config', decoders: 1 });
export type HealthCheckConfig = z.output<typeof HealthCheckConfig>;

const v2Detected = 'v2 healthcheck configuration (http/grpc fields) detected but feature gate is disabled. Either remove the v2 config fields or enable the feature gate with: '
  + '--feature-gates=+extension.healthcheck.useComponentStatus';

export function validateHealthCheck(config: HealthCheckConfig): Problem[] {
  const v2 = config.http !== undefined || config.grpc !== undefined;
  const legacy = (at: string, message: string): Problem[] => (config.use_v2 ? [] : [{ path: ['config'], at: [at], message }]);
  return [
    ...(v2 ? [{ path: [], at: [config.http === undefined ? 'grpc' : 'http'], message: v2Detected }] : []),
    ...(config.endpoint === '' ? legacy('endpoint', 'http endpoint required') : config.path.startsWith('/') ? [] : legacy('path', 'path must start with /')),
    ...(config.use_v2 && !v2 ? [{ path: ['config'], at: ['use_v2'], message: 'must specify at least one protocol' }] : []),
    ...validateHttpServer(config, 'serverconfig').map((problem) => ({ ...problem, path: ['config', 'legacyconfig', ...problem.path] })),
  ];
}

/** What v0.84 had of today's server settings. */
const serverShape2023 = () => {
  const { auth, cors, endpoint, include_metadata, max_request_body_size, response_headers, tls } = httpServerShape('0.0.0.0:13133');
  return { endpoint, tls, cors, auth, max_request_body_size, include_metadata, response_headers };
};

/** healthcheckextension.Config v0.84. */
export const HealthCheckConfig2023 = section({
  ...serverShape2023(), path: pathShape(), response_body: responseBody('healthcheckextension.ResponseBodySettings'),
  check_collector_pipeline: section(pipelineShape(), { goType: 'healthcheckextension.checkCollectorPipelineSettings' })
    .describe('Changes the bodies and the status; never finds a failing exporter.'),
}, { goType: 'healthcheckextension.Config' });
export type HealthCheckConfig2023 = z.output<typeof HealthCheckConfig2023>;

export function validateHealthCheck2023({ check_collector_pipeline: check, endpoint, path }: HealthCheckConfig2023): Problem[] {
  const problem = (at: readonly string[], message: string): Problem[] => [{ path: [], at, message }];
  const interval = parseDuration(check.interval);
  if (!interval.ok) return problem(['check_collector_pipeline', 'interval'], interval.error);
  if (endpoint === '') return problem(['endpoint'], 'bad config: endpoint must be specified');
  if (check.exporter_failure_threshold <= 0) return problem(['check_collector_pipeline', 'exporter_failure_threshold'], 'bad config: exporter_failure_threshold expects a positive number');
  return path.startsWith('/') ? [] : problem(['path'], 'bad config: path must start with /');
}
