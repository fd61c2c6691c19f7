import { E, P, R } from './base.ts';
import type { Row } from './row.ts';

/** 0.3 The seed snippets. */
export const snippets: readonly Row[] = [
  {
    name: '171 otlp receiver, as a fragment', yaml: ['receivers:', '  otlp:', '    protocols:', '      http:', '      grpc:', '        endpoint: "0.0.0.0:4317"', E, P],
    both: '',
  },
  {
    name: '171 loaded alone', yaml: ['otlp:', '  protocols:', '    http:', '    grpc:', '      endpoint: "0.0.0.0:4317"'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'otelcol.configSettings\' has invalid keys: otlp',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'\' has invalid keys: otlp',
  },
  {
    name: '181 jaeger receiver', yaml: ['receivers: {jaeger: {protocols: {thrift_http: {endpoint: "0.0.0.0:14278"}}}}', E, 'service: {pipelines: {traces: {receivers: [jaeger], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' unknown type: "jaeger" for id: "jaeger" (valid values: [])',
    era2023: '',
  },
  {
    name: '195 batch null, alone', yaml: ['processors:', '  batch:'],
    current: 'no receiver configuration specified in config\nservice::pipelines: service must have at least one pipeline',
    era2023: 'no receiver configuration specified in config',
  },
  {
    name: '202 zipkin is never defined', yaml: [R, E, 'processors: {batch: }', 'service: {pipelines: {traces: {receivers: [otlp], processors: [batch], exporters: [zipkin]}}}'],
    both: 'service::pipelines::traces: references exporter "zipkin" which is not configured',
  },
  {
    name: '214 a console exporter', yaml: [R, 'exporters: {console: }', 'service: {pipelines: {traces: {receivers: [otlp], exporters: [console]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' unknown type: "console" for id: "console" (valid values: [])',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': unknown type: "console" for id: "console" (valid values: [])',
  },
  {
    name: '219 logging null', yaml: [R, 'exporters: {logging: }', 'service: {pipelines: {traces: {receivers: [otlp], exporters: [logging]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' the logging exporter has been deprecated, use the debug exporter instead',
    era2023: '',
  },
  {
    name: '219 a placeholder as endpoint', yaml: [R, 'exporters: {otlp: {endpoint: "<tempo_endpoint>", headers: {authorization: Basic <api_token>}}}', P],
    current: 'exporters::otlp::clientconfig: address <tempo_endpoint>: missing port in address',
    era2023: '',
  },
  {
    name: '230 fan-out to two exporters', yaml: [R, 'exporters: {logging: , otlp: {endpoint: "localhost:4317"}}', 'service: {pipelines: {traces: {receivers: [otlp], processors: [], exporters: [logging, otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' the logging exporter has been deprecated, use the debug exporter instead',
    era2023: '',
  },
  {
    name: '247 extensions', yaml: [R, E, 'extensions:', '  health_check:', '  pprof:', '  zpages:', '  memory_ballast:', '    size_mib: 512', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'extensions\' unknown type: "memory_ballast" for id: "memory_ballast" (valid values: [])',
    era2023: '',
  },
  {
    name: '247 without memory_ballast', yaml: [R, E, 'extensions:', '  health_check:', '  pprof:', '  zpages:', P],
    both: '',
  },
  {
    name: '342 jaeger exporter', yaml: [R, 'exporters: {jaeger: {endpoint: "http://localhost:14250"}}', 'service: {pipelines: {traces: {receivers: [otlp], exporters: [jaeger]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' unknown type: "jaeger" for id: "jaeger" (valid values: [])',
    era2023: '',
  },
  {
    name: '395 central collector', yaml: ['receivers:', '  otlp:', '    protocols:', '      grpc:', '      http:', 'processors:', '  memory_limiter:', '    check_interval: 1s', '    limit_percentage: 75', '    spike_limit_percentage: 15', '  batch:', '    send_batch_size: 10000', '    timeout: 10s', 'exporters:', '  logging:', '  otlp:', '    endpoint: "<tempo_endpoint>"', 'service:', '  pipelines:', '    traces:', '      receivers: [otlp]', '      processors: [memory_limiter, batch]', '      exporters: [logging, otlp]'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' the logging exporter has been deprecated, use the debug exporter instead',
    era2023: '',
  },
  {
    name: '442 sidecar, as written', yaml: ['receivers:', '  otlp:', '    protocols:', '      grpc:', 'exporters:', '  logging:', 'service:', '        telemetry:', '          logs:', '            level: debug', '           metrics:', '             address: 0.0.0.0:8888'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: line 8: did not find expected key',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: line 8: did not find expected key',
  },
  {
    name: '442 sidecar, indentation mended', yaml: [R, E, 'service:', '  telemetry:', '    logs:', '      level: debug', '    metrics:', '      address: 0.0.0.0:8888', '  pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.metrics\' decoding failed due to the following error(s):\n\n\'migration.MetricsConfigV030\' has invalid keys: address',
    era2023: '',
  },
  {
    name: '442 an exporter by placeholder and port', yaml: [R, 'exporters: {otlp: {endpoint: "<path_to_central_collector>.<namespace>:4317"}}', P],
    both: '',
  },
  {
    name: '442 an exporter without tls.insecure', yaml: [R, 'exporters: {otlp: {endpoint: "http://localhost:4317"}}', P],
    both: '',
  },
];
