import { describe, expect, it } from 'vitest';
import { eraRules } from '../../component/era.ts';
import { resolve } from '../../confmap/resolve.ts';
import { fakeFactories } from '../../testing/fakeFactories.ts';
import { decodeConfig } from './decodeConfig.ts';

const prefix = 'failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n';
async function decode(text: string, environment: Readonly<Record<string, string>> = {}) {
  const resolved = await resolve([{ text }], { environment: new Map(Object.entries(environment)), readFile: async () => '', notice: () => {} }, eraRules.current.expansion);
  if (!resolved.ok) throw new Error(resolved.error.text);
  return decodeConfig(resolved.value, { factories: fakeFactories(), rules: eraRules.current });
}
async function fault(text: string): Promise<string> {
  const decoded = await decode(text);
  return decoded.ok ? '' : decoded.error.text.slice(prefix.length);
}
const exporter = (field: string): string => `exporters:\n  otlp_grpc:\n    ${field}\n`;
const inExporter = (lines: string): string => `'exporters' error reading configuration for "otlp_grpc": decoding failed due to the following error(s):\n\n${lines}`;
const failed = (lines: string): string => `decoding failed due to the following error(s):\n\n${lines}`;

describe('decodeConfig: fields, in mapstructure\'s words', () => {
  it.each([
    ['timeout: "10"', "'timeout' time: missing unit in duration"], ['timeout: abc', "'timeout' time: invalid duration"], ['timeout: 1x', "'timeout' time: unknown unit"],
    ['timeout: [1]', "'timeout' expected type 'time.Duration', got unconvertible type '[]interface {}'"], ['timeout: true', "'timeout' expected type 'time.Duration', got unconvertible type 'bool'"],
    ['retry_on_failure: 3', "'retry_on_failure' expected a map or struct, got \"int\""], ['retry_on_failure: {x: 1}', "'retry_on_failure' has invalid keys: x"],
    ['retry_on_failure: {initial_interval: "10"}', "'retry_on_failure.initial_interval' time: missing unit in duration"],
    ['sending_queue: 3', "'sending_queue' '' expected a map or struct, got \"int\""],
    ['sending_queue: {zz: 1}', `'sending_queue' ${failed(`'' ${failed("'queuebatch.Config' has invalid keys: zz")}`)}`],
    ['sending_queue: {sizer: foo}', `'sending_queue' ${failed(`'' ${failed("'sizer' invalid sizer: \"foo\"")}`)}`],
    ['sending_queue: {batch: {x: 1}}', `'sending_queue' ${failed(`'' ${failed(`'batch' ${failed("'queuebatch.BatchConfig' has invalid keys: x")}`)}`)}`],
    ['sending_queue: {enabled: a}', "'sending_queue' unexpected type string for 'enabled': got 'a' value expected 'true' or 'false'"],
    ['sending_queue: {enabled: false, zz: 1}', `'sending_queue' ${failed(`'' ${failed("'queuebatch.Config' has invalid keys: zz")}`)}`],
    ['headers: 3', "'headers' source data must be an array or slice, got int"], ['headers: [a]', "'headers[0]' expected a map or struct, got \"string\""],
    ['headers: {a: 3}', `'headers' ${failed("'[a]' expected type 'configopaque.String', got unconvertible type 'int'")}`],
    ['headers: [{name: a, value: b, z: 1}]', "'headers[0]' has invalid keys: z"],
    ['tls: {insecure: 3}', "'tls.insecure' expected type 'bool', got unconvertible type 'int'"], ['zz: 1', "'otlpexporter.Config' has invalid keys: zz"],
    ['endpoint: 3', "'endpoint' expected type 'string', got unconvertible type 'int'"], ['endpoint: {a: b}', "'endpoint' expected type 'string', got unconvertible type 'map[string]interface {}'"],
    ['endpoint: 2024-01-01', "'endpoint' expected type 'string', got unconvertible type 'time.Time'"],
  ])('%s', async (field, wanted) => {
    expect(await fault(exporter(field))).toBe(inExporter(wanted));
  });

  it.each([['timeout: 10'], ['timeout: 1.5'], ['headers: {a: }'], ['headers: [{name: a, value: b}]'], ['sending_queue: {queue_size: 1.5}'], ['sending_queue:'], ['timeout:']])('accepts %s', async (field) => {
    expect(await fault(exporter(field))).toBe('');
  });

  it.each([
    ['processors: {batch: {send_batch_size: -1}}', "'processors' error reading configuration for \"batch\": decoding failed due to the following error(s):\n\n'send_batch_size' cannot parse value as 'uint32': -1 overflows uint"],
    ['processors: {batch: {metadata_keys: [3]}}', "'processors' error reading configuration for \"batch\": decoding failed due to the following error(s):\n\n'metadata_keys[0]' expected type 'string', got unconvertible type 'int'"],
    ['processors: {batch: {metadata_keys: {a: b}}}', "'processors' error reading configuration for \"batch\": decoding failed due to the following error(s):\n\n'metadata_keys' source data must be an array or slice, got map"],
    ['processors: {batch: {zz: 1, aa: 2}}', "'processors' error reading configuration for \"batch\": decoding failed due to the following error(s):\n\n'batchprocessor.Config' has invalid keys: aa, zz"],
    ['processors: {batch: 3}', "'processors' decoding failed due to the following error(s):\n\n'[batch]' expected type 'map[string]interface {}', got unconvertible type 'int'"],
    ['receivers: {otlp: {protocols: {htttp: }}}', "'receivers' error reading configuration for \"otlp\": decoding failed due to the following error(s):\n\n'protocols' has invalid keys: htttp"],
    ['receivers: {otlp: {protocols: {grpc: 3}}}', "'receivers' error reading configuration for \"otlp\": decoding failed due to the following error(s):\n\n'protocols.grpc' '' expected a map or struct, got \"int\""],
    ['receivers: 3', "'receivers' expected a map or struct, got \"int\""],
    ['receivers: {/x: }', "'receivers' '' in \"/x\" id: the part before / should not be empty"],
    ["receivers: {'otlp/x': , 'otlp / x': }", "'receivers' '' duplicate name \"otlp / x\" after unmarshaling otlp/x"],
    ['receivers: {bar: {}}', "'receivers' unknown type: \"bar\" for id: \"bar\" (valid values: [otlp])"],
    ['exporters: {logging: }', "'exporters' the logging exporter has been deprecated, use the debug exporter instead"],
    ['foo: 1\nbar: 2', "'otelcol.configSettings' has invalid keys: bar, foo"],
  ])('%s', async (text, wanted) => {
    expect(await fault(text)).toBe(wanted);
  });
});

