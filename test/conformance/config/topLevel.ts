import { E, P, R } from './base.ts';
import type { Row } from './row.ts';

/** 1.1 Top level: which keys there are. */
export const topLevel: readonly Row[] = [
  {
    name: 'all six keys, some null', yaml: [R, E, 'processors:', 'connectors:', 'extensions:', P],
    both: '',
  },
  {
    name: 'connectors are known in both', yaml: [R, E, 'connectors: {}', P],
    both: '',
  },
  {
    name: 'an unknown key', yaml: [R, E, P, 'foo: 1'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'otelcol.configSettings\' has invalid keys: foo',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'\' has invalid keys: foo',
  },
  {
    name: 'several unknown keys, sorted', yaml: [R, E, P, 'foo: 1', 'bar: 2'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'otelcol.configSettings\' has invalid keys: bar, foo',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'\' has invalid keys: bar, foo',
  },
  {
    name: 'keys are case-sensitive', yaml: ['Receivers: {}', R, E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'otelcol.configSettings\' has invalid keys: Receivers',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'\' has invalid keys: Receivers',
  },
  {
    name: 'an unknown key of service', yaml: [R, E, 'service: {pipeline: {}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service\' has invalid keys: pipeline',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service\' has invalid keys: pipeline',
  },
  {
    name: 'service keys', yaml: [R, E, 'service: {extensions: [], telemetry: {}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'service null', yaml: [R, E, 'service:'],
    current: 'service::pipelines: service must have at least one pipeline',
    era2023: 'service::pipelines config validation failed: service must have at least one pipeline',
  },
  {
    name: 'no service', yaml: [R, E],
    current: 'service::pipelines: service must have at least one pipeline',
    era2023: 'service::pipelines config validation failed: service must have at least one pipeline',
  },
  {
    name: 'a section that is a scalar', yaml: [R, E, 'processors: foo', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' expected a map or struct, got "string"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'processors\' expected a map, got \'string\'',
  },
  {
    name: 'a section that is a list', yaml: [R, E, 'processors: [batch]', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' expected a map or struct, got "slice"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'processors\' expected a map, got \'slice\'',
  },
  {
    name: 'service that is a scalar', yaml: [R, E, 'service: foo'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service\' expected a map or struct, got "string"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service\' expected a map, got \'string\'',
  },
];
