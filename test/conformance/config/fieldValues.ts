import { E, P, R } from './base.ts';
import type { Row } from './row.ts';

/** Fields that say themselves what they take: paths of URLs, floats, sections that are named and empty. */
export const fieldValues: readonly Row[] = [
  {
    name: 'a URL path without a scheme', yaml: ['receivers: {otlp: {protocols: {http: {traces_url_path: ":invalid"}}}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols.http\' decoding failed due to the following error(s):\n\n\'traces_url_path\' invalid HTTP URL path set for signal: parse ":invalid": missing protocol scheme',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": invalid HTTP URL path set for signal: parse ":invalid": missing protocol scheme',
  },
  {
    name: 'a URL path whose first segment has a colon', yaml: ['receivers: {otlp: {protocols: {http: {logs_url_path: "1:a"}}}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols.http\' decoding failed due to the following error(s):\n\n\'logs_url_path\' invalid HTTP URL path set for signal: parse "1:a": first path segment in URL cannot contain colon',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": invalid HTTP URL path set for signal: parse "1:a": first path segment in URL cannot contain colon',
  },
  {
    name: 'a URL path with half an escape', yaml: ['receivers: {otlp: {protocols: {http: {metrics_url_path: "/a%z"}}}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols.http\' decoding failed due to the following error(s):\n\n\'metrics_url_path\' invalid HTTP URL path set for signal: parse "/a%z": invalid URL escape "%z"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": invalid HTTP URL path set for signal: parse "/a%z": invalid URL escape "%z"',
  },
  {
    name: 'two faulty URL paths', yaml: ['receivers: {otlp: {protocols: {http: {metrics_url_path: ":m", traces_url_path: ":t"}}}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols.http\' decoding failed due to the following error(s):\n\n\'traces_url_path\' invalid HTTP URL path set for signal: parse ":t": missing protocol scheme\n\'metrics_url_path\' invalid HTTP URL path set for signal: parse ":m": missing protocol scheme',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": invalid HTTP URL path set for signal: parse ":t": missing protocol scheme',
  },
  {
    name: 'a URL path with a control character', yaml: ['receivers: {otlp: {protocols: {http: {logs_url_path: "/a\\tb"}}}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols.http\' decoding failed due to the following error(s):\n\n\'logs_url_path\' invalid HTTP URL path set for signal: parse "/a\\tb": net/url: invalid control character in URL',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": invalid HTTP URL path set for signal: parse "/a\\tb": net/url: invalid control character in URL',
  },
  {
    name: 'a URL with a port that is none', yaml: ['receivers: {otlp: {protocols: {http: {logs_url_path: "http://a:b/c"}}}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols.http\' decoding failed due to the following error(s):\n\n\'logs_url_path\' invalid HTTP URL path set for signal: parse "http://a:b/c": invalid port ":b" after host',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": invalid HTTP URL path set for signal: parse "http://a:b/c": invalid port ":b" after host',
  },
  {
    name: 'a URL path that is a number', yaml: ['receivers: {otlp: {protocols: {http: {logs_url_path: 12}}}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols.http\' decoding failed due to the following error(s):\n\n\'logs_url_path\' expected type \'otlpreceiver.SanitizedURLPath\', got unconvertible type \'int\'',
    era2023: '',
  },
  {
    name: 'URL paths that are taken', yaml: ['receivers: {otlp: {protocols: {http: {traces_url_path: "", metrics_url_path: x, logs_url_path: "http://a/b?c#d"}}}}', E, P],
    both: '',
  },
  {
    name: 'a percentage without end', yaml: [R, E, 'processors: {probabilistic_sampler: {sampling_percentage: .inf}}', 'service: {pipelines: {traces: {receivers: [otlp], processors: [probabilistic_sampler], exporters: [otlp]}}}'],
    current: 'processors::probabilistic_sampler: sampling rate is invalid: +Inf%',
    era2023: '',
  },
  {
    name: 'a percentage without end, below zero', yaml: [R, E, 'processors: {probabilistic_sampler: {sampling_percentage: -.inf}}', 'service: {pipelines: {traces: {receivers: [otlp], processors: [probabilistic_sampler], exporters: [otlp]}}}'],
    current: 'processors::probabilistic_sampler: sampling rate is invalid: -Inf%',
    era2023: 'processors::probabilistic_sampler: negative sampling rate: -Inf',
  },
  {
    name: 'a percentage that is no number', yaml: [R, E, 'processors: {probabilistic_sampler: {sampling_percentage: .nan}}', 'service: {pipelines: {traces: {receivers: [otlp], processors: [probabilistic_sampler], exporters: [otlp]}}}'],
    current: 'processors::probabilistic_sampler: sampling rate is invalid: NaN%',
    era2023: '',
  },
  {
    name: 'a batch section with nothing in it', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", sending_queue: {sizer: bytes, batch: }}}', P],
    current: '',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'sending_queue\' has invalid keys: batch, sizer',
  },
  {
    name: 'a batch section with an empty map in it', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", sending_queue: {sizer: bytes, batch: {}}}}', P],
    current: 'exporters::otlp::sending_queue: `min_size` must be less than or equal to `queue_size`',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'sending_queue\' has invalid keys: batch, sizer',
  },
  {
    name: 'retry factors that are no numbers', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", retry_on_failure: {randomization_factor: .nan, multiplier: .inf}}}', P],
    both: '',
  },
  {
    name: 'retry factors that are too big', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", retry_on_failure: {randomization_factor: .inf}}}', P],
    current: 'exporters::otlp::retry_on_failure: randomization_factor value must be less than or equal to 1',
    era2023: '',
  },
  {
    name: 'headers of telemetry as a map', yaml: [R, E, 'service: {telemetry: {logs: {processors: [{simple: {exporter: {otlp: {endpoint: "a:1", protocol: grpc, headers: {a: b}}}}}]}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: '',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.logs\' has invalid keys: processors',
  },
  {
    name: 'headers of telemetry as a map, and something else that is wrong', yaml: [R, E, 'service: {telemetry: {logs: {level: loud, processors: [{simple: {exporter: {otlp: {endpoint: "a:1", protocol: grpc, headers: {a: b}}}}}]}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.logs\' decoding failed due to the following error(s):\n\n\'level\' unrecognized level: "loud"\n\'processors[0].simple.exporter.otlp.headers\' source data must be an array or slice, got map',
    era2023: 'failed to get config: cannot unmarshal the configuration: 2 error(s) decoding:\n\n* \'service.telemetry.logs\' has invalid keys: processors\n* error decoding \'service.telemetry.logs.level\': unrecognized level: "loud"',
  },
  {
    name: 'attributes of the collector in both ways', yaml: [R, E, 'service: {telemetry: {resource: {attributes: [{name: a, value: b}], c: d}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'service::telemetry::resource: resource::attributes cannot be used together with legacy inline resource attributes',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.resource[attributes]\' expected type \'string\', got unconvertible type \'[]interface {}\', value: \'[map[name:a value:b]]\'',
  },
  {
    name: 'detection of the collector\'s attributes', yaml: [R, E, 'service: {telemetry: {resource: {attributes: [{name: a, value: b}], detection/development: {detectors: [{host: {}}]}}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: '',
    era2023: 'failed to get config: cannot unmarshal the configuration: 2 error(s) decoding:\n\n* \'service.telemetry.resource[attributes]\' expected type \'string\', got unconvertible type \'[]interface {}\', value: \'[map[name:a value:b]]\'\n* \'service.telemetry.resource[detection/development]\' expected type \'string\', got unconvertible type \'map[string]interface {}\', value: \'map[detectors:[map[host:map[]]]]\'',
  },
  {
    name: 'detection with an unknown key', yaml: [R, E, 'service: {telemetry: {resource: {detection/development: {foo: 1}}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.resource.detection/development\' has invalid keys: foo',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.resource[detection/development]\' expected type \'string\', got unconvertible type \'map[string]interface {}\', value: \'map[foo:1]\'',
  },
  {
    name: 'a span processor with an unknown key', yaml: [R, E, 'service: {telemetry: {traces: {processors: [{batch: {foo: 1}}]}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.traces\' decoding failed due to the following error(s):\n\n\'processors[0].batch\' has invalid keys: foo',
    era2023: '',
  },
  {
    name: 'limits that are texts', yaml: [R, E, 'service: {telemetry: {traces: {limits: {link_count_limit: a}}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.traces\' decoding failed due to the following error(s):\n\n\'limits.link_count_limit\' expected type \'int\', got unconvertible type \'string\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.traces\' has invalid keys: limits',
  },
  {
    name: 'a sampler', yaml: [R, E, 'service: {telemetry: {traces: {sampler: {parent_based: {root: {trace_id_ratio_based: {ratio: 0.5}}}}}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: '',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.traces\' has invalid keys: sampler',
  },
  {
    name: 'a sampler with an unknown key', yaml: [R, E, 'service: {telemetry: {traces: {sampler: {parent_based: {stem: {}}}}}, pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.telemetry.traces\' decoding failed due to the following error(s):\n\n\'sampler.parent_based\' has invalid keys: stem',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.telemetry.traces\' has invalid keys: sampler',
  },
];
