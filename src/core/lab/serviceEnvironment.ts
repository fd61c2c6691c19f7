import type { Environment } from './workloads/nodeService.ts';

export interface ServiceEnvironmentSettings {
  readonly service: string;
  /** `collector:4318`, the OTLP/HTTP receiver by its name in the lab; null for a program without an SDK. */
  readonly collectorAddress: string | null;
  readonly tracing: boolean;
  readonly seed: number;
  /** Of the machine: a program inherits nothing else. */
  readonly path: string | undefined;
  /** The scene's and the learner's own. */
  readonly extra: Readonly<Record<string, string>>;
}

/** What a sample service's SDK is told. These are the variables of the OpenTelemetry specification, with their meaning. */
export function serviceEnvironment(settings: ServiceEnvironmentSettings): Environment {
  return {
    ...(settings.path === undefined ? {} : { PATH: settings.path }),
    SEED: String(settings.seed),
    ...(settings.collectorAddress === null ? {} : sdkEnvironment(settings.collectorAddress, settings)),
    ...settings.extra,
  };
}

function sdkEnvironment(collectorAddress: string, settings: ServiceEnvironmentSettings): Environment {
  return {
    OTEL_SERVICE_NAME: settings.service,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${collectorAddress}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_TRACES_EXPORTER: settings.tracing ? 'otlp' : 'none',
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_LOGS_EXPORTER: 'none',
    // `none` would drop the service name with everything else.
    OTEL_NODE_RESOURCE_DETECTORS: 'env',
    // The SDK's default is 5000: spans wait in the program for that long. Here they leave after a tenth of a second, at the price of more and
    // smaller requests, so that whoever changes something sees the next trace at once.
    OTEL_BSP_SCHEDULE_DELAY: '100',
  };
}
