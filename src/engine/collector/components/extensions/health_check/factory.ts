import { defineExtension } from '../../../component/factory.ts';
import { refuseUnavailableHttpServer } from '../../../helpers/config/httpServer.ts';
import { goServerConfig } from '../kit/goServerConfig.ts';
import { HealthCheckConfig, HealthCheckConfig2023, validateHealthCheck, validateHealthCheck2023 } from './config.ts';
import { HealthCheck } from './healthCheck.ts';

const common = { type: 'health_check', summary: 'Answers whether the collector runs, for probes and load balancers.' } as const;

const body = (given: { readonly healthy: string; readonly unhealthy: string } | undefined) => (given === undefined ? null : { Healthy: given.healthy, Unhealthy: given.unhealthy });
const check = (given: HealthCheckConfig2023['check_collector_pipeline']) => ({ Enabled: given.enabled, Interval: given.interval, ExporterFailureThreshold: given.exporter_failure_threshold });

/** Contrib healthcheckextension v0.159 with its feature gate off: its own server wraps nothing around the answer, so cors, auth and headers have no effect. */
export const healthCheckExtension = defineExtension<HealthCheckConfig>({
  ...common, stability: 'alpha', config: HealthCheckConfig, validate: validateHealthCheck,
  create(set, config) {
    refuseUnavailableHttpServer(config, set.id);
    const { endpoint, keep_alives_enabled, path, response_body } = config;
    return new HealthCheck(set, {
      endpoint, path, response_body, checksPipeline: false, keepsAlive: keep_alives_enabled,
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
    refuseUnavailableHttpServer({ tls: config.tls, middlewares: [], transport: 'tcp' }, set.id);
    const { check_collector_pipeline, endpoint, path, response_body } = config;
    return new HealthCheck(set, {
      endpoint, path, response_body, checksPipeline: check_collector_pipeline.enabled, keepsAlive: true,
      logged: {
        Endpoint: endpoint, TLSSetting: null, CORS: null, Auth: null, MaxRequestBodySize: config.max_request_body_size, IncludeMetadata: config.include_metadata, ResponseHeaders: null,
        Path: path, ResponseBody: body(response_body), CheckCollectorPipeline: check(check_collector_pipeline),
      },
      callers: { starting: 'healthcheckextension@v0.84.0/healthcheckextension.go:35', changed: 'healthcheck/handler.go:132' },
    });
  },
});
