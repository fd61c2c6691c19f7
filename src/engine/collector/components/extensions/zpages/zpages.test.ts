import { describe, expect, it } from 'vitest';
import type { ServiceInspection } from '../../../component/inspection.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { zpagesExtension, zpagesExtension2023 } from './factory.ts';

const inspection: ServiceInspection = {
  build: { command: 'otelcol', version: '0.159.0', description: 'a <test>' }, startedUnixNano: 1_700_000_000_000_000_000n,
  graph: {
    nodes: [
      { nodeId: 'receiver/otlp', kind: 'receiver', componentId: 'otlp', pipelines: ['traces/in'] }, { nodeId: 'connector/forward/traces/traces', kind: 'connector', componentId: 'forward', pipelines: ['traces/in', 'traces'] },
      { nodeId: 'traces/processor/batch', kind: 'processor', componentId: 'batch', pipelines: ['traces'] }, { nodeId: 'exporter/debug/traces', kind: 'exporter', componentId: 'debug', pipelines: ['traces'] },
    ],
    pipelines: [
      { pipelineId: 'traces/in', signal: 'traces', receivers: ['otlp'], processors: [], exporters: ['forward'] }, { pipelineId: 'traces', signal: 'traces', receivers: ['forward'], processors: ['batch'], exporters: ['debug'] },
    ],
    extensions: ['zpages', 'health_check'],
  },
  mutatesData: new Map([['traces', true], ['traces/in', true]]),
  statuses: new Map([['exporter/debug/traces', { status: 'recoverable_error', error: 'disk <full>' }], ['extension/zpages', { status: 'ok' }]]),
};

async function setUp(factory = zpagesExtension, written: object = {}) {
  const host = fakeHost({ inspect: () => inspection });
  const set = fakeSettings('zpages', host.clock);
  const extension = factory.create(set, factory.config.parse({ endpoint: '127.0.0.1:55679', ...written }));
  await extension.start(host);
  const get = async (path: string) => {
    const { body, headers, status } = await host.network.fetch({ method: 'GET', url: `http://127.0.0.1:55679${path}`, headers: {}, body: new Uint8Array() });
    const html = new TextDecoder().decode(body);
    return { status, type: headers['content-type']?.[0], html, text: html.replace(/<style>.*?<\/style>/s, '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ').trim() };
  };
  return { extension, get, set };
}

describe('zpages', () => {
  it.each([
    ['/debug/servicez', 'Service otelcol', 'Command otelcol Description a &#60;test&#62; Version 0.159.0'],
    ['/debug/pipelinez', 'builtPipelines', 'traces traces true forward (connector) → batch → debug traces/in traces true otlp → forward (connector)'],
    ['/debug/pipelinez?pipelinenamez=traces&componentnamez=debug&componentkindz=exporter', 'builtPipelines', 'exporter: debug Status Instance Status Error exporter/debug/traces recoverable_error disk &#60;full&#62;'],
    ['/debug/extensionz?zextensionname=zpages', 'Extensions', 'FullName health_check zpages zpages Status: ok'],
    ['/debug/featurez', 'Feature Gates', 'service.profilesSupport false Alpha'],
    ['/debug/tracez', 'Trace Spans', 'makes no spans of itself'],
  ])('serves %s', async (path, title, wanted) => {
    const { get } = await setUp();

    const page = await get(path);

    expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(page.html).toContain(`<h1>${title}</h1>`);
    expect(page.text).toContain(wanted);
    expect(page.html).not.toMatch(/<script|https?:/);
  });

  it('leads from a component to how it fares', async () => {
    const { get } = await setUp();
    const [, link] = /href="([^"]*exporter[^"]*)">debug</.exec((await get('/debug/pipelinez')).html) ?? [];

    const page = await get(`/debug/pipelinez${(link ?? '').replaceAll('&#38;', '&')}`);

    expect(page.text).toContain('disk &#60;full&#62;');
  });

  it('serves nothing else, and expvarz only when told', async () => {
    const { get } = await setUp();
    const told = await setUp(zpagesExtension, { expvar: { enabled: true } });

    expect([await get('/'), await get('/debug/'), await get('/debug/expvarz')].map(({ status, text }) => `${String(status)} ${text}`)).toEqual(Array(3).fill('404 404 page not found'));
    expect(JSON.parse((await told.get('/debug/expvarz')).html)).toMatchObject({ memstats: { HeapAlloc: 64 * 2 ** 20 } });
  });

  it('says what its release says', async () => {
    const { extension, set } = await setUp(zpagesExtension2023);

    await extension.shutdown();
    await extension.shutdown();

    expect(set.lines.map((line) => line.split('\t').slice(1).join(' '))).toEqual([
      'warn zpagesextension@v0.84.0/zpagesextension.go:55 zPages span processor registration is not available', 'info zpagesextension@v0.84.0/zpagesextension.go:63 Registered Host\'s zPages',
      'info zpagesextension@v0.84.0/zpagesextension.go:75 Starting zPages extension {"config": {"TCPAddr":{"Endpoint":"127.0.0.1:55679"}}}',
      'warn zpagesextension@v0.84.0/zpagesextension.go:100 zPages span processor registration is not available',
    ]);
  });
});
