import { E, P, R } from './base.ts';
import type { Row } from './row.ts';

/** 1.6 Decoding: keys, types, durations, null. */
export const decoding: readonly Row[] = [
  {
    name: 'an unknown key of a component', yaml: [R, E, 'processors: {batch: {foo: 1}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'batchprocessor.Config\' has invalid keys: foo',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* \'\' has invalid keys: foo',
  },
  {
    name: 'several unknown keys', yaml: [R, E, 'processors: {batch: {foo: 1, bar: 2}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'batchprocessor.Config\' has invalid keys: bar, foo',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* \'\' has invalid keys: bar, foo',
  },
  {
    name: 'an unknown key further in', yaml: ['receivers: {otlp: {protocols: {htttp: }}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols\' has invalid keys: htttp',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'protocols\' has invalid keys: htttp',
  },
  {
    name: 'unknown keys at two depths', yaml: ['receivers: {otlp: {x: 1, protocols: {htttp: }}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols\' has invalid keys: htttp\n\'otlpreceiver.Config\' has invalid keys: x',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": 2 error(s) decoding:\n\n* \'\' has invalid keys: x\n* \'protocols\' has invalid keys: htttp',
  },
  {
    name: 'an unknown key of an optional section', yaml: ['receivers: {otlp: {protocols: {grpc: {foo: 1}}}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols.grpc\' decoding failed due to the following error(s):\n\n\'configgrpc.ServerConfig\' has invalid keys: foo',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'protocols.grpc\' has invalid keys: foo',
  },
  {
    name: 'keys are case-sensitive', yaml: [R, E, 'processors: {batch: {Timeout: 1s}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'batchprocessor.Config\' has invalid keys: Timeout',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* \'\' has invalid keys: Timeout',
  },
  {
    name: 'mistakes in two sections', yaml: ['receivers: {otlp: {protocols: {x: }}}', 'processors: {batch: {y: 1}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols\' has invalid keys: x\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'batchprocessor.Config\' has invalid keys: y',
    era2023: 'failed to get config: cannot unmarshal the configuration: 2 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* \'\' has invalid keys: y\n* error decoding \'receivers\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'protocols\' has invalid keys: x',
  },
  {
    name: 'mistakes in every part', yaml: ['receivers: {otlp: {protocols: {x: }}}', 'exporters: {foo: }', 'processors: {batch: {q: }}', 'service: {x: 1}', 'zzz: 1'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols\' has invalid keys: x\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'batchprocessor.Config\' has invalid keys: q\n\'exporters\' unknown type: "foo" for id: "foo" (valid values: [])\n\'service\' has invalid keys: x\n\'otelcol.configSettings\' has invalid keys: zzz',
    era2023: 'failed to get config: cannot unmarshal the configuration: 5 error(s) decoding:\n\n* \'\' has invalid keys: zzz\n* \'service\' has invalid keys: x\n* error decoding \'exporters\': unknown type: "foo" for id: "foo" (valid values: [])\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* \'\' has invalid keys: q\n* error decoding \'receivers\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'protocols\' has invalid keys: x',
  },
  {
    name: 'text for a number', yaml: [R, E, 'processors: {batch: {send_batch_size: abc}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'send_batch_size\' expected type \'uint32\', got unconvertible type \'string\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* cannot parse \'send_batch_size\' as uint: strconv.ParseUint: parsing "abc": invalid syntax',
  },
  {
    name: 'digits in quotes for a number', yaml: [R, E, 'processors: {batch: {send_batch_size: "10"}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'send_batch_size\' expected type \'uint32\', got unconvertible type \'string\'',
    era2023: '',
  },
  {
    name: 'nothing in quotes for a number', yaml: [R, E, 'processors: {batch: {send_batch_size: ""}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'send_batch_size\' expected type \'uint32\', got unconvertible type \'string\'',
    era2023: '',
  },
  {
    name: 'hexadecimal digits in quotes', yaml: [R, E, 'processors: {batch: {send_batch_size: "0x10"}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'send_batch_size\' expected type \'uint32\', got unconvertible type \'string\'',
    era2023: '',
  },
  {
    name: 'too large a number in quotes', yaml: [R, E, 'processors: {batch: {send_batch_size: "4294967296"}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'send_batch_size\' expected type \'uint32\', got unconvertible type \'string\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* cannot parse \'send_batch_size\' as uint: strconv.ParseUint: parsing "4294967296": value out of range',
  },
  {
    name: 'a negative number for an unsigned one', yaml: [R, E, 'processors: {batch: {send_batch_size: -1000}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'send_batch_size\' cannot parse value as \'uint32\': -1000 overflows uint',
    era2023: '',
  },
  {
    name: 'a fraction for an integer', yaml: [R, E, 'processors: {batch: {send_batch_size: 1.5}}', P],
    both: '',
  },
  {
    name: 'a boolean for a number', yaml: [R, E, 'processors: {batch: {send_batch_size: true}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'send_batch_size\' expected type \'uint32\', got unconvertible type \'bool\'',
    era2023: '',
  },
  {
    name: 'a list for a number', yaml: [R, E, 'processors: {batch: {send_batch_size: [1]}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'send_batch_size\' expected type \'uint32\', got unconvertible type \'[]interface {}\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* \'send_batch_size\' expected type \'uint32\', got unconvertible type \'[]interface {}\', value: \'[1]\'',
  },
  {
    name: 'a map for a number', yaml: [R, E, 'processors: {batch: {send_batch_size: {a: 1}}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'send_batch_size\' expected type \'uint32\', got unconvertible type \'map[string]interface {}\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* \'send_batch_size\' expected type \'uint32\', got unconvertible type \'map[string]interface {}\', value: \'map[a:1]\'',
  },
  {
    name: 'text for a boolean', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", tls: {insecure: foo}}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'tls.insecure\' expected type \'bool\', got unconvertible type \'string\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* cannot parse \'tls.insecure\' as bool: strconv.ParseBool: parsing "foo": invalid syntax',
  },
  {
    name: '"true" for a boolean', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", tls: {insecure: "true"}}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'tls.insecure\' expected type \'bool\', got unconvertible type \'string\'',
    era2023: '',
  },
  {
    name: '1 for a boolean', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", tls: {insecure: 1}}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'tls.insecure\' expected type \'bool\', got unconvertible type \'int\'',
    era2023: '',
  },
  {
    name: 'a number for a string', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", balancer_name: 1}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'balancer_name\' expected type \'string\', got unconvertible type \'int\'',
    era2023: '',
  },
  {
    name: 'a list for a string', yaml: [R, 'exporters: {otlp: {endpoint: [a]}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'endpoint\' expected type \'string\', got unconvertible type \'[]interface {}\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'endpoint\' expected type \'string\', got unconvertible type \'[]interface {}\', value: \'[a]\'',
  },
  {
    name: 'a boolean for a string', yaml: [R, 'exporters: {otlp: {endpoint: true}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'endpoint\' expected type \'string\', got unconvertible type \'bool\'',
    era2023: '',
  },
  {
    name: 'a date for a string', yaml: [R, 'exporters: {otlp: {endpoint: 2020-01-01}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'endpoint\' expected type \'string\', got unconvertible type \'time.Time\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'endpoint\' expected type \'string\', got unconvertible type \'time.Time\', value: \'2020-01-01 00:00:00 +0000 UTC\'',
  },
  {
    name: 'a scalar for a map', yaml: ['receivers: {otlp: {protocols: foo}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols\' expected a map or struct, got "string"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'protocols\' expected a map, got \'string\'',
  },
  {
    name: 'a list for a map', yaml: ['receivers: {otlp: {protocols: [grpc]}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols\' expected a map or struct, got "slice"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'protocols\' expected a map, got \'slice\'',
  },
  {
    name: 'a scalar for a component', yaml: [R, E, 'processors: {batch: foo}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' decoding failed due to the following error(s):\n\n\'[batch]\' expected type \'map[string]interface {}\', got unconvertible type \'string\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': 1 error(s) decoding:\n\n* \'[batch]\' expected a map, got \'string\'',
  },
  {
    name: 'a list for a component', yaml: [R, E, 'processors: {batch: [foo]}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' decoding failed due to the following error(s):\n\n\'[batch]\' expected type \'map[string]interface {}\', got unconvertible type \'[]interface {}\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': 1 error(s) decoding:\n\n* \'[batch][0]\' expected a map, got \'string\'',
  },
  {
    name: 'a list of maps for a component', yaml: [R, E, 'processors: {batch: [{timeout: 1s}]}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' decoding failed due to the following error(s):\n\n\'[batch]\' expected type \'map[string]interface {}\', got unconvertible type \'[]interface {}\'',
    era2023: '',
  },
  {
    name: 'a scalar for a list', yaml: [R, E, 'processors: {batch: {metadata_keys: 1}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'metadata_keys\' source data must be an array or slice, got int',
    era2023: '',
  },
  {
    name: 'a string with commas for a list', yaml: [R, E, 'processors: {batch: {metadata_keys: "a,b"}}', P],
    both: '',
  },
  {
    name: 'a map for a list', yaml: [R, E, 'processors: {batch: {metadata_keys: {a: b}}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'metadata_keys\' source data must be an array or slice, got map',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* \'metadata_keys[0]\' expected type \'string\', got unconvertible type \'map[string]interface {}\', value: \'map[a:b]\'',
  },
  {
    name: 'a list for the values of a map', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", headers: {a: [b]}}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'headers\' decoding failed due to the following error(s):\n\n\'[a]\' expected type \'configopaque.String\', got unconvertible type \'[]interface {}\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'headers[a]\' expected type \'configopaque.String\', got unconvertible type \'[]interface {}\', value: \'[b]\'',
  },
  {
    name: 'a number as header', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", headers: {a: 1}}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'headers\' decoding failed due to the following error(s):\n\n\'[a]\' expected type \'configopaque.String\', got unconvertible type \'int\'',
    era2023: '',
  },
  {
    name: 'headers as a list', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", headers: [{name: a, value: b}]}}', P],
    both: '',
  },
  {
    name: 'the duration 1h2m3.5s', yaml: [R, E, 'processors: {batch: {timeout: 1h2m3.5s}}', P],
    both: '',
  },
  {
    name: 'the duration 100ms', yaml: [R, E, 'processors: {batch: {timeout: 100ms}}', P],
    both: '',
  },
  {
    name: 'the duration 1us', yaml: [R, E, 'processors: {batch: {timeout: 1us}}', P],
    both: '',
  },
  {
    name: 'the duration 10ns', yaml: [R, E, 'processors: {batch: {timeout: 10ns}}', P],
    both: '',
  },
  {
    name: 'the duration -1s', yaml: [R, E, 'processors: {batch: {timeout: -1s}}', P],
    both: 'processors::batch: timeout must be greater or equal to 0',
  },
  {
    name: 'the duration "0"', yaml: [R, E, 'processors: {batch: {timeout: "0"}}', P],
    both: '',
  },
  {
    name: 'the duration "10"', yaml: [R, E, 'processors: {batch: {timeout: "10"}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' time: missing unit in duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: missing unit in duration "10"',
  },
  {
    name: 'the duration 10x', yaml: [R, E, 'processors: {batch: {timeout: 10x}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' time: unknown unit',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: unknown unit "x" in duration "10x"',
  },
  {
    name: 'the duration abc', yaml: [R, E, 'processors: {batch: {timeout: abc}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "abc"',
  },
  {
    name: 'the duration ""', yaml: [R, E, 'processors: {batch: {timeout: ""}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration ""',
  },
  {
    name: 'the duration 10', yaml: [R, E, 'processors: {batch: {timeout: 10}}', P],
    both: '',
  },
  {
    name: 'the duration 1.5', yaml: [R, E, 'processors: {batch: {timeout: 1.5}}', P],
    both: '',
  },
  {
    name: 'the duration true', yaml: [R, E, 'processors: {batch: {timeout: true}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' expected type \'time.Duration\', got unconvertible type \'bool\'',
    era2023: '',
  },
  {
    name: 'the duration [1]', yaml: [R, E, 'processors: {batch: {timeout: [1]}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' expected type \'time.Duration\', got unconvertible type \'[]interface {}\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* \'timeout\' expected type \'time.Duration\', got unconvertible type \'[]interface {}\', value: \'[1]\'',
  },
  {
    name: 'the duration 1s1', yaml: [R, E, 'processors: {batch: {timeout: 1s1}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' time: missing unit in duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: missing unit in duration "1s1"',
  },
  {
    name: 'the duration .5s', yaml: [R, E, 'processors: {batch: {timeout: .5s}}', P],
    both: '',
  },
  {
    name: 'the duration 1.s', yaml: [R, E, 'processors: {batch: {timeout: 1.s}}', P],
    both: '',
  },
  {
    name: 'the duration 9999999999h', yaml: [R, E, 'processors: {batch: {timeout: 9999999999h}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "9999999999h"',
  },
  {
    name: 'the duration 1m 2s', yaml: [R, E, 'processors: {batch: {timeout: 1m 2s}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' time: unknown unit',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: unknown unit "m " in duration "1m 2s"',
  },
  {
    name: 'null for everything', yaml: ['receivers: {otlp: {protocols: {grpc: , http: }}}', E, 'processors: {batch: {timeout: , send_batch_size: , metadata_keys: }}', P],
    both: '',
  },
  {
    name: 'protocols null', yaml: ['receivers: {otlp: {protocols: }}', E, P],
    both: 'receivers::otlp: must specify at least one protocol when using the OTLP receiver',
  },
  {
    name: 'a receiver null', yaml: ['receivers: {otlp: }', E, P],
    both: 'receivers::otlp: must specify at least one protocol when using the OTLP receiver',
  },
  {
    name: 'enabled: false', yaml: ['receivers: {otlp: {protocols: {grpc: {enabled: false}, http: }}}', E, P],
    current: '',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'protocols.grpc\' has invalid keys: enabled',
  },
  {
    name: 'enabled: false on all', yaml: ['receivers: {otlp: {protocols: {grpc: {enabled: false}}}}', E, P],
    current: 'receivers::otlp: must specify at least one protocol when using the OTLP receiver',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'protocols.grpc\' has invalid keys: enabled',
  },
  {
    name: 'enabled: false must still decode', yaml: ['receivers: {otlp: {protocols: {grpc: {enabled: false, foo: 1}, http: }}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols.grpc\' decoding failed due to the following error(s):\n\n\'configgrpc.ServerConfig\' has invalid keys: foo',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'protocols.grpc\' has invalid keys: enabled, foo',
  },
  {
    name: 'enabled that is no boolean', yaml: ['receivers: {otlp: {protocols: {grpc: {enabled: foo}, http: }}}', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols.grpc\' unexpected type string for \'enabled\': got \'foo\' value expected \'true\' or \'false\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'protocols.grpc\' has invalid keys: enabled',
  },
  {
    name: 'the queue switched off', yaml: [R, 'exporters: {otlp: {endpoint: "localhost:4317", sending_queue: {enabled: false}}}', P],
    both: '',
  },
];
