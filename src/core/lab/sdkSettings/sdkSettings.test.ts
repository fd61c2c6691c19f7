import { describe, expect, it } from 'vitest';
import { editYaml } from './editYaml.ts';
import { effectiveSettings, environmentOf } from './environment.ts';
import { firstYaml } from './firstYaml.ts';
import { parseSettings } from './parse.ts';
import { sdkSchema } from './schema.ts';
import { settings } from './settings.ts';

const environment = (yaml: string) => {
  const { value, diagnostics } = parseSettings(yaml);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return environmentOf(value!);
};
/** `line:column-column message (hint)` of each. */
const told = (yaml: string) => parseSettings(yaml).diagnostics.map(({ severity, range, message, hint }) =>
  `${severity} ${String(range?.startLine)}:${String(range?.startColumn)}-${String(range?.endColumn)} ${message}${hint === undefined ? '' : ` (${hint})`}`);

const everything = `
service_name: shop
resource_attributes: { deployment.environment.name: test, note: "a,b=c d%", "größe": 3 }
propagators: [b3, baggage]
sampler: parentbased_traceidratio
sampler_arg: 0.25
traces: console
metrics: none
logs: none
exporter:
  endpoint: http://collector:4317
  protocol: grpc
  headers: { authorization: "Bearer x=" }
  compression: gzip
  timeout: 3000
  traces: { endpoint: "http://other:4318/v1/traces", protocol: http/json }
batch: { schedule_delay: 100, export_timeout: 2000, max_queue_size: 10, max_export_batch_size: 5 }
metric_export_interval: 5000
span_limits: { attribute_count: 8, attribute_value_length: 100, event_count: 2, link_count: 0 }
instrumentations: { enabled: [http, express], disabled: [amqplib] }
log_level: debug
disabled: true
environment: { FEATURE: on it, RETRIES: 3 }
`;
const variables = {
  OTEL_SERVICE_NAME: 'shop', OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test,note=a%2Cb%3Dc%20d%25,gr%C3%B6%C3%9Fe=3', OTEL_PROPAGATORS: 'b3,baggage',
  OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25', OTEL_TRACES_EXPORTER: 'console', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20x%3D',
  OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip', OTEL_EXPORTER_OTLP_TIMEOUT: '3000', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://other:4318/v1/traces', OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
  OTEL_BSP_SCHEDULE_DELAY: '100', OTEL_BSP_EXPORT_TIMEOUT: '2000', OTEL_BSP_MAX_QUEUE_SIZE: '10', OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '5', OTEL_METRIC_EXPORT_INTERVAL: '5000',
  OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT: '8', OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT: '100', OTEL_SPAN_EVENT_COUNT_LIMIT: '2', OTEL_SPAN_LINK_COUNT_LIMIT: '0',
  OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,express', OTEL_NODE_DISABLED_INSTRUMENTATIONS: 'amqplib', OTEL_LOG_LEVEL: 'debug', OTEL_SDK_DISABLED: 'true',
  FEATURE: 'on it', RETRIES: '3',
};

