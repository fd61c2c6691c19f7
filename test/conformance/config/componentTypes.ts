import { E, P, R } from './base.ts';
import type { Row } from './row.ts';

/** 1.7 Unknown types. */
export const componentTypes: readonly Row[] = [
  {
    name: 'an unknown receiver', yaml: ['receivers: {foo: }', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' unknown type: "foo" for id: "foo" (valid values: [])',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': unknown type: "foo" for id: "foo" (valid values: [])',
  },
  {
    name: 'an unknown processor with a name', yaml: [R, E, 'processors: {foo/x: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' unknown type: "foo" for id: "foo/x" (valid values: [])',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': unknown type: "foo" for id: "foo/x" (valid values: [])',
  },
  {
    name: 'an unknown exporter', yaml: [R, 'exporters: {foo: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' unknown type: "foo" for id: "foo" (valid values: [])',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': unknown type: "foo" for id: "foo" (valid values: [])',
  },
  {
    name: 'an unknown connector', yaml: [R, E, 'connectors: {foo: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'connectors\' unknown type: "foo" for id: "foo" (valid values: [])',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'connectors\': unknown type: "foo" for id: "foo" (valid values: [])',
  },
  {
    name: 'an unknown extension', yaml: [R, E, 'extensions: {foo: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'extensions\' unknown type: "foo" for id: "foo" (valid values: [])',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'extensions\': unknown type: "foo" for id: "foo" (valid values: [])',
  },
  {
    name: 'logging as exporter', yaml: [R, 'exporters: {logging: }', 'service: {pipelines: {traces: {receivers: [otlp], exporters: [logging]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' the logging exporter has been deprecated, use the debug exporter instead',
    era2023: '',
  },
  {
    name: 'logging in another section', yaml: [R, E, 'processors: {logging: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' the logging exporter has been deprecated, use the debug exporter instead',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': unknown type: "logging" for id: "logging" (valid values: [])',
  },
  {
    name: 'debug', yaml: [R, 'exporters: {debug: }', 'service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}'],
    current: '',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': unknown type: "debug" for id: "debug" (valid values: [])',
  },
  {
    name: 'console', yaml: [R, 'exporters: {console: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' unknown type: "console" for id: "console" (valid values: [])',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': unknown type: "console" for id: "console" (valid values: [])',
  },
  {
    name: 'otlp_grpc', yaml: [R, 'exporters: {otlp_grpc: {endpoint: "localhost:4317"}}', 'service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_grpc]}}}'],
    current: '',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': unknown type: "otlp_grpc" for id: "otlp_grpc" (valid values: [])',
  },
  {
    name: 'memory_ballast', yaml: [R, E, 'extensions: {memory_ballast: {size_mib: 1}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'extensions\' unknown type: "memory_ballast" for id: "memory_ballast" (valid values: [])',
    era2023: '',
  },
  {
    name: 'nop', yaml: ['receivers: {nop: }', E, P],
    current: 'service::pipelines::traces: references receiver "otlp" which is not configured',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': unknown type: "nop" for id: "nop" (valid values: [])',
  },
];
