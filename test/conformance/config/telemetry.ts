import { E, R } from './base.ts';
import type { Row } from './row.ts';

/** 1.10 service.telemetry. */
export const telemetry: readonly Row[] = [
  {
    name: 'null', yaml: [R, E, 'service: {telemetry: , pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'a scalar', yaml: [R, E, 'service: {telemetry: foo, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry\' expected a map or struct, got "string"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry\' expected a map, got \'string\'',
  },
  {
    name: 'an unknown key', yaml: [R, E, 'service: {telemetry: {unknown: 1}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry\' has invalid keys: unknown',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry\' has invalid keys: unknown',
  },
  {
    name: 'unknown keys in every part', yaml: [R, E, 'service: {telemetry: {logs: {x: 1}, metrics: {y: 1}, traces: {z: 1}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.logs\' decoding failed due to the following error(s):\n\n\'migration.LogsConfigV030\' has invalid keys: x\n\'service.telemetry.metrics\' decoding failed due to the following error(s):\n\n\'migration.MetricsConfigV030\' has invalid keys: y\n\'service.telemetry.traces\' decoding failed due to the following error(s):\n\n\'migration.TracesConfigV030\' has invalid keys: z',
    era2023: 'failed to get config: cannot unmarshal the configuration: 3 error(s) decoding:\n\n* \'service.telemetry.logs\' has invalid keys: x\n* \'service.telemetry.metrics\' has invalid keys: y\n* \'service.telemetry.traces\' has invalid keys: z',
  },
  {
    name: 'the metrics level none', yaml: [R, E, 'service: {telemetry: {metrics: {level: none}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'the metrics level basic', yaml: [R, E, 'service: {telemetry: {metrics: {level: basic}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'the metrics level normal', yaml: [R, E, 'service: {telemetry: {metrics: {level: normal}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'the metrics level detailed', yaml: [R, E, 'service: {telemetry: {metrics: {level: detailed}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'the metrics level Detailed', yaml: [R, E, 'service: {telemetry: {metrics: {level: Detailed}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'the metrics level foo', yaml: [R, E, 'service: {telemetry: {metrics: {level: foo}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.metrics\' decoding failed due to the following error(s):\n\n\'level\' unknown metrics level "foo"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'service.telemetry.metrics.level\': unknown metrics level "foo"',
  },
  {
    name: 'the metrics level 2', yaml: [R, E, 'service: {telemetry: {metrics: {level: 2}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'the metrics level ""', yaml: [R, E, 'service: {telemetry: {metrics: {level: ""}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.metrics\' decoding failed due to the following error(s):\n\n\'level\' unknown metrics level ""',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'service.telemetry.metrics.level\': unknown metrics level ""',
  },
  {
    name: 'the metrics level true', yaml: [R, E, 'service: {telemetry: {metrics: {level: true}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.metrics\' decoding failed due to the following error(s):\n\n\'level\' expected type \'configtelemetry.Level\', got unconvertible type \'bool\'',
    era2023: '',
  },
  {
    name: 'the metrics level [a]', yaml: [R, E, 'service: {telemetry: {metrics: {level: [a]}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.metrics\' decoding failed due to the following error(s):\n\n\'level\' expected type \'configtelemetry.Level\', got unconvertible type \'[]interface {}\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.metrics.level\' expected type \'configtelemetry.Level\', got unconvertible type \'[]interface {}\', value: \'[a]\'',
  },
  {
    name: 'metrics.address', yaml: [R, E, 'service: {telemetry: {metrics: {address: ":8888"}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.metrics\' decoding failed due to the following error(s):\n\n\'migration.MetricsConfigV030\' has invalid keys: address',
    era2023: '',
  },
  {
    name: 'metrics.address empty', yaml: [R, E, 'service: {telemetry: {metrics: {address: ""}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.metrics\' decoding failed due to the following error(s):\n\n\'migration.MetricsConfigV030\' has invalid keys: address',
    era2023: '',
  },
  {
    name: 'readers emptied', yaml: [R, E, 'service: {telemetry: {metrics: {readers: []}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'service::telemetry: collector telemetry metrics reader should exist when metric level is not none',
    era2023: '',
  },
  {
    name: 'readers emptied at level none', yaml: [R, E, 'service: {telemetry: {metrics: {level: none, readers: []}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'a Prometheus reader', yaml: [R, E, 'service: {telemetry: {metrics: {readers: [{pull: {exporter: {prometheus: {host: localhost, port: 8888}}}}]}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'views at the normal level', yaml: [R, E, 'service: {telemetry: {metrics: {views: [{selector: {instrument_name: x}}]}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'service::telemetry: service::telemetry::metrics::views can only be set when service::telemetry::metrics::level is detailed',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.metrics\' has invalid keys: views',
  },
  {
    name: 'views at level detailed', yaml: [R, E, 'service: {telemetry: {metrics: {level: detailed, views: [{selector: {instrument_name: x}, stream: {aggregation: {drop: {}}}}]}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: '',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.metrics\' has invalid keys: views',
  },
  {
    name: 'the log level debug', yaml: [R, E, 'service: {telemetry: {logs: {level: debug}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'the log level WARN', yaml: [R, E, 'service: {telemetry: {logs: {level: WARN}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'the log level foo', yaml: [R, E, 'service: {telemetry: {logs: {level: foo}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.logs\' decoding failed due to the following error(s):\n\n\'level\' unrecognized level: "foo"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'service.telemetry.logs.level\': unrecognized level: "foo"',
  },
  {
    name: 'the log level 5', yaml: [R, E, 'service: {telemetry: {logs: {level: 5}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'the log level ""', yaml: [R, E, 'service: {telemetry: {logs: {level: ""}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'all fields of logs', yaml: [R, E, 'service: {telemetry: {logs: {level: info, development: false, encoding: json, disable_caller: true, disable_stacktrace: true, output_paths: [stderr], error_output_paths: [stderr], initial_fields: {a: 1}}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'the sampling of today', yaml: [R, E, 'service: {telemetry: {logs: {sampling: {enabled: true, tick: 10s, initial: 10, thereafter: 100}}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: '',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.logs.sampling\' has invalid keys: enabled, tick',
  },
  {
    name: 'the sampling of then', yaml: [R, E, 'service: {telemetry: {logs: {sampling: {initial: 100, thereafter: 100}}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'sampling that is a scalar', yaml: [R, E, 'service: {telemetry: {logs: {sampling: foo}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.logs\' decoding failed due to the following error(s):\n\n\'sampling\' expected a map or struct, got "string"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.logs.sampling\' expected a map, got \'string\'',
  },
  {
    name: 'a resource attribute', yaml: [R, E, 'service: {telemetry: {resource: {service.name: mine}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'a resource attribute removed', yaml: [R, E, 'service: {telemetry: {resource: {service.version: }}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'a resource attribute that is a number', yaml: [R, E, 'service: {telemetry: {resource: {a: 1}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'service::telemetry::resource: legacy resource attribute "a" must be string or null',
    era2023: '',
  },
  {
    name: 'a resource attribute that is a list', yaml: [R, E, 'service: {telemetry: {resource: {a: [x]}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'service::telemetry::resource: legacy resource attribute "a" must be string or null',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.resource[a]\' expected type \'string\', got unconvertible type \'[]interface {}\', value: \'[x]\'',
  },
  {
    name: 'resource attributes as a list', yaml: [R, E, 'service: {telemetry: {resource: {attributes: [{name: a, value: b}]}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: '',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.resource[attributes]\' expected type \'string\', got unconvertible type \'[]interface {}\', value: \'[map[name:a value:b]]\'',
  },
  {
    name: 'propagators', yaml: [R, E, 'service: {telemetry: {traces: {propagators: [tracecontext, b3]}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'the level of traces', yaml: [R, E, 'service: {telemetry: {traces: {level: none}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: '',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.traces\' has invalid keys: level',
  },
  {
    name: 'traces processors', yaml: [R, E, 'service: {telemetry: {traces: {processors: [{batch: {exporter: {otlp: {protocol: grpc, endpoint: "http://localhost:4317"}}}}]}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
];