describe('decodeConfig: service', () => {
  it.each([
    ['{zz: 1, telemetry: {zz: 1}}', "'service.telemetry' has invalid keys: zz\n'service' has invalid keys: zz"],
    ['3', "'service' expected a map or struct, got \"int\""],
    ['{telemetry: {logs: {zz: 1}}}', `'service.telemetry.logs' ${failed("'migration.LogsConfigV030' has invalid keys: zz")}`],
    ['{telemetry: {metrics: {address: x}}}', `'service.telemetry.metrics' ${failed("'migration.MetricsConfigV030' has invalid keys: address")}`],
    ['{telemetry: {metrics: {level: x}}}', `'service.telemetry.metrics' ${failed("'level' unknown metrics level \"x\"")}`],
    ['{telemetry: {metrics: {readers: [{pull: {exporter: {prometheus: {host: 3}}}}]}}}', `'service.telemetry.metrics' ${failed("'readers[0].pull.exporter.prometheus.host' expected type 'string', got unconvertible type 'int'")}`],
    ['{telemetry: {logs: {level: x, encoding: 3, sampling: 3, output_paths: 3}}}', `'service.telemetry.logs' ${failed("'level' unrecognized level: \"x\"\n'encoding' expected type 'string', got unconvertible type 'int'\n'sampling' expected a map or struct, got \"int\"\n'output_paths' source data must be an array or slice, got int")}`],
    ['{telemetry: {resource: 3}}', "'service.telemetry.resource' expected a map or struct, got \"int\""],
    ['{pipelines: {foo: }}', "'service.pipelines' in \"foo\" id: unknown pipeline signal: \"foo\""],
    ['{pipelines: [1]}', "'service.pipelines' expected type 'pipelines.Config', got unconvertible type '[]interface {}'"],
    ['{pipelines: {traces: 3}}', "'service.pipelines[traces]' expected a map or struct, got \"int\""],
    ['{pipelines: {traces: {zz: 1, receivers: otlp}}}', "'service.pipelines[traces].receivers' source data must be an array or slice, got string\n'service.pipelines[traces]' has invalid keys: zz"],
    ['{pipelines: {traces: {receivers: [3], exporters: [debug, a b, ""]}}}', "'service.pipelines[traces].receivers[0]' expected a map or struct, got \"int\"\n'service.pipelines[traces].exporters[1]' in \"a b\" id: invalid character(s) in type \"a b\"\n'service.pipelines[traces].exporters[2]' id must not be empty"],
    ['{extensions: 3}', "'service.extensions' source data must be an array or slice, got int"],
  ])('%s', async (service, wanted) => {
    expect(await fault(`service: ${service}`)).toBe(wanted);
  });
});

describe('decodeConfig: places and hints', () => {
  it('names every mistake with its place, and the nearest right word', async () => {
    const decoded = await decode('receivers:\n  otlp:\n    protocols:\n      htttp:\nprocessors:\n  bacth:\nexporters:\n  debug:\n    sampling_initial: many\n');

    expect(decoded.ok ? [] : decoded.error.details.map(({ message, place: { range }, hint }) => [message, range.startLine, range.startColumn, range.endColumn, hint])).toEqual([
      ["'protocols' has invalid keys: htttp", 4, 7, 12, 'did you mean "http"?'],
      ["'processors' unknown type: \"bacth\" for id: \"bacth\" (valid values: [batch span])", 6, 3, 8, 'did you mean "batch"?'],
      ["'sampling_initial' expected type 'int', got unconvertible type 'string'", 9, 23, 27, undefined],
    ]);
  });

  it('gives a string field the original text of a reference', async () => {
    const decoded = await decode(exporter('endpoint: ${E}'), { E: '0123' });

    expect(decoded.ok ? decoded.value.exporters.get('otlp_grpc')?.config : undefined).toMatchObject({ endpoint: '0123', timeout: 5000 });
  });

  it('tells null, absent and `enabled: false` apart in optional sections', async () => {
    const decoded = await decode('receivers: {otlp: {protocols: {grpc: , http: {enabled: false}}}, otlp/none: {protocols: }}');

    const written = decoded.ok ? [...decoded.value.receivers.values()].map(({ config }) => JSON.parse(JSON.stringify(config)) as unknown) : [];
    expect(written).toMatchObject([{ protocols: { grpc: { endpoint: '127.0.0.1:4317' } } }, { protocols: {} }]);
    expect(JSON.stringify(written)).not.toContain('"http"');
  });
});
