import { describe, expect, it } from 'vitest';
import type { Collector, ConfigFailure, Tapped } from '../collector.ts';
import { defaultRelease } from '../components/distributions.ts';
import { fakeFactories, newRecorder } from '../testing/fakeFactories.ts';
import { fakeHost } from '../testing/fakeHost.ts';
import { createCollector } from './createCollector.ts';

const good = `receivers:
  otlp:
    protocols:
      http:
        endpoint: 127.0.0.1:4318
processors:
  batch:
  span/unused:
    name: x
exporters:
  debug:
  otlp:
    endpoint: backend:4317
    headers:
      authorization: secret-token
extensions:
  zpages:
service:
  extensions: [zpages]
  telemetry:
    metrics:
      level: none
  pipelines:
    traces:
      receivers: [otlp]
      processors: [batch]
      exporters: [debug, otlp]
`;

function setup(environment: Readonly<Record<string, string>> = {}) {
  const recorder = newRecorder();
  const host = fakeHost();
  const lines: string[] = [];
  const collector = createCollector({
    release: { ...defaultRelease, distribution: 'otelcol', factories: fakeFactories(recorder) }, host, environment: new Map(Object.entries(environment)), readFile: async () => '',
    build: {}, log: (_entry, line) => { lines.push(line.replace(/^\S+\t/, '').replace(/\{"resource": \{[^}]*\}(, )?/, '{').replace(/\t\{\}$/, '')); },
  });
  const post = async (): Promise<string> => {
    const response = await host.network.fetch({ method: 'POST', url: 'http://127.0.0.1:4318/v1/traces', headers: {}, body: new Uint8Array() });
    return `${String(response.status)} ${new TextDecoder().decode(response.body)}`;
  };
  return { recorder, host, lines, collector, post };
}
const source = (text: string) => [{ name: 'config.yaml', text }];
async function failureOf(collector: Collector, text: string, how: 'check' | 'apply' = 'check'): Promise<ConfigFailure> {
  const result = await collector[how](source(text));
  if (result.ok) throw new Error('expected a failure');
  return result.error;
}

