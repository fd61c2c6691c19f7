import { E, P, R } from './base.ts';
import type { Row } from './row.ts';

const env = { FOO: 'foo', NUM: '10', OCT: '0123', EMPTY: '', MAP: '{a: b}', LIST: '[1, 2]', BAD: '[a', NEST: '${env:FOO}', SELF: '${env:SELF}', DUP: '$$x', P: 'F', QUOTED: '"0123"', BOOL: 'true', FLT: '1.50' };

/** 1.4 ${…} expansion, shown by the text of a duration that does not parse. */
export const expansion: readonly Row[] = [
  {
    name: '$$', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$$\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "$"',
  },
  {
    name: '$$$$', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$$$$\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "$$"',
  },
  {
    name: '$FOO', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$FOO\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "foo"',
  },
  {
    name: '$$FOO', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$$FOO\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "$FOO"',
  },
  {
    name: '$$$FOO', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$$$FOO\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "$foo"',
  },
  {
    name: '$$$$FOO', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$$$$FOO\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "$$FOO"',
  },
  {
    name: '${FOO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${FOO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "foo"',
  },
  {
    name: '${env:FOO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:FOO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "foo"',
  },
  {
    name: '$${FOO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$${FOO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "${FOO}"',
  },
  {
    name: '$$${FOO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$$${FOO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "$foo"',
  },
  {
    name: '$$$$${FOO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$$$$${FOO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "$$foo"',
  },
  {
    name: '$$$$${FOO', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$$$$${FOO\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "$$FOO"',
  },
  {
    name: 'some$${FOO}text', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'some$${FOO}text\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "some${FOO}text"',
  },
  {
    name: 'some${FOO}text', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'some${FOO}text\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "somefootext"',
  },
  {
    name: '${FOO}${FOO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${FOO}${FOO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "foofoo"',
  },
  {
    name: '${FOO}$${FOO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${FOO}$${FOO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "foo${FOO}"',
  },
  {
    name: 'text$${FOO}text${FOO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'text$${FOO}text${FOO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "text${FOO}textfoo"',
  },
  {
    name: '$${env:FOO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$${env:FOO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration ""',
  },
  {
    name: '$$${env:FOO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$$${env:FOO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "$foo"',
  },
  {
    name: '$${env:${FOO}}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$${env:${FOO}}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "${env:foo}"',
  },
  {
    name: '$$${env:FOO}$$', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$$${env:FOO}$$\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "$foo$"',
  },
  {
    name: '${env:FOO}$$', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:FOO}$$\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "foo$"',
  },
  {
    name: '${file:v.txt}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${file:v.txt}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration "zz # not a comment of the',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "zz"',
  },
  {
    name: 'a${file:v.txt}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'a${file:v.txt}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration "azz # not a comment of the',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "azz"',
  },
  {
    name: '${file:/nope}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${file:/nope}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    both: 'failed to get config: cannot resolve the configuration: unable to read the file file:/nope: open /nope: no such file or directory',
  },
  {
    name: '${yaml:10s1}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${yaml:10s1}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: missing unit in duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: missing unit in duration "10s1"',
  },
  {
    name: '${yaml:[a]}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${yaml:[a]}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' expected type \'time.Duration\', got unconvertible type \'[]interface {}\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'timeout\' expected type \'time.Duration\', got unconvertible type \'[]interface {}\', value: \'[a]\'',
  },
  {
    name: '${env:UNSET}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:UNSET}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    both: '',
  },
  {
    name: 'x${env:UNSET}y', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'x${env:UNSET}y\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot resolve the configuration: expanding ${env:UNSET}, expected convertable to string value type, got %!q(<nil>)(<nil>)',
  },
  {
    name: '${env:UNSET:-def}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:UNSET:-def}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: '',
  },
  {
    name: '${UNSET:-def}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${UNSET:-def}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    both: 'failed to get config: cannot resolve the configuration: scheme "UNSET" is not supported for uri "UNSET:-def"',
  },
  {
    name: '${env:EMPTY:-def}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:EMPTY:-def}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    both: '',
  },
  {
    name: '${env:UNSET:-}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:UNSET:-}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: '',
  },
  {
    name: '${env:UNSET:-${env:FOO}}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:UNSET:-${env:FOO}}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: '',
  },
  {
    name: '${env:MAP}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:MAP}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' expected type \'time.Duration\', got unconvertible type \'map[string]interface {}\'',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'timeout\' expected type \'time.Duration\', got unconvertible type \'map[string]interface {}\', value: \'map[a:b]\'',
  },
  {
    name: 'x${env:LIST}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'x${env:LIST}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration "x[1,',
    era2023: 'failed to get config: cannot resolve the configuration: expanding ${env:LIST}, expected convertable to string value type, got [\'\\x01\' \'\\x02\']([]interface {})',
  },
  {
    name: 'x${env:BAD}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'x${env:BAD}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot resolve the configuration: yaml: line 1: did not find expected \',\' or \']\'',
  },
  {
    name: '${env:NEST}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:NEST}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "foo"',
  },
  {
    name: '${env:SELF}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:SELF}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    both: 'failed to get config: cannot resolve the configuration: too many recursive expansions',
  },
  {
    name: '${env:DUP}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:DUP}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "$x"',
  },
  {
    name: '${env:${env:P}OO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:${env:P}OO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "foo"',
  },
  {
    name: '${env:${P}OO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:${P}OO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "OO}"',
  },
  {
    name: '${env:1X}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:1X}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot resolve the configuration: environment variable "1X" has invalid name: must match regex ^[a-zA-Z_][a-zA-Z0-9_]*$',
    era2023: '',
  },
  {
    name: '${env:A B}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:A B}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot resolve the configuration: environment variable "A B" has invalid name: must match regex ^[a-zA-Z_][a-zA-Z0-9_]*$',
    era2023: '',
  },
  {
    name: '${foo:bar}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${foo:bar}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    both: 'failed to get config: cannot resolve the configuration: scheme "foo" is not supported for uri "foo:bar"',
  },
  {
    name: '${f:bar}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${f:bar}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    both: 'failed to get config: cannot resolve the configuration: invalid uri: "f:bar"',
  },
  {
    name: '${:x}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${:x}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    both: 'failed to get config: cannot resolve the configuration: invalid uri: ":x"',
  },
  {
    name: '${}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot resolve the configuration: environment variable "" has invalid name: must match regex ^[a-zA-Z_][a-zA-Z0-9_]*$',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration ""',
  },
  {
    name: '${', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration ""',
  },
  {
    name: '}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "}"',
  },
  {
    name: 'a}${FOO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'a}${FOO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "a}foo"',
  },
  {
    name: '$${A}-${FOO}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$${A}-${FOO}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "${A}-foo"',
  },
  {
    name: '${env:FOO$}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:FOO$}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    both: 'failed to get config: cannot resolve the configuration: the uri "env:FOO$" contains unsupported characters (\'$\')',
  },
  {
    name: '${env:OCT}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:OCT}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    both: '',
  },
  {
    name: 'x${env:OCT}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'x${env:OCT}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "x83"',
  },
  {
    name: '${env:QUOTED}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'${env:QUOTED}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: missing unit in duration "0123"',
  },
  {
    name: 'x${env:BOOL}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'x${env:BOOL}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "xtrue"',
  },
  {
    name: 'x${env:FLT}', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'x${env:FLT}\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "x1.5"',
  },
  {
    name: '$1', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$1\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration ""',
  },
  {
    name: '$-x', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'$-x\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "x"',
  },
  {
    name: 'a$b$c', files: { 'c.yaml': [R, 'exporters: {otlp: {endpoint: "localhost:4317", timeout: \'a$b$c\'}}', P], 'v.txt': ['zz # not a comment of the value'] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'timeout\' time: invalid duration',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'exporters\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "a"',
  },
  {
    name: 'in keys nothing is expanded', files: { 'c.yaml': [R, E, 'processors: {"batch/${FOO}": {timeout: oops}}', P] }, args: ['--config', 'c.yaml'], env,
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'processors\' \'\' in "${FOO}" id: invalid character(s) in name "${FOO}"',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'processors\': error reading configuration for "batch/${FOO}": 1 error(s) decoding:\n\n* error decoding \'timeout\': time: invalid duration "oops"',
  },
  {
    name: 'a whole section from a file', files: { 'c.yaml': ['receivers: ${file:r.yaml}', E, P], 'r.yaml': ['otlp: {protocols: {grpc: {x: 1}}}'] }, args: ['--config', 'c.yaml'],
    current: 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'receivers\' error reading configuration for "otlp": decoding failed due to the following error(s):\n\n\'protocols.grpc\' decoding failed due to the following error(s):\n\n\'configgrpc.ServerConfig\' has invalid keys: x',
    era2023: 'failed to get config: cannot unmarshal the configuration: 1 error(s) decoding:\n\n* error decoding \'receivers\': error reading configuration for "otlp": 1 error(s) decoding:\n\n* \'protocols.grpc\' has invalid keys: x',
  },
  {
    name: 'an item of a list', files: { 'c.yaml': [R, E, 'service: {pipelines: {traces: {receivers: ["${env:FOO}"], exporters: [otlp]}}}'] }, args: ['--config', 'c.yaml'], env,
    both: 'service::pipelines::traces: references receiver "foo" which is not configured',
  },
  {
    name: 'the first mistake in the order of the paths', files: { 'c.yaml': [R, E, P, 'zeta: "${qz:x}"', 'alpha: {b: "${qa:x}"}'] }, args: ['--config', 'c.yaml'],
    both: 'failed to get config: cannot resolve the configuration: scheme "qa" is not supported for uri "qa:x"',
  },
];
