import { E, P, R } from './base.ts';
import type { Row } from './row.ts';

/** 1.2 Component and pipeline ids. */
export const ids: readonly Row[] = [
  {
    name: 'spaces are trimmed', yaml: [R, E, 'processors: {" batch / a ": }', 'service: {pipelines: {traces: {receivers: [" otlp "], processors: [batch/a], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'split at the first slash', yaml: [R, E, 'processors: {batch/a/b: }', 'service: {pipelines: {traces: {receivers: [otlp], processors: [batch/a/b], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'a name with - . and Chinese', yaml: [R, E, 'processors: {batch/a-b.中文: }', P],
    both: '',
  },
  {
    name: 'empty', yaml: [R, E, 'processors: {"": }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' id must not be empty',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error decoding \'\': id must not be empty',
  },
  {
    name: 'nothing before the slash', yaml: [R, E, 'processors: {/x: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "/x" id: the part before / should not be empty',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error decoding \'\': in "/x" id: the part before / should not be empty',
  },
  {
    name: 'nothing after the slash', yaml: [R, E, 'processors: {x/: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "x/" id: the part after / should not be empty',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error decoding \'\': in "x/" id: the part after / should not be empty',
  },
  {
    name: 'a bad character in the type', yaml: [R, E, 'processors: {a-b: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "a-b" id: invalid character(s) in type "a-b"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': unknown type: "a-b" for id: "a-b" (valid values: [])',
  },
  {
    name: 'a type that begins with a digit', yaml: [R, E, 'processors: {1a: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "1a" id: invalid character(s) in type "1a"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': unknown type: "1a" for id: "1a" (valid values: [])',
  },
  {
    name: 'a blank in the name', yaml: [R, E, 'processors: {"batch/a b": }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "a b" id: invalid character(s) in name "a b"',
    era2023: '',
  },
  {
    name: '< in the name', yaml: [R, E, 'processors: {"batch/<x>": }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "<x>" id: invalid character(s) in name "<x>"',
    era2023: '',
  },
  {
    name: '+ in the name', yaml: [R, E, 'processors: {batch/a+b: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "a+b" id: invalid character(s) in name "a+b"',
    era2023: '',
  },
  {
    name: '= in the name', yaml: [R, E, 'processors: {batch/a=b: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "a=b" id: invalid character(s) in name "a=b"',
    era2023: '',
  },
  {
    name: '$ in the name', yaml: [R, E, 'processors: {batch/a$b: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "a$b" id: invalid character(s) in name "a$b"',
    era2023: '',
  },
  {
    name: '| in the name', yaml: [R, E, 'processors: {"batch/a|b": }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "a|b" id: invalid character(s) in name "a|b"',
    era2023: '',
  },
  {
    name: '^ in the name', yaml: [R, E, 'processors: {batch/a^b: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "a^b" id: invalid character(s) in name "a^b"',
    era2023: '',
  },
  {
    name: '~ in the name', yaml: [R, E, 'processors: {batch/a~b: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "a~b" id: invalid character(s) in name "a~b"',
    era2023: '',
  },
  {
    name: 'a backtick in the name', yaml: [R, E, 'processors: {"batch/a`b": }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "a`b" id: invalid character(s) in name "a`b"',
    era2023: '',
  },
  {
    name: 'a type of 63 characters', yaml: [R, E, 'processors: {xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: }', P],
    current: `failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):

'processors' unknown type: "${'x'.repeat(63)}" for id: "${'x'.repeat(63)}" (valid values: [])`,
    era2023: `failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:

* error decoding 'processors': unknown type: "${'x'.repeat(63)}" for id: "${'x'.repeat(63)}" (valid values: [])`,
  },
  {
    name: 'a type of 64 characters', yaml: [R, E, 'processors: {xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: }', P],
    current: `failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):

'processors' '' in "${'x'.repeat(64)}" id: invalid character(s) in type "${'x'.repeat(64)}"`,
    era2023: `failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:

* error decoding 'processors': unknown type: "${'x'.repeat(64)}" for id: "${'x'.repeat(64)}" (valid values: [])`,
  },
  {
    name: 'a name of 1025 characters', yaml: [R, E, 'processors:', `  ? batch/${'x'.repeat(1025)}`, '  :', P],
    current: `failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):

'processors' '' in "${'x'.repeat(1025)}" id: name "${'x'.repeat(1025)}" is longer than 1024 characters (1025 characters)`,
    era2023: '',
  },
  {
    name: 'two keys equal after trimming', yaml: [R, E, 'processors: {batch/a: , "batch/ a": }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' duplicate name "batch/ a" after unmarshaling batch/a',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error decoding \'\': duplicate name "batch/ a" after unmarshaling batch/a',
  },
  {
    name: 'a pipeline without a signal', yaml: [R, E, 'service: {pipelines: {"": {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.pipelines\' id must not be empty',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'service.pipelines\': id must not be empty',
  },
  {
    name: 'an unknown signal', yaml: [R, E, 'service: {pipelines: {foo: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.pipelines\' in "foo" id: unknown pipeline signal: "foo"',
    era2023: 'service::pipelines config validation failed: pipeline "foo": unknown datatype "foo"',
  },
  {
    name: 'an unknown signal with a name', yaml: [R, E, 'service: {pipelines: {foo/x: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.pipelines\' in "foo/x" id: unknown pipeline signal: "foo"',
    era2023: 'service::pipelines config validation failed: pipeline "foo/x": unknown datatype "foo"',
  },
  {
    name: 'a pipeline with a name', yaml: [R, E, 'service: {pipelines: {traces/中文: {receivers: [otlp], exporters: [otlp]}}}'],
    both: '',
  },
  {
    name: 'a bad pipeline name', yaml: [R, E, 'service: {pipelines: {traces/: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.pipelines\' in "traces/" id: the part after / should not be empty',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'service.pipelines\': in "traces/" id: the part after / should not be empty',
  },
  {
    name: 'profiles', yaml: [R, E, 'service: {pipelines: {profiles: {receivers: [otlp], exporters: [otlp]}}}'],
    current: 'service::pipelines: pipeline "profiles": profiling signal support is at alpha level, gated under the "service.profilesSupport" feature gate',
    era2023: 'service::pipelines config validation failed: pipeline "profiles": unknown datatype "profiles"',
  },
  {
    name: 'a bad reference', yaml: [R, E, 'service: {pipelines: {traces: {receivers: [otlp/], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.pipelines[traces].receivers[0]\' in "otlp/" id: the part after / should not be empty',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'service.pipelines[traces].receivers[0]\': in "otlp/" id: the part after / should not be empty',
  },
  {
    name: 'a number as reference', yaml: [R, E, 'service: {pipelines: {traces: {receivers: [1], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.pipelines[traces].receivers[0]\' expected a map or struct, got "int"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.pipelines[traces].receivers[0]\' expected a map, got \'int\'',
  },
  {
    name: 'null as reference', yaml: [R, E, 'service: {pipelines: {traces: {receivers: [~], exporters: [otlp]}}}'],
    both: 'service::pipelines::traces: references receiver "" which is not configured',
  },
  {
    name: 'a map as reference', yaml: [R, E, 'service: {pipelines: {traces: {receivers: [{otlp: }], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.pipelines[traces].receivers[0]\' has invalid keys: otlp',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.pipelines[traces].receivers[0]\' has invalid keys: otlp',
  },
  {
    name: 'a string for a list of references', yaml: [R, E, 'service: {pipelines: {traces: {receivers: otlp, exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.pipelines[traces].receivers\' source data must be an array or slice, got string',
    era2023: '',
  },
  {
    name: 'a map for a list of references', yaml: [R, E, 'service: {pipelines: {traces: {receivers: {otlp: }, exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.pipelines[traces].receivers\' source data must be an array or slice, got map',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.pipelines[traces].receivers[0]\' has invalid keys: otlp',
  },
  {
    name: 'a pipeline that is a scalar', yaml: [R, E, 'service: {pipelines: {traces: foo}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.pipelines[traces]\' expected a map or struct, got "string"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.pipelines[traces]\' expected a map, got \'string\'',
  },
  {
    name: 'pipelines that are a scalar', yaml: [R, E, 'service: {pipelines: foo}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.pipelines\' expected type \'pipelines.Config\', got unconvertible type \'string\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.pipelines\' expected a map, got \'string\'',
  },
  {
    name: 'an unknown key of a pipeline', yaml: [R, E, 'service: {pipelines: {traces: {receiver: [otlp], exporters: [otlp]}}}'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'service.pipelines[traces]\' has invalid keys: receiver',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'service.pipelines[traces]\' has invalid keys: receiver',
  },
  {
    name: 'an id that is a number', yaml: [R, E, 'processors: {1: }', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "1" id: invalid character(s) in type "1"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': unknown type: "1" for id: "1" (valid values: [])',
  },
];
