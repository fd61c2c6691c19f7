import type { Fault } from '#core/protocol/serviceMessages.ts';

/** A world as it is set up: which services, which collectors with which configuration, and what goes wrong. */
export interface Scene {
  readonly sceneId: string;
  /** Names from the catalog. */
  readonly services: readonly string[];
  /** `name` is its host name in the lab. */
  readonly collectors: readonly { readonly name: string; readonly yaml: string }[];
  readonly backends: readonly string[];
  readonly traffic: { readonly running: boolean; readonly requestsPerSecond: number; readonly seed: number };
  /** Extra environment by service. */
  readonly environment?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly faults?: Readonly<Record<string, readonly Fault[]>>;
  /** False starts the services with OTEL_TRACES_EXPORTER=none. */
  readonly tracing: boolean;
}

/** The collector every lab begins with: complete, small, and explained line by line. */
export const defaultCollectorYaml = `# Receivers: how data gets in. OTLP is OpenTelemetry's own protocol;
# the SDKs of web, visits, vets and billing send it to port 4318 over HTTP.
receivers:
  otlp:
    protocols:
      grpc:
        endpoint: localhost:4317
      http:
        endpoint: localhost:4318

# Processors: what happens on the way, in the order a pipeline lists them.
processors:
  # Refuses data before the collector runs out of memory. Always first.
  memory_limiter:
    check_interval: 1s
    limit_mib: 512
    spike_limit_mib: 128
  # Collects spans and sends them on together: fewer, larger requests.
  batch:
    timeout: 200ms

# Exporters: where data goes.
exporters:
  # Tempo keeps traces. It speaks OTLP too, so this is the plain OTLP exporter.
  otlp_grpc/tempo:
    endpoint: tempo:4317
    tls:
      insecure: true
  # Writes a summary of what passes to the collector's own log.
  debug:
    verbosity: basic

# Service: only what a pipeline names here is switched on.
service:
  telemetry:
    logs:
      level: info
  pipelines:
    traces:
      receivers: [otlp]
      processors: [memory_limiter, batch]
      exporters: [otlp_grpc/tempo, debug]
    metrics:
      receivers: [otlp]
      processors: [memory_limiter, batch]
      exporters: [debug]
    logs:
      receivers: [otlp]
      processors: [memory_limiter, batch]
      exporters: [debug]
`;

export const petclinic: Scene = {
  sceneId: 'petclinic',
  services: ['web', 'visits', 'vets', 'billing', 'queue', 'cardpay', 'notifier'],
  collectors: [{ name: 'collector', yaml: defaultCollectorYaml }],
  backends: ['tempo'],
  traffic: { running: true, requestsPerSecond: 2, seed: 1 },
  tracing: true,
};

export const scenes: readonly Scene[] = [petclinic];