describe('Collector.check', () => {
  it('describes the graph, what is unused, and what is deprecated', async () => {
    const { collector, recorder } = setup();

    const checked = await collector.check(source(good));

    if (!checked.ok) throw new Error(checked.error.text);
    expect(checked.value.graph).toEqual({
      nodes: [
        { nodeId: 'receiver/otlp', kind: 'receiver', componentId: 'otlp', pipelines: ['traces'] },
        { nodeId: 'traces/processor/batch', kind: 'processor', componentId: 'batch', pipelines: ['traces'] },
        { nodeId: 'exporter/debug/traces', kind: 'exporter', componentId: 'debug', pipelines: ['traces'] },
        { nodeId: 'exporter/otlp/traces', kind: 'exporter', componentId: 'otlp', pipelines: ['traces'] },
      ],
      pipelines: [{ pipelineId: 'traces', signal: 'traces', receivers: ['otlp'], processors: ['batch'], exporters: ['debug', 'otlp'] }],
      extensions: ['zpages'],
    });
    expect(checked.value.unused).toEqual([{ section: 'processors', componentId: 'span/unused', startLine: 8, endLine: 9 }]);
    expect(checked.value.diagnostics).toEqual([
      { severity: 'warning', message: '"otlp" alias is deprecated; use "otlp_grpc" instead', range: { startLine: 12, startColumn: 3, endLine: 12, endColumn: 7 } },
    ]);
    expect(recorder.events.filter((event) => event.startsWith('start'))).toEqual([]);
  });

  it('never tells a secret', async () => {
    const checked = await setup().collector.check(source(good));

    expect(checked.ok).toBe(true);
    expect(JSON.stringify(checked)).not.toContain('secret-token');
  });

  it('warns of an unset variable at its place', async () => {
    const checked = await setup().collector.check(source(good.replace('secret-token', '${env:TOKEN}')));

    expect(checked.ok && checked.value.diagnostics[0]).toMatchObject({ severity: 'warning', message: 'Configuration references unset environment variable: TOKEN', range: { startLine: 15, startColumn: 22 } });
  });

  it.each<[string, string]>([
    ['', 'empty configuration file\nservice::pipelines: service must have at least one pipeline'],
    ['exporters: {debug: }', 'no receiver configuration specified in config\nservice::pipelines: service must have at least one pipeline'],
    ['receivers: {otlp: }', 'no exporter configuration specified in config\nreceivers::otlp: must specify at least one protocol when using the OTLP receiver\nservice::pipelines: service must have at least one pipeline'],
    [good.replace('[zpages]', '[zz]'), 'service::extensions: references extension "zz" which is not configured'],
    [good.replace('receivers: [otlp]', 'receivers: [x]'), 'service::pipelines::traces: references receiver "x" which is not configured'],
    [good.replace('[batch]', '[bacth]'), 'service::pipelines::traces: references processor "bacth" which is not configured'],
    [good.replace('[debug, otlp]', '[debug, y]'), 'service::pipelines::traces: references exporter "y" which is not configured'],
    [good.replace('receivers: [otlp]', 'receivers: []'), 'service::pipelines::traces: must have at least one receiver'],
    [good.replace('[debug, otlp]', '[]'), 'service::pipelines::traces: must have at least one exporter'],
    [good.replace('[batch]', '[batch, batch]'), 'service::pipelines::traces: references processor "batch" multiple times'],
    [good.replace('endpoint: backend:4317', 'sending_queue: {num_consumers: -1}'), 'exporters::otlp: requires a non-empty "endpoint"\nexporters::otlp::sending_queue: `num_consumers` must be positive'],
    [good.replace('  batch:\n', '  batch: {send_batch_size: 10, send_batch_max_size: 5}\n'), 'processors::batch: send_batch_max_size must be greater or equal to send_batch_size'],
    [good.replace('level: none', 'readers: []'), 'service::telemetry: collector telemetry metrics reader should exist when metric level is not none'],
    [good.replace('level: none', 'views: []'), 'service::telemetry: service::telemetry::metrics::views can only be set when service::telemetry::metrics::level is detailed'],
    [good.replace('    metrics:\n      level: none', '    resource: {a: 1}'), 'service::telemetry::resource: legacy resource attribute "a" must be string or null'],
    [good.replace('    traces:', '    profiles:'), 'service::pipelines: pipeline "profiles": profiling signal support is at alpha level, gated under the "service.profilesSupport" feature gate'],
    [good.replace('    traces:', '    logs:'), 'failed to build pipelines: failed to create "debug" exporter for data type "logs": telemetry type is not supported'],
    [good.replace('[batch]', '[span/unused]').replace('name: x', 'name: broken'), 'failed to build pipelines: failed to create "span/unused" processor, in pipeline "traces": error creating "span" processor'],
  ])('refuses (%#)', async (text, wanted) => {
    const failure = await failureOf(setup().collector, text);

    expect(failure.text).toBe(wanted);
    expect(failure.diagnostics.length).toBeGreaterThan(0);
  });

  it('marks exactly the undefined reference, every one of them, and says what was meant', async () => {
    const failure = await failureOf(setup().collector, good.replace('[batch]', '[batch, bacth]').replace('[debug, otlp]', '[debgu]'));

    expect(failure.diagnostics).toEqual([
      { severity: 'error', message: 'service::pipelines::traces: references processor "bacth" which is not configured', range: { startLine: 26, startColumn: 27, endLine: 26, endColumn: 32 }, hint: 'did you mean "batch"?' },
      { severity: 'error', message: 'service::pipelines::traces: references exporter "debgu" which is not configured', range: { startLine: 27, startColumn: 19, endLine: 27, endColumn: 24 }, hint: 'did you mean "debug"?' },
    ]);
  });

  it('places a component\'s own mistake at its field', async () => {
    const failure = await failureOf(setup().collector, good.replace('endpoint: backend:4317', 'endpoint: b:1\n    sending_queue:\n      num_consumers: -1'));

    expect(failure.diagnostics[0]?.range).toMatchObject({ startLine: 15, startColumn: 22 });
  });

  it('names the other source of a mistake', async () => {
    const result = await setup().collector.check([...source(good), { name: '--set', text: 'exporters::debug::zz: 1' }]);

    expect(result.ok ? null : result.error.diagnostics[0]).toMatchObject({ message: "'debugexporter.Config' has invalid keys: zz", range: null, hint: expect.stringContaining('in --set, line 1') as string });
  });
});

