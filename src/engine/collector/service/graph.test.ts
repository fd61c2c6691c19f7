import { describe, expect, it } from 'vitest';
import type { Explained, Tapped } from '../collector.ts';
import type { Era } from '../component/era.ts';
import { eraRules } from '../component/era.ts';
import { defaultRelease } from '../components/distributions.ts';
import { fakeFactories, newRecorder } from '../testing/fakeFactories.ts';
import { fakeHost } from '../testing/fakeHost.ts';
import { createCollector } from './createCollector.ts';

type Pipeline = readonly [id: string, receivers: string, processors: string, exporters: string];

const config = (connectors: string, pipelines: readonly Pipeline[]): string => `
receivers: { otlp: { protocols: { http: { endpoint: "127.0.0.1:4318" } } } }
processors: { batch: , batch/2: }
exporters: { debug: }
connectors: { ${connectors} }
service:
  telemetry: { metrics: { level: none } }
  pipelines:
${pipelines.map(([id, receivers, processors, exporters]) => `    ${id}: { receivers: [${receivers}], processors: [${processors}], exporters: [${exporters}] }`).join('\n')}
`;

function setUp(era: Era = 'current') {
  const recorder = newRecorder();
  const host = fakeHost();
  const release = { ...defaultRelease, rules: { ...eraRules[era], decoder: eraRules.current.decoder, telemetry: eraRules.current.telemetry, knowsSignals: true }, factories: fakeFactories(recorder) };
  const collector = createCollector({ release, host, environment: new Map(), readFile: async () => '', build: {}, log: () => {} });
  const apply = async (text: string): Promise<string> => {
    const applied = await collector.apply([{ name: 'config.yaml', text }]);
    return applied.ok ? 'ok' : applied.error.text;
  };
  const post = async (): Promise<number> => (await host.network.fetch({ method: 'POST', url: 'http://127.0.0.1:4318/v1/traces', headers: {}, body: new Uint8Array() })).status;
  return { apply, collector, post, recorder };
}

const forked: readonly Pipeline[] = [['traces/in', 'otlp', 'batch', 'forward, debug'], ['traces/a', 'forward', '', 'debug'], ['traces/b', 'forward', 'batch/2', 'debug']];

describe('a connector', () => {
  it('is one instance between the pipelines it ends and those it begins, started after what follows it and stopped before', async () => {
    const { apply, collector, recorder } = setUp();

    expect(await apply(config('forward: ', forked))).toBe('ok');
    await collector.shutdown();

    expect(recorder.events).toEqual([
      'start debug', 'start batch/2', 'start forward', 'start batch', 'start otlp', 'stop otlp', 'stop batch', 'stop forward', 'stop batch/2', 'stop debug',
    ]);
  });

  it('is shown as a node, on edges, and in counts', async () => {
    const { apply, collector, post } = setUp();
    await apply(config('forward: ', forked));
    const tapped: Tapped[] = [];
    collector.tapped((seen) => tapped.push(seen));

    expect(await post()).toBe(200);

    expect(tapped.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'receiver/otlp → traces/in/processor/batch', 'traces/in/processor/batch → connector/forward/traces/traces', 'connector/forward/traces/traces → exporter/debug/traces',
      'connector/forward/traces/traces → traces/b/processor/batch/2', 'traces/b/processor/batch/2 → exporter/debug/traces', 'traces/in/processor/batch → exporter/debug/traces',
    ]);
    expect([...collector.counts().keys()]).toContain('connector/forward/traces/traces');
  });

  it('is told apart by its signals and lists its pipelines', async () => {
    const { collector } = setUp();

    const checked = await collector.check([{ name: 'c', text: config('forward: , forward/unused: ', forked) }]);

    if (!checked.ok) throw new Error(checked.error.text);
    expect(checked.value.graph.nodes.find(({ kind }) => kind === 'connector')).toEqual({
      nodeId: 'connector/forward/traces/traces', kind: 'connector', componentId: 'forward', pipelines: ['traces/in', 'traces/a', 'traces/b'],
    });
    expect(checked.value.unused.map(({ componentId, section }) => `${section} ${componentId}`)).toEqual(['connectors forward/unused']);
  });

  it('passes a refusal back, and its reason is told once', async () => {
    const { apply, collector, post, recorder } = setUp();
    await apply(config('forward: ', [['traces/in', 'otlp', '', 'forward'], ['traces/out', 'forward', 'batch', 'debug']]));
    const seen: Explained[] = [];
    collector.explained((reason) => seen.push(reason));
    recorder.failing.set('consume debug', 'disk full');

    expect(await post()).toBe(503);

    expect(seen.map(({ because, nodeId, verdict }) => [nodeId, verdict, because])).toEqual([['exporter/debug/traces', 'refused', 'disk full']]);
  });
});

/** The texts are those that the real Collectors print for the same pipelines. */
describe('pipelines that cannot be built', () => {
  it.each<[string, readonly Pipeline[], string, string]>([
    ['forward: ', [['traces/in', 'otlp', '', 'forward']],
      'connector "forward" used as exporter in [traces/in] pipeline but not used in any supported receiver pipeline', 'connector "forward" used as exporter in traces pipeline but not used in any supported receiver pipeline'],
    ['forward: ', [['traces/in', 'otlp', '', 'forward'], ['traces/x', 'otlp', '', 'debug, forward']],
      'connector "forward" used as exporter in [traces/in traces/x] pipeline but not used in any supported receiver pipeline', 'connector "forward" used as exporter in traces pipeline but not used in any supported receiver pipeline'],
    ['forward: ', [['traces/in', 'forward', '', 'debug']],
      'connector "forward" used as receiver in [traces/in] pipeline but not used in any supported exporter pipeline', 'connector "forward" used as receiver in traces pipeline but not used in any supported exporter pipeline'],
    ['forward: ', [['traces/in', 'otlp', '', 'forward'], ['metrics', 'forward', '', 'debug']],
      'connector "forward" used as exporter in [traces/in] pipeline but not used in any supported receiver pipeline', 'connector "forward" used as exporter in traces pipeline but not used in any supported receiver pipeline'],
    ['forward: ', [['traces', 'otlp, forward', 'batch', 'debug, forward']],
      ...both('cycle detected: connector "forward" (traces to traces) -> processor "batch" in pipeline "traces" -> connector "forward" (traces to traces)')],
    ['forward: ', [['traces', 'otlp, forward', '', 'debug, forward']], ...both('cycle detected: connector "forward" (traces to traces) -> connector "forward" (traces to traces)')],
    ['forward: , forward/b: ', [['traces/a', 'otlp, forward/b', 'batch', 'forward'], ['traces/b', 'forward', 'batch/2', 'forward/b, debug']],
      ...both('cycle detected: connector "forward" (traces to traces) -> processor "batch/2" in pipeline "traces/b" -> connector "forward/b" (traces to traces) -> processor "batch" in pipeline "traces/a" -> connector "forward" (traces to traces)')],
  ])('say why (%#)', async (connectors, pipelines, current, of2023) => {
    expect(await setUp().apply(config(connectors, pipelines))).toBe(`failed to build pipelines: ${current}`);
    expect(await setUp('2023').apply(config(connectors, pipelines))).toBe(`failed to build pipelines: ${of2023}`);
  });
});

function both(text: string): [string, string] {
  return [text, text];
}