describe('SDK settings', () => {
  it('stand for one environment variable each', () => {
    expect(environment(everything)).toEqual(variables);
    expect(new Set(settings.map(({ variable }) => variable)).size).toBe(settings.length);
  });

  it('leave a variable out when nothing is written', () => {
    for (const empty of ['', '# nothing\n', 'exporter:\nbatch:\n  # none\n', 'propagators: []\nresource_attributes: {}\n']) expect(environment(empty)).toEqual({});
  });

  it('become a file from variables that stands for the same ones', () => {
    const yaml = firstYaml({ ...variables, PATH: '/bin', SEED: '1', OTEL_METRIC_EXPORT_INTERVAL: 'soon' });

    expect(environment(yaml)).toEqual({ ...variables, OTEL_METRIC_EXPORT_INTERVAL: 'soon' });
    for (const { variable } of settings.filter((one) => variables[one.variable as keyof typeof variables] !== undefined && one.variable !== 'OTEL_METRIC_EXPORT_INTERVAL')) {
      expect(yaml).toContain(`# ${variable}, default `);
    }
  });

  it('are changed by variable, and keep what else is written', () => {
    const yaml = '# mine\ntraces: otlp # to the collector\nexporter:\n  # soon\nenvironment:\n  OTEL_SDK_DISABLED: "true"\n';

    const edited = editYaml(yaml, { OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_TIMEOUT: '5', OTEL_SDK_DISABLED: null, X: '1', OTEL_PROPAGATORS: 'b3,baggage' });

    expect(environment(edited)).toEqual({ OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_TIMEOUT: '5', X: '1', OTEL_PROPAGATORS: 'b3,baggage' });
    expect(edited).toContain('# mine\ntraces: none # to the collector\n');
    expect(environment(editYaml(everything, { OTEL_LOG_LEVEL: 'loud', OTEL_PROPAGATORS: null }))).toEqual({ ...variables, OTEL_LOG_LEVEL: 'loud', OTEL_PROPAGATORS: undefined });
    expect(environment(editYaml('exporter:\n  traces: &t { timeout: 7 }\n  logs: { <<: *t }\n', { OTEL_EXPORTER_OTLP_LOGS_TIMEOUT: null, OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: '8' }))).toEqual({ OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: '8' });
    expect(environment(editYaml('', { OTEL_TRACES_EXPORTER: 'none' }))).toEqual({ OTEL_TRACES_EXPORTER: 'none' });
  });

  it('tell every mistake where it stands', () => {
    expect(told('propagator: [b3]\nsampler: allways_on\nsampler_arg: "half"\nexporter:\n  endpont: x\n  protocol: 3\n')).toEqual([
      'error 2:10-20 sampler: unknown value "allways_on"; expected one of always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off, parentbased_traceidratio (did you mean "always_on"?)',
      'error 3:14-20 sampler_arg: expected a number, found "half" (write it without quotes)',
      'error 6:13-14 exporter.protocol: unknown value 3; expected one of grpc, http/protobuf, http/json',
      'error 5:3-10 unknown key "endpont" (did you mean "endpoint"?)',
      'error 1:1-11 unknown key "propagator" (did you mean "propagators"?)',
    ]);
    expect(told('propagators: b3\nservice_name: 12\nsampler_arg: 1.5\nbatch: 5\nOTEL_TRACES_SAMPLER: always_on\nendpoint: y\n')).toEqual([
      'error 2:15-17 service_name: expected a text, found 12 (write it in quotes: "12")',
      'error 1:14-16 propagators: expected a list, found "b3" (write a list: [b3])',
      'error 3:14-17 sampler_arg: expected a number from 0 to 1',
      'error 4:8-9 batch: expected a map, found 5',
      'error 5:1-20 unknown key "OTEL_TRACES_SAMPLER" (the place for it is sampler)',
      'error 6:1-9 unknown key "endpoint" (the place for it is exporter.endpoint)',
    ]);
    expect(told('propagators: [b3, b4]\nenvironment: { "a b": 1, B: [1] }\nexporter: { endpoint: "collector:4318" }')).toEqual([
      'error 1:19-21 propagators.1: unknown value "b4"; expected one of tracecontext, baggage, b3, b3multi, none (did you mean "b3"?)',
      'error 3:23-39 exporter.endpoint: expected an address that begins with http:// or https://',
      'error 2:16-21 environment.a b: expected the name of a variable: letters, digits and _',
      'error 2:29-32 environment.B: expected a text',
    ]);
  });

  it.each([
    ['traces: otlp\ntraces: none\n', 'error 2:1-7 yaml: unmarshal errors:\n  line 2: mapping key "traces" already defined at line 1'],
    ['- traces\n', 'error 1:1-9 expected a map, found a list'],
    [`${'['.repeat(200)}`, 'error 1:1-2 yaml: the configuration is nested more than 100 levels deep'],
    ['a: *b\n', 'error 1:4-6 yaml: unknown anchor \'b\' referenced'],
  ])('refuse %j', (yaml, message) => {
    expect(told(yaml)).toEqual([message]);
  });

  it('say what is hardly meant, yet run', () => {
    expect(told('sampler_arg: 0.5\n')).toEqual(['warning 1:14-17 sampler_arg does nothing: the default sampler, parentbased_always_on, takes no argument (set sampler to parentbased_traceidratio)']);
    expect(told('sampler: traceidratio\n')).toEqual(['warning 1:10-22 traceidratio without sampler_arg keeps every trace (add sampler_arg, 0 to 1)']);
    expect(told('exporter:\n  endpoint: http://collector:4318\n  protocol: grpc\n')).toEqual(['warning 2:13-34 protocol grpc, but port 4318 is where a collector listens for HTTP (use port 4318, or protocol http/protobuf)'.replace('use port 4318', 'use port 4317')]);
    expect(told('exporter:\n  endpoint: http://collector:4317/\n')).toEqual(['warning 2:13-35 protocol http/protobuf, but port 4317 is where a collector listens for gRPC (use port 4318, or protocol grpc)']);
    expect(told('propagators: [b3, none]\n')).toEqual(['warning 1:19-23 none switches off the other propagators too']);
    expect(told('batch: { max_queue_size: 5 }\n')).toEqual(['warning 1:26-27 a batch of 512 spans does not fit the queue of 5; the SDK makes batches of 5']);
    expect(told('environment: { OTEL_PROPAGATORS: b3, PATH: x }\n')).toEqual([
      'warning 1:34-36 OTEL_PROPAGATORS has a key of its own (write it as propagators)', 'warning 1:44-45 PATH is set by the lab; what stands here does nothing',
    ]);
    expect(told(everything)).toEqual([]);
  });

  it('are listed as written beside what the SDK answers', () => {
    expect(effectiveSettings({ PATH: '/bin', X: '1', OTEL_PROPAGATORS: 'b3' }, { OTEL_PROPAGATORS: 'b3', OTEL_BSP_SCHEDULE_DELAY: '5000' })).toEqual([
      { key: 'propagators', variable: 'OTEL_PROPAGATORS', written: 'b3', effective: 'b3' },
      { key: 'batch.schedule_delay', variable: 'OTEL_BSP_SCHEDULE_DELAY', written: null, effective: '5000' },
      { key: 'environment.X', variable: 'X', written: '1', effective: null },
    ]);
  });

  it('have a JSON Schema that names variable and default', () => {
    const schema = sdkSchema();

    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#', type: ['object', 'null'], additionalProperties: false,
      properties: {
        propagators: { type: 'array', items: { enum: ['tracecontext', 'baggage', 'b3', 'b3multi', 'none'] }, description: 'Which headers carry the trace to the next service, and are looked for in a request. Variable: OTEL_PROPAGATORS. Default: [tracecontext, baggage].' },
        exporter: { type: ['object', 'null'], properties: { traces: { properties: { timeout: { minimum: 1 } } } } },
      },
    });
    expect(schema).not.toHaveProperty('required');
  });
});
