import type { Settings } from '../../../component/component.ts';
import { defineExtension } from '../../../component/factory.ts';
import type { Host } from '../../../component/host.ts';
import { httpListenOptions, type HttpServerOptionsConfig } from '../../../helpers/config/serverOptions.ts';
import { goServerConfig } from '../kit/goServerConfig.ts';
import { HealthCheckConfig, HealthCheckConfig2023, validateHealthCheck, validateHealthCheck2023 } from './config.ts';
import { HealthCheck } from './healthCheck.ts';

const common = { type: 'health_check', summary: 'Answers whether the collector runs, for probes and load balancers.' } as const;

const body = (given: { readonly healthy: string; readonly unhealthy: string } | undefined) => (given === undefined ? null : { Healthy: given.healthy, Unhealthy: given.unhealthy });
const check = (given: HealthCheckConfig2023['check_collector_pipeline']) => ({ Enabled: given.enabled, Interval: given.interval, ExporterFailureThreshold: given.exporter_failure_threshold });

const listenOptions = ({ logger }: Settings, config: HttpServerOptionsConfig) => ({ files }: Host) =>
  httpListenOptions(config, { files, at: 'health_check', connectionFailed: (message) => { logger.error(message); } });

/** Contrib healthcheckextension v0.159 with its feature gate off: its own server wraps nothing around the answer, so cors, auth and headers have no effect. */
export const healthCheckExtension = defineExtension<HealthCheckConfig>({
  ...common, stability: 'alpha', config: HealthCheckConfig, validate: validateHealthCheck,
  create(set, config) {
    const { endpoint, path, response_body } = config;
    return new HealthCheck(set, {
      endpoint, path, response_body, checksPipeline: false, options: listenOptions(set, config),
      logged: { Config: {
        ServerConfig: goServerConfig(config), Path: path, ResponseBody: body(response_body), CheckCollectorPipeline: check(config.check_collector_pipeline), UseV2: config.use_v2,
        GRPCConfig: null, HTTPConfig: null, ComponentHealthConfig: null,
      } },
      callers: { starting: 'healthcheckextension@v0.159.0/healthcheckextension.go:32', changed: 'healthcheck/handler.go:131' },
    });
  },
});

/** Contrib healthcheckextension v0.84. */
export const healthCheckExtension2023 = defineExtension<HealthCheckConfig2023>({
  ...common, stability: 'beta', config: HealthCheckConfig2023, validate: validateHealthCheck2023,
  create(set, config) {
    const { check_collector_pipeline, endpoint, path, response_body } = config;
    return new HealthCheck(set, {
      endpoint, path, response_body, checksPipeline: check_collector_pipeline.enabled, options: listenOptions(set, config),
      logged: {
        Endpoint: endpoint, TLSSetting: null, CORS: null, Auth: null, MaxRequestBodySize: config.max_request_body_size, IncludeMetadata: config.include_metadata, ResponseHeaders: null,
        Path: path, ResponseBody: body(response_body), CheckCollectorPipeline: check(check_collector_pipeline),
      },
      callers: { starting: 'healthcheckextension@v0.84.0/healthcheckextension.go:35', changed: 'healthcheck/handler.go:132' },
    });
  },
});
