import { expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import type { Explained } from '../collector.ts';
import { defaultRelease } from '../components/distributions.ts';
import { fakeFactories, newRecorder } from '../testing/fakeFactories.ts';
import { fakeHost } from '../testing/fakeHost.ts';
import { createCollector } from './createCollector.ts';

interface Wanted {
  readonly first?: string;
  readonly second?: string;
  readonly extensions?: string;
  readonly listed?: string;
  readonly level?: string;
}
const config = ({ extensions = 'zpages: ', first = 'batch: ', level = 'info', listed = 'zpages', second = 'batch/b: ' }: Wanted = {}): string => `
receivers: { otlp: { protocols: { http: { endpoint: "127.0.0.1:4318" } } }, otlp/b: { protocols: { http: { endpoint: "127.0.0.1:4319" } } } }
processors: { ${first}, ${second} }
exporters: { debug: , debug/b: }
extensions: { ${extensions} }
service:
  extensions: [${listed}]
  telemetry: { logs: { level: ${level} }, metrics: { level: none } }
  pipelines:
    traces: { receivers: [otlp], processors: [batch], exporters: [debug] }
    traces/b: { receivers: [otlp/b], processors: [batch/b], exporters: [debug/b] }
`;

function setUp() {
  const recorder = newRecorder();
  const host = fakeHost();
  const lines: string[] = [];
  const collector = createCollector({
    release: { ...defaultRelease, factories: fakeFactories(recorder) }, host, environment: new Map(), readFile: async () => '', build: {}, log: (_entry, line) => { lines.push(line); },
  });
  const apply = async (text: string): Promise<readonly string[]> => {
    recorder.events.length = 0;
    const applied = await collector.apply([{ name: 'config.yaml', text }]);
    return applied.ok ? [...recorder.events] : [applied.error.text];
  };
  const post = async (port: number): Promise<string> => {
    const { body } = await host.network.fetch({ method: 'POST', url: `http://127.0.0.1:${String(port)}/v1/traces`, headers: {}, body: new Uint8Array() });
    return new TextDecoder().decode(body);
  };
  return { apply, collector, host, lines, post, recorder };
}

it('keeps everything that a change does not reach: only what changed and what sends to it is made anew', async () => {
  const { apply, host, post } = setUp();
  await apply(config());

  const events = await apply(config({ second: 'batch/b: { timeout: 1s }' }));

  expect(events).toEqual(['start batch/b', 'start otlp/b', 'stop otlp/b', 'stop batch/b']);
  expect([await post(4318), await post(4319)]).toEqual(['otlp', 'otlp/b']);
  expect(host.network.opened).toEqual(['127.0.0.1:4318', '127.0.0.1:4319']);
});

it('touches nothing when only the text moved, and finds rules where they are now', async () => {
  const { apply, collector, post, recorder } = setUp();
  await apply(config());

  expect(await apply(`# one line more\n${config()}`)).toEqual([]);
  const seen: Explained[] = [];
  collector.explained((reason) => seen.push(reason));
  recorder.failing.set('consume debug', 'full');
  await post(4318);

  expect(seen.map(({ range }) => range?.startLine)).toEqual([5]);
});

it('makes everything anew when the log changes', async () => {
  const { apply } = setUp();
  await apply(config());

  expect((await apply(config({ level: 'debug' }))).filter((event) => event.startsWith('stop'))).toHaveLength(7);
});

it('goes on with its extensions when a new configuration does not start', async () => {
  const { apply, post, recorder } = setUp();
  await apply(config());
  recorder.failing.set('zpages/new', 'no such page');

  expect(await apply(config({ extensions: 'zpages: , zpages/new: ', listed: 'zpages, zpages/new', first: 'batch: { timeout: 3s }' }))).toEqual(['failed to start extensions: no such page']);
  expect(recorder.events.filter((event) => !event.includes('new'))).toEqual(['stop otlp', 'stop batch']); // those of the new one that never started
  expect(await post(4318)).toBe('otlp');
  expect(await apply(config())).toEqual([]);
});

it('reports how each component fares, over reloads too', async () => {
  const { apply, collector } = setUp();
  const statuses = (): string => [...collector.statuses()].map(([id, { status }]) => `${id} ${status}`).join(', ');
  await apply(config());
  const before = statuses();

  await apply(config({ second: 'batch/b: { timeout: 1s }' }));

  expect(before).toBe('extension/zpages ok, exporter/debug/traces ok, exporter/debug/b/traces ok, traces/processor/batch ok, traces/b/processor/batch/b ok, receiver/otlp ok, receiver/otlp/b ok');
  expect(statuses().split(', ').sort()).toEqual(before.split(', ').sort());
  await collector.shutdown();
  expect(statuses()).toBe('');
});

it('writes the log of what it keeps to the log that is open', async () => {
  const { apply, collector, host, lines } = setUp();
  await apply(config());
  await apply(config({ second: 'batch/b: { timeout: 1s }' }));
  await host.clock.advance(millis(1));
  lines.length = 0;

  await collector.shutdown();

  expect(lines.map((line) => line.split('\t')[3])).toEqual(['Starting shutdown...', 'Stopping extensions...', 'Shutdown complete.']);
});
