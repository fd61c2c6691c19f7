import { E, P, R } from './base.ts';
import type { Row } from './row.ts';

/** 1.5 YAML errors. */
export const yaml: readonly Row[] = [
  {
    name: 'an empty file', yaml: [''],
    current: 'empty configuration file\nservice::pipelines: service must have at least one pipeline',
    era2023: 'no receiver configuration specified in config',
  },
  {
    name: 'null', yaml: ['~'],
    current: 'empty configuration file\nservice::pipelines: service must have at least one pipeline',
    era2023: 'no receiver configuration specified in config',
  },
  {
    name: 'a list', yaml: ['- a'],
    both: 'failed to get config: cannot resolve the configuration: retrieved value (type=[]interface {}) cannot be used as a Conf',
  },
  {
    name: 'a string', yaml: ['foo'],
    both: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf',
  },
  {
    name: 'a number', yaml: ['12'],
    both: 'failed to get config: cannot resolve the configuration: retrieved value (type=int) cannot be used as a Conf',
  },
  {
    name: 'a boolean', yaml: ['true'],
    both: 'failed to get config: cannot resolve the configuration: retrieved value (type=bool) cannot be used as a Conf',
  },
  {
    name: 'a float', yaml: ['1.5'],
    both: 'failed to get config: cannot resolve the configuration: retrieved value (type=float64) cannot be used as a Conf',
  },
  {
    name: 'a date', yaml: ['2020-01-01'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=time.Time) cannot be used as a Conf',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: unsupported type=time.Time for retrieved config, ensure that values are wrapped in quotes',
  },
  {
    name: 'a number beyond 64 bits', yaml: ['99999999999999999999'],
    both: 'failed to get config: cannot resolve the configuration: retrieved value (type=float64) cannot be used as a Conf',
  },
  {
    name: 'an unsigned number', yaml: ['18446744073709551615'],
    both: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: unsupported type=uint64 for retrieved config, ensure that values are wrapped in quotes',
  },
  {
    name: 'a key twice', yaml: ['receivers:', 'a: 1', 'receivers:'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: unmarshal errors:\n  line 3: mapping key "receivers" already defined at line 1',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: unmarshal errors:\n  line 3: mapping key "receivers" already defined at line 1',
  },
  {
    name: 'a nested key twice', yaml: ['receivers: {a: 1, a: 2}'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: unmarshal errors:\n  line 1: mapping key "a" already defined at line 1',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: unmarshal errors:\n  line 1: mapping key "a" already defined at line 1',
  },
  {
    name: 'several keys twice', yaml: ['a: 1', 'b: 1', 'a: 2', 'b: 2'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: unmarshal errors:\n  line 3: mapping key "a" already defined at line 1\n  line 4: mapping key "b" already defined at line 2',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: unmarshal errors:\n  line 3: mapping key "a" already defined at line 1\n  line 4: mapping key "b" already defined at line 2',
  },
  {
    name: 'a tab', yaml: ['receivers:', '\totlp:'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: line 2: found character that cannot start any token',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: line 2: found character that cannot start any token',
  },
  {
    name: 'a number as key at the top', yaml: [R, E, P, '1: 2'],
    both: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: unsupported type=map[interface {}]interface {} for retrieved config, ensure that values are wrapped in quotes',
  },
  {
    name: 'a number as nested key', yaml: [R, E, 'processors: {batch: {1: 2}}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'batchprocessor.Config\' has invalid keys: 1',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* \'\' has invalid keys: 1',
  },
  {
    name: 'null as key at the top', yaml: [R, E, P, '~: 2'],
    both: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: unsupported type=map[interface {}]interface {} for retrieved config, ensure that values are wrapped in quotes',
  },
  {
    name: 'a deeper indentation', yaml: ['a:', '  b: 1', '   c: 2'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: line 3: mapping values are not allowed in this context',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: line 3: mapping values are not allowed in this context',
  },
  {
    name: 'a lesser indentation', yaml: ['a:', '    b: 1', '  c: 2'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: line 2: did not find expected key',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: line 2: did not find expected key',
  },
  {
    name: 'two values', yaml: ['a: b: c'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: mapping values are not allowed in this context',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: mapping values are not allowed in this context',
  },
  {
    name: 'no colon', yaml: ['a: 1', 'b'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: line 2: could not find expected \':\'',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: line 2: could not find expected \':\'',
  },
  {
    name: 'a list item beside a key', yaml: ['a: - b'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: block sequence entries are not allowed in this context',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: block sequence entries are not allowed in this context',
  },
  {
    name: 'an open bracket', yaml: ['a: [b', 'c: d'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: line 1: did not find expected \',\' or \']\'',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: line 1: did not find expected \',\' or \']\'',
  },
  {
    name: 'a reserved character', yaml: ['a: @b'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: found character that cannot start any token',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: found character that cannot start any token',
  },
  {
    name: 'a stray bracket', yaml: ['a: ]'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: did not find expected node content',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: did not find expected node content',
  },
  {
    name: 'an open quote', yaml: ['a: "b'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: line 2: found unexpected end of stream',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: line 2: found unexpected end of stream',
  },
  {
    name: 'an unknown anchor', yaml: ['a: *b'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: unknown anchor \'b\' referenced',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: unknown anchor \'b\' referenced',
  },
  {
    name: 'an unknown escape', yaml: ['a: "\\q"'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: found unknown escape character',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: found unknown escape character',
  },
  {
    name: 'yes, no, on and off are strings', yaml: [R, E, 'processors: {batch: {metadata_keys: [yes, no, on, off]}}', P],
    both: '',
  },
  {
    name: '0o17, 0x1f, 017 and 1_000 are numbers', yaml: [R, E, 'processors: {batch: {send_batch_size: 0x1f}, batch/a: {send_batch_size: 0o17}, batch/b: {send_batch_size: 017}, batch/c: {send_batch_size: 1_000}}', P],
    both: '',
  },
  {
    name: 'only the first document counts', yaml: [R, E, P, '---', 'foo: 1'],
    both: '',
  },
  {
    name: 'anchors and merge keys', yaml: ['x: &x', '  otlp: {protocols: {grpc: }}', 'receivers:', '  <<: *x', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'otelcol.configSettings\' has invalid keys: x',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'\' has invalid keys: x',
  },
];
