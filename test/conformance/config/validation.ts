import { E, P, R } from './base.ts';
import type { Row } from './row.ts';

/** 1.8 A and B Validation. */
export const validation: readonly Row[] = [
  {
    name: 'nothing', yaml: ['receivers: {}'],
    current: 'empty configuration file\nservice::pipelines: service must have at least one pipeline',
    era2023: 'no receiver configuration specified in config',
  },
  {
    name: 'only a processor', yaml: ['processors: {batch: }'],
    current: 'no receiver configuration specified in config\nservice::pipelines: service must have at least one pipeline',
    era2023: 'no receiver configuration specified in config',
  },
  {
    name: 'no receivers', yaml: [E, P],
    both: 'no receiver configuration specified in config',
  },
  {
    name: 'no exporters', yaml: [R, P],
    both: 'no exporter configuration specified in config',
  },
  {
    name: 'connectors do not count', yaml: ['connectors: {forward: }', 'service: {pipelines: {traces: {receivers: [forward], exporters: [forward]}}}'],
    both: 'no receiver configuration specified in config',
  },
  {
    name: 'an undefined extension', yaml: [R, E, 'service: {extensions: [zpages], pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    both: 'service::extensions: references extension "zpages" which is not configured',
  },
  {
    name: 'an undefined receiver', yaml: [R, E, 'service: {pipelines: {traces: {receivers: [otlp, foo], exporters: [otlp]}}}'],
    both: 'service::pipelines::traces: references receiver "foo" which is not configured',
  },
  {
    name: 'an undefined processor', yaml: [R, E, 'service: {pipelines: {traces: {receivers: [otlp], processors: [foo], exporters: [otlp]}}}'],
    both: 'service::pipelines::traces: references processor "foo" which is not configured',
  },
  {
    name: 'an undefined exporter', yaml: [R, E, 'service: {pipelines: {traces: {receivers: [otlp], exporters: [foo]}}}'],
    both: 'service::pipelines::traces: references exporter "foo" which is not configured',
  },
  {
    name: 'a receiver is no exporter', yaml: [R, 'exporters: {otlp/a: {endpoint: "localhost:4317"}}', P],
    both: 'service::pipelines::traces: references exporter "otlp" which is not configured',
  },
  {
    name: 'an undefined reference beside other mistakes', yaml: [R, E, 'processors: {batch: {send_batch_size: 10, send_batch_max_size: 5}}', 'service: {pipelines: {traces: {receivers: [otlp], processors: [foo], exporters: []}}}'],
    current: 'service::pipelines::traces: references processor "foo" which is not configured\nprocessors::batch: send_batch_max_size must be greater or equal to send_batch_size\nservice::pipelines::traces: must have at least one exporter',
    era2023: 'processors::batch: send_batch_max_size must be greater or equal to send_batch_size',
  },
  {
    name: 'no pipelines', yaml: [R, E, 'service: {pipelines: }'],
    current: 'service::pipelines: service must have at least one pipeline',
    era2023: 'service::pipelines config validation failed: service must have at least one pipeline',
  },
  {
    name: 'an empty pipeline', yaml: [R, E, 'service: {pipelines: {traces: }}'],
    current: 'service::pipelines::traces: must have at least one receiver',
    era2023: 'service::pipelines config validation failed: pipeline "traces": must have at least one receiver',
  },
  {
    name: 'no receivers in a pipeline', yaml: [R, E, 'service: {pipelines: {traces: {exporters: [otlp]}}}'],
    current: 'service::pipelines::traces: must have at least one receiver',
    era2023: 'service::pipelines config validation failed: pipeline "traces": must have at least one receiver',
  },
  {
    name: 'no exporters in a pipeline', yaml: [R, E, 'service: {pipelines: {traces: {receivers: [otlp]}}}'],
    current: 'service::pipelines::traces: must have at least one exporter',
    era2023: 'service::pipelines config validation failed: pipeline "traces": must have at least one exporter',
  },
  {
    name: 'a processor twice', yaml: [R, E, 'processors: {batch: }', 'service: {pipelines: {traces: {receivers: [otlp], processors: [batch, batch], exporters: [otlp]}}}'],
    current: 'service::pipelines::traces: references processor "batch" multiple times',
    era2023: 'service::pipelines config validation failed: pipeline "traces": references processor "batch" multiple times',
  },
  {
    name: 'a receiver twice is fine', yaml: [R, E, 'service: {pipelines: {traces: {receivers: [otlp, otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'a receiver in several pipelines is fine', yaml: [R, E, 'service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp]}, logs: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'unused components are validated', yaml: [R, E, 'processors: {batch: {send_batch_size: 10, send_batch_max_size: 5}}', P],
    both: 'processors::batch: send_batch_max_size must be greater or equal to send_batch_size',
  },
  {
    name: 'unused components are fine', yaml: [R, E, 'processors: {batch: }', 'connectors: {forward: }', 'extensions: {zpages: }', P],
    both: '',
  },
  {
    name: 'a receiver without a protocol', yaml: ['receivers: {otlp: {protocols: {}}}', E, P],
    both: 'receivers::otlp: must specify at least one protocol when using the OTLP receiver',
  },
  {
    name: 'an exporter without an endpoint', yaml: [R, 'exporters: {otlp: {}}', P],
    current: 'exporters::otlp: requires a non-empty "endpoint"',
    era2023: '',
  },
  {
    name: 'an endpoint without a port', yaml: [R, 'exporters: {otlp: {endpoint: "<tempo_endpoint>"}}', P],
    current: 'exporters::otlp::clientconfig: address <tempo_endpoint>: missing port in address',
    era2023: '',
  },
  {
    name: 'a queue without consumers', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", sending_queue: {num_consumers: 0}}}', P],
    current: 'exporters::otlp::sending_queue: `num_consumers` must be positive',
    era2023: '',
  },
  {
    name: 'a queue without room', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", sending_queue: {queue_size: -1}}}', P],
    current: 'exporters::otlp::sending_queue: `queue_size` must be positive',
    era2023: 'exporters::otlp: queue settings has invalid configuration: queue size must be positive; queue size must be positive',
  },
  {
    name: 'a retry that ends before it begins', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", retry_on_failure: {max_interval: -1s}}}', P],
    current: 'exporters::otlp::retry_on_failure: max_interval value must be greater than or equal to 0',
    era2023: '',
  },
  {
    name: 'a negative timeout', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: -1s}}', P],
    current: 'exporters::otlp::timeoutconfig: \'timeout\' must be non-negative',
    era2023: '',
  },
  {
    name: 'a memory limiter without a limit', yaml: [R, E, 'processors: {memory_limiter: {check_interval: 1s}}', P],
    current: 'processors::memory_limiter: \'limit_mib\' or \'limit_percentage\' must be greater than zero',
    era2023: '',
  },
  {
    name: 'attributes without actions', yaml: [R, E, 'processors: {attributes: }', P],
    both: 'processors::attributes: missing required field "actions"',
  },
  {
    name: 'several mistakes', yaml: ['receivers: {otlp: {protocols: }}', 'exporters: {otlp: }', 'processors: {batch: {send_batch_size: 10, send_batch_max_size: 5}, memory_limiter: }', P],
    current: 'receivers::otlp: must specify at least one protocol when using the OTLP receiver\nexporters::otlp: requires a non-empty "endpoint"\nprocessors::batch: send_batch_max_size must be greater or equal to send_batch_size\nprocessors::memory_limiter: \'check_interval\' must be greater than zero',
    era2023: 'receivers::otlp: must specify at least one protocol when using the OTLP receiver',
  },
  {
    name: 'a connector called as an exporter', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317"}, forward: }', 'connectors: {forward: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' unknown type: "forward" for id: "forward" (valid values: [])',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': unknown type: "forward" for id: "forward" (valid values: [])',
  },
];
