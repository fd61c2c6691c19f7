import { E, P, R } from './base.ts';
import type { Row } from './row.ts';

/** 1.3 Resolution order: --config, --set, merging, ::. */
export const resolution: readonly Row[] = [
  {
    name: 'a later file wins over a scalar', files: { 'a.yaml': [R, E, 'processors: {batch: {timeout: oops}}', P], 'b.yaml': ['processors: {batch: {timeout: 1s}}'] }, args: ['--config', 'a.yaml', '--config', 'b.yaml'],
    both: '',
  },
  {
    name: 'an earlier file loses to a later mistake', files: { 'a.yaml': [R, E, 'processors: {batch: {timeout: 1s}}', P], 'b.yaml': ['processors: {batch: {timeout: oops}}'] }, args: ['--config', 'a.yaml', '--config', 'b.yaml'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "oops"',
  },
  {
    name: 'maps merge deep', files: { 'a.yaml': [R, P], 'b.yaml': [E] }, args: ['--config', 'a.yaml', '--config', 'b.yaml'],
    both: '',
  },
  {
    name: 'lists are replaced', files: { 'a.yaml': [R, E, P], 'b.yaml': ['service: {pipelines: {traces: {receivers: []}}}'] }, args: ['--config', 'a.yaml', '--config', 'b.yaml'],
    current: 'service::pipelines::traces: must have at least one receiver',
    era2023: 'service::pipelines config validation failed: pipeline "traces": must have at least one receiver',
  },
  {
    name: 'a later null wipes a map', files: { 'a.yaml': [R, E, P], 'b.yaml': ['exporters:'] }, args: ['--config', 'a.yaml', '--config', 'b.yaml'],
    both: 'no exporter configuration specified in config',
  },
  {
    name: 'an empty file changes nothing', files: { 'a.yaml': [R, E, P], 'b.yaml': [''] }, args: ['--config', 'a.yaml', '--config', 'b.yaml'],
    both: '',
  },
  {
    name: 'a file that is no map', files: { 'a.yaml': [R, E, P], 'b.yaml': ['- a'] }, args: ['--config', 'a.yaml', '--config', 'b.yaml'],
    both: 'failed to get config: cannot resolve the configuration: retrieved value (type=[]interface {}) cannot be used as a Conf',
  },
  {
    name: 'a file that is not there', files: { 'a.yaml': [R, E, P] }, args: ['--config', 'a.yaml', '--config', 'nope.yaml'],
    both: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: unable to read the file file:nope.yaml: open nope.yaml: no such file or directory',
  },
  {
    name: 'file:', files: { 'a.yaml': [R, E, P] }, args: ['--config', 'file:a.yaml'],
    both: '',
  },
  {
    name: 'yaml:', files: { 'a.yaml': [R, E, P] }, args: ['--config', 'a.yaml', '--config', 'yaml:processors::batch::timeout: oops'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "oops"',
  },
  {
    name: 'env:', files: { 'a.yaml': [R, E, P] }, args: ['--config', 'a.yaml', '--config', 'env:MORE'], env: { MORE: 'foo: 1' },
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'otelcol.configSettings\' has invalid keys: foo',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* \'\' has invalid keys: foo',
  },
  {
    name: 'env: that is unset', files: { 'a.yaml': [R, E, P] }, args: ['--config', 'a.yaml', '--config', 'env:NOPE'],
    both: '',
  },
  {
    name: 'an unknown scheme', files: { 'a.yaml': [R, E, P] }, args: ['--config', 'a.yaml', '--config', 'foo:bar'],
    both: 'unsupported scheme on URI "foo:bar"',
  },
  {
    name: '--set', files: { 'a.yaml': [R, E, P] }, args: ['--config', 'a.yaml', '--set', 'processors.batch.timeout=oops'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "oops"',
  },
  {
    name: '--set wins over files, whatever the order', files: { 'a.yaml': [R, E, 'processors: {batch: {timeout: oops}}', P] }, args: ['--set', 'processors.batch.timeout=1s', '--config', 'a.yaml'],
    both: '',
  },
  {
    name: '--set with nothing wipes', files: { 'a.yaml': [R, E, P] }, args: ['--config', 'a.yaml', '--set', 'exporters='],
    both: 'no exporter configuration specified in config',
  },
  {
    name: '--set with a list', files: { 'a.yaml': [R, E, P] }, args: ['--config', 'a.yaml', '--set', 'service.pipelines.traces.receivers=[foo]'],
    both: 'service::pipelines::traces: references receiver "foo" which is not configured',
  },
  {
    name: '--set with blanks', files: { 'a.yaml': [R, E, P] }, args: ['--config', 'a.yaml', '--set', ' processors.batch.timeout = oops '],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "oops"',
  },
  {
    name: '--set is split at every dot, also in ids', files: { 'a.yaml': [R, E, P] }, args: ['--config', 'a.yaml', '--set', 'processors.batch/a.b.timeout=1s'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch/a": decoding failed due to the following error(s):\n\n\'batchprocessor.Config\' has invalid keys: b',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch/a": 1 error(s) decoding:\n\n* \'\' has invalid keys: b',
  },
  {
    name: '--set with what is not YAML', files: { 'a.yaml': [R, E, P] }, args: ['--config', 'a.yaml', '--set', 'processors.batch.timeout=[a'],
    current: 'failed to get config: cannot resolve the configuration: retrieved value (type=string) cannot be used as a Conf: assuming string type since contents are not valid YAML: yaml: line 1: did not find expected \',\' or \']\'',
    era2023: 'failed to get config: cannot resolve the configuration: cannot retrieve the configuration: yaml: line 1: did not find expected \',\' or \']\'',
  },
  {
    name: ':: in a key is a path', yaml: ['receivers::otlp::protocols::grpc:', E, P],
    both: '',
  },
  {
    name: ':: inside a section', yaml: [R, E, 'processors: {batch::timeout: oops}', P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' error reading configuration for "batch": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "oops"',
  },
  {
    name: ':: merges with the same map', yaml: [R, 'receivers::otlp::protocols::htttp: 1', E, P],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols\' has invalid keys: htttp',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'protocols\' has invalid keys: htttp',
  },
];
