const service = 'service: {pipelines: {traces: {receivers: [nop], exporters: [nop]}}}\n';
const ends = 'receivers: {nop: }\nexporters: {nop: }\n';

/** Small ones, each good in at least one release; between them they have every part that a configuration can have. */
export const goodConfigs: readonly string[] = [
  `receivers:
  otlp:
    protocols:
      grpc:
        endpoint: 127.0.0.1:4317
        keepalive: {server_parameters: {max_connection_age: 1m}}
      http:
        cors: {allowed_origins: ["http://*"]}
exporters: {nop: }
service: {pipelines: {traces: {receivers: [otlp], exporters: [nop]}}}
`,
  `${ends}processors:
  memory_limiter:
    check_interval: 1s
    limit_percentage: 75
  batch/中文: &batch
    timeout: 200ms
    send_batch_size: 8192
  batch/again: *batch
service:
  pipelines:
    traces:
      receivers: [nop]
      processors: [memory_limiter, batch/中文]
      exporters: [nop]
`,
  `receivers: {nop: }
exporters:
  otlp:
    endpoint: "backend:4317"
    headers: {authorization: "\${env:X}", b: '$$c'}
    tls:
      insecure: true
    sending_queue: {num_consumers: 2, queue_size: 10}
    retry_on_failure: {initial_interval: 1s}
service: {pipelines: {traces: {receivers: [nop], exporters: [otlp]}}}
`,
  `receivers: {otlp: {protocols: "\${file:part.yaml}"}}
exporters: {debug: {verbosity: detailed}, otlphttp: {endpoint: "http://backend:4318"}}
service: {pipelines: {traces: {receivers: [otlp], exporters: [debug, otlphttp]}}}
`,
  `${ends}processors:
  attributes:
    actions:
      - {key: a, value: 1.5, action: insert}
      - key: b
        from_attribute: c
        action: upsert
${service}`,
  `${ends}service:
  telemetry:
    logs: {level: warn, encoding: json, initial_fields: {a: b}}
    metrics: {level: detailed, readers: [{pull: {exporter: {prometheus: {port: 8888}}}}]}
    resource: {service.name: mine, service.version: ~}
  pipelines: {metrics/second: {receivers: [nop], exporters: [nop]}}
`,
  `receivers::otlp::protocols::http:
exporters:
  otlp: {endpoint: $X:4317, timeout: 5s, compression: none}
processors: {batch: {send_batch_size: "100", metadata_keys: "a,b"}}
service:
  telemetry: {metrics: {level: none, address: ":8888"}}
  pipelines:
    traces: {receivers: otlp, processors: [batch], exporters: otlp}
`,
  `${ends}connectors: {forward: }
extensions: {health_check: }
service:
  extensions: [health_check]
  pipelines:
    traces/in: {receivers: [nop], exporters: [forward]}
    traces/out: {receivers: [forward], exporters: [nop]}
`,
];