describe('Collector.apply', () => {
  it('starts exporters before receivers, and stops the other way round', async () => {
    const { collector, recorder } = setup();

    expect((await collector.apply(source(good.replace('  otlp:\n    endpoint', '  otlp/out:\n    endpoint').replace('[debug, otlp]', '[debug, otlp/out]')))).ok).toBe(true);
    await collector.shutdown();
    await collector.shutdown();

    expect(recorder.events).toEqual([
      'start zpages', 'start debug', 'start otlp/out', 'start batch', 'start otlp', 'stop otlp', 'stop batch', 'stop otlp/out', 'stop debug', 'stop zpages',
    ]);
  });

  it('logs what the real one logs', async () => {
    const { collector, lines } = setup();

    await collector.apply(source(good));
    await collector.shutdown();

    expect(lines).toEqual([
      'info\totelconftelemetry/metrics.go:29\tInternal metrics telemetry disabled', 'info\totelconftelemetry/tracer.go:47\tInternal trace telemetry disabled',
      'warn\tbuilders/builders.go:40\t"otlp" alias is deprecated; use "otlp_grpc" instead\t{"otelcol.component.id": "otlp", "otelcol.component.kind": "exporter", "otelcol.signal": "traces"}',
      'info\tservice@v0.159.0/service.go:259\tStarting otelcol...\t{"Version": "0.159.0"}', 'info\textensions/extensions.go:44\tStarting extensions...',
      'info\textensions/extensions.go:48\tExtension is starting...\t{"otelcol.component.id": "zpages", "otelcol.component.kind": "extension"}',
      'info\textensions/extensions.go:66\tExtension started.\t{"otelcol.component.id": "zpages", "otelcol.component.kind": "extension"}',
      'info\tservice@v0.159.0/service.go:282\tEverything is ready. Begin running and processing data.', 'info\tservice@v0.159.0/service.go:320\tStarting shutdown...',
      'info\textensions/extensions.go:73\tStopping extensions...', 'info\tservice@v0.159.0/service.go:334\tShutdown complete.',
    ]);
  });

  it('says that it makes no traces of itself, whatever the level of its metrics, and warns of the old way to write its resource', async () => {
    const { collector, lines } = setup();

    await collector.apply(source(good.replace('    metrics:\n      level: none', '    resource: {b: x, a: y}')));
    await collector.shutdown();

    expect(lines.slice(0, 2)).toEqual([
      'warn\totelconftelemetry/logger.go:133\tUsing legacy service.telemetry.resource inline map format; prefer service.telemetry.resource.attributes (array of maps with `name` and `value` keys)\t{"legacy_resource_attributes": ["a", "b"]}',
      'info\totelconftelemetry/tracer.go:47\tInternal trace telemetry disabled',
    ]);
  });

  it('gives what instances share a logger that names their kind only, and the memory there is', async () => {
    const { host, lines } = setup();
    const collector = createCollector({
      release: defaultRelease, host, environment: new Map(), readFile: async () => '', build: {},
      log: (_entry, line) => { lines.push(line.replace(/^\S+\t/, '').replace(/\{"resource": \{[^}]*\}(, )?/, '{')); },
    });
    const limited = good.replace('  span/unused:\n    name: x\n', '  memory_limiter: {check_interval: 1s, limit_percentage: 50}\n').replace('[batch]', '[memory_limiter]').replace('  zpages:\n', '').replace('[zpages]', '[]');

    expect((await collector.apply(source(limited.replace('    traces:', '    logs: {receivers: [otlp], processors: [memory_limiter], exporters: [debug]}\n    traces:')))).ok).toBe(true);
    await collector.shutdown();

    expect(lines.filter((line) => line.includes('memorylimiter'))).toEqual([
      'info\tmemorylimiter@v0.159.0/memorylimiter.go:185\tUsing percentage memory limiter\t{"otelcol.component.kind": "processor", "total_memory_mib": 1024, "limit_percentage": 50, "spike_limit_percentage": 0}',
      'info\tmemorylimiter@v0.159.0/memorylimiter.go:109\tMemory limiter configured\t{"otelcol.component.kind": "processor", "limit_mib": 512, "spike_limit_mib": 102, "check_interval": 1}',
    ]);
  });

  it('carries data to every exporter, isolated, and shows it on the edges', async () => {
    const { collector, recorder, post } = setup();
    await collector.apply(source(good));
    const tapped: Tapped[] = [];
    collector.tapped((seen) => tapped.push(seen));
    recorder.failing.set('consume debug', 'disk full');

    const answer = await post();

    expect(answer).toBe('503 ConsumeError: disk full');
    expect(recorder.received.map(({ id }) => id)).toEqual(['otlp']);
    expect(tapped.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'receiver/otlp → traces/processor/batch', 'traces/processor/batch → exporter/debug/traces', 'traces/processor/batch → exporter/otlp/traces',
    ]);
    expect(collector.listening).toEqual([{ componentId: 'otlp', protocol: 'http', address: '127.0.0.1:4318' }]);
    expect([...collector.counts().keys()]).toEqual(['receiver/otlp', 'traces/processor/batch', 'exporter/debug/traces', 'exporter/otlp/traces']);
  });

  it('replaces what runs without closing an unchanged listener, and drains the old', async () => {
    const { collector, recorder, host, post, lines } = setup();
    await collector.apply(source(good));
    recorder.events.length = 0;

    const replaced = await collector.apply(source(good.replaceAll('debug', 'debug/second')));
    const answer = await post();

    expect([replaced.ok, answer, host.network.opened]).toEqual([true, '200 otlp', ['127.0.0.1:4318']]);
    expect(recorder.received.map(({ id }) => id)).toEqual(['debug/second', 'otlp']);
    expect(recorder.events.indexOf('start debug/second')).toBeLessThan(recorder.events.indexOf('stop debug'));
    expect(lines).toContain('warn\totelcol@v0.159.0/collector.go:311\tConfig updated, restart service');
  });

  it.each([['does not decode', good.replace('  batch:\n', '  batch: {zz: 1}\n')], ['does not validate', good.replace('[batch]', '[nope]')], ['does not build', good.replace('    traces:', '    logs:')]])('leaves what runs alone when the new one %s', async (_why, bad) => {
    const { collector, recorder, post } = setup();
    await collector.apply(source(good));
    recorder.events.length = 0;

    await failureOf(collector, bad, 'apply');

    expect(recorder.events.filter((event) => event.startsWith('stop'))).toEqual([]);
    expect(await post()).toBe('200 otlp');
  });

  it('gives listeners back when the new graph does not start', async () => {
    const { collector, recorder, post, host } = setup();
    await collector.apply(source(good));
    recorder.failing.set('otlp/z', 'listen tcp 127.0.0.1:1: bind: permission denied');
    const bad = good.replace('processors:\n', '  otlp/z: {protocols: {http: }}\nprocessors:\n').replace('receivers: [otlp]', 'receivers: [otlp, otlp/z]');

    const failure = await failureOf(collector, bad, 'apply');

    expect(failure).toMatchObject({ stage: 'start', text: 'cannot start pipelines: failed to start "otlp/z" receiver: listen tcp 127.0.0.1:1: bind: permission denied' });
    expect([await post(), host.network.addresses]).toEqual(['200 otlp', ['127.0.0.1:4318']]);
    expect(collector.listening).toHaveLength(1);
  });

  it('prefixes what validation finds, as the real process does when it runs', async () => {
    const failure = await failureOf(setup().collector, good.replace('[batch]', '[nope]'), 'apply');

    expect(failure.text).toBe('invalid configuration: service::pipelines::traces: references processor "nope" which is not configured');
  });

  it('refuses an unknown log encoding', async () => {
    const failure = await failureOf(setup().collector, good.replace('    metrics:\n', '    logs: {encoding: foo}\n    metrics:\n'), 'apply');

    expect(failure.text).toBe('failed to create logger: no encoder registered for name "foo"');
  });
});
