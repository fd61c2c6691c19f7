import { expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import type { Collector } from '../collector.ts';
import { defaultRelease } from '../components/distributions.ts';
import { fakeHost } from '../testing/fakeHost.ts';
import { createCollector } from './createCollector.ts';

interface Wanted {
  readonly file?: string;
  readonly attributes?: string;
  readonly logs?: boolean;
  readonly level?: string;
  readonly extra?: string;
}
const config = ({ attributes = 'one', extra = '', file = '{ path: /out }', level = 'info', logs = false }: Wanted = {}): string => `
receivers:
  otlp: { protocols: { http: { endpoint: 127.0.0.1:4318 } } }
${extra}
processors:
  resource: { attributes: [{ key: mark, value: ${attributes}, action: upsert }] }
exporters:
  file: ${file}
service:
  telemetry: { logs: { level: ${level} }, metrics: { level: none } }
  pipelines:
    traces: { receivers: [${extra === '' ? 'otlp' : 'otlp, otlp/broken'}], processors: [resource], exporters: [file] }
${logs ? '    logs: { receivers: [otlp], exporters: [file] }' : ''}
`;

function setUp() {
  const host = fakeHost();
  const collector = createCollector({
    release: defaultRelease, host, environment: new Map(), readFile: async () => '', build: {}, log: () => {},
  });
  const send = async (name: string, path = 'traces'): Promise<number> => {
    const item = path === 'traces' ? { resourceSpans: [{ scopeSpans: [{ spans: [{ name }] }] }] } : { resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: name } }] }] }] };
    const request = { method: 'POST', url: `http://127.0.0.1:4318/v1/${path}`, headers: { 'content-type': ['application/json'] }, body: new TextEncoder().encode(JSON.stringify(item)) };
    return (await host.network.fetch(request)).status;
  };
  /** What each line says, and under which mark. */
  const written = (): string[] => host.files.text('/out').split('\n').filter((line) => line !== '')
    .map((line) => (JSON.stringify(JSON.parse(line)).match(/"(?:name|stringValue)":"[^"]*"/g) ?? []).map((text) => text.split('"')[3]).join(' '));
  return { collector, host, send, written };
}
async function apply(collector: Collector, text: string): Promise<string> {
  const applied = await collector.apply([{ name: 'config.yaml', text }]);
  return applied.ok ? 'ok' : applied.error.text;
}

it('keeps an exporter whose configuration did not change: its file is neither emptied nor torn', async () => {
  const { collector, send, written } = setUp();
  await apply(collector, config());
  await send('a');

  await apply(collector, `# moved down a line\n${config({ attributes: 'two' })}`);
  await send('b');
  await apply(collector, config({ attributes: 'three' }));
  await send('c');
  await collector.shutdown();

  expect(written()).toEqual(['one a', 'two b', 'three c']);
});

it('lets a signal that joins later share the file of a kept exporter, and one that leaves not close it', async () => {
  const { collector, send, written } = setUp();
  await apply(collector, config());
  await send('a');

  await apply(collector, config({ attributes: 'two', logs: true }));
  await send('hello', 'logs');
  await apply(collector, config({ attributes: 'three' }));
  await send('b');
  await collector.shutdown();

  expect(written()).toEqual(['one a', 'hello', 'three b']);
});

it.each([['its own configuration', { file: '{ path: /out, flush_interval: 5s }' }], ['the log', { level: 'debug' }]])('hands the file over when %s changes: the old drains, then the new begins', async (_what, change) => {
  const { collector, host, send, written } = setUp();
  await apply(collector, config());
  await send('a');

  await apply(collector, config(change));
  expect(written()).toEqual(['one a']);
  await send('b');
  await host.clock.advance(millis(5000));

  expect(written()).toEqual(['one b']);
});

it('changes nothing that runs when the new graph does not start', async () => {
  const { collector, host, send, written } = setUp();
  await apply(collector, config());
  await send('a');
  await host.network.listenHttp({ address: '127.0.0.1:9', maxBodyBytes: 1 }, async () => ({ status: 200, headers: {}, body: new Uint8Array() }));
  const extra = '  otlp/broken: { protocols: { http: { endpoint: 127.0.0.1:9 } } }';

  expect(await apply(collector, config({ extra, file: '{ path: /out, format: proto }' }))).toContain('cannot start pipelines');
  await send('b');
  expect(await apply(collector, config({ extra }))).toContain('cannot start pipelines');
  await send('c');
  expect(await apply(collector, config({ attributes: 'two' }))).toBe('ok');
  await send('d');
  await collector.shutdown();

  expect(written()).toEqual(['one a', 'one b', 'one c', 'two d']);
});
