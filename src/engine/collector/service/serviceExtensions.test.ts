import { describe, expect, it } from 'vitest';
import { eraRules } from '../component/era.ts';
import { defineExtension } from '../component/factory.ts';
import { list, section, string } from '../component/fields.ts';
import { defaultRelease } from '../components/distributions.ts';
import { fakeFactories, newRecorder } from '../testing/fakeFactories.ts';
import { fakeHost } from '../testing/fakeHost.ts';
import { createCollector } from './createCollector.ts';

function setUp() {
  const recorder = newRecorder();
  const needy = defineExtension({
    type: 'needy', summary: 'Needs others.', stability: 'beta', config: section({ needs: list(string()), broken: string() }),
    create: ({ id }, { broken, needs }) => {
      if (broken !== '') throw new Error(broken);
      return {
        dependencies: needs, ready: () => { recorder.events.push(`ready ${id}`); }, notReady: () => { recorder.events.push(`not ready ${id}`); },
        start: async () => { recorder.events.push(`start ${id}`); }, shutdown: async () => { recorder.events.push(`stop ${id}`); },
      };
    },
  });
  const factories = { ...fakeFactories(recorder), extensions: [needy] };
  const collector = createCollector({ release: { ...defaultRelease, factories }, host: fakeHost(), environment: new Map(), readFile: async () => '', build: {}, log: () => {} });
  const sources = (extensions: string, listed: string, exporters = 'debug') => [{ name: 'c', text: `
receivers: { otlp: { protocols: { http: { endpoint: "127.0.0.1:4318" } } } }
exporters: { debug: }
connectors: { forward: }
extensions: { ${extensions} }
service: { extensions: [${listed}], telemetry: { metrics: { level: none } }, pipelines: { traces: { receivers: [otlp], exporters: [${exporters}] } } }
` }];
  return { collector, factories, recorder, sources };
}

describe('extensions of a service', () => {
  it('start after those they depend on, before everything else, and hear when all is ready and when it ends', async () => {
    const { collector, recorder, sources } = setUp();

    expect((await collector.apply(sources('needy/a: { needs: [needy/b] }, needy/b: ', 'needy/a, needy/b'))).ok).toBe(true);
    await collector.shutdown();

    expect(recorder.events).toEqual([
      'start needy/b', 'start needy/a', 'start debug', 'start otlp', 'ready needy/b', 'ready needy/a',
      'not ready needy/b', 'not ready needy/a', 'stop otlp', 'stop debug', 'stop needy/a', 'stop needy/b',
    ]);
  });

  it.each([
    ['needy/a: { needs: [needy/x] }', 'needy/a', 'failed to build extensions: unable to find extension needy/x on which extension needy/a depends'],
    ['needy/a: { needs: [needy/b] }, needy/b: { needs: [needy/a] }', 'needy/a, needy/b', 'failed to build extensions: unable to order extensions by dependencies, cycle found [needy/a -> needy/b -> needy/a]: '],
    ['needy/a: { broken: no way }', 'needy/a', 'failed to build extensions: failed to create extension "needy/a": no way'],
  ])('say why they cannot run (%#)', async (extensions, listed, wanted) => {
    const { collector, sources } = setUp();

    const applied = await collector.apply(sources(extensions, listed));

    expect(applied.ok ? '' : applied.error.text).toContain(wanted);
  });
});

describe('Collector.check', () => {
  it('warns of extensions that cannot be built, as upstream\'s validate never builds them', async () => {
    const { collector, sources } = setUp();

    const checked = await collector.check(sources('needy/a: { broken: no way }', 'needy/a'));

    expect(checked.ok && checked.value.diagnostics.map(({ message, severity }) => [severity, message])).toEqual([['warning', 'failed to build extensions: failed to create extension "needy/a": no way']]);
  });

  it('warns of pipelines that cannot be built where the release\'s validate does not build them', async () => {
    const { collector, factories, sources } = setUp();
    const text = sources('', '', 'forward');
    const message = 'failed to build pipelines: connector "forward" used as exporter in [traces] pipeline but not used in any supported receiver pipeline';

    const current = await collector.check(text);
    const older = await collector.check(text, { ...defaultRelease, factories, rules: { ...eraRules.current, validateBuilds: false } });

    expect(current.ok ? '' : current.error.text).toBe(message);
    expect(older.ok && older.value.diagnostics).toMatchObject([{ severity: 'warning', message }]);
  });
});
