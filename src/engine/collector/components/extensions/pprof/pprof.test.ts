import { expect, it } from 'vitest';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { pprofExtension } from './factory.ts';

const create = (id: string, written: object = {}) => pprofExtension.create(fakeSettings(id), pprofExtension.config.parse({ endpoint: '127.0.0.1:1777', ...written }));

it('says on its page that there are no profiles, and makes none up', async () => {
  const host = fakeHost();
  await create('pprof').start(host);
  const get = async (path: string): Promise<string> => {
    const { body, status } = await host.network.fetch({ method: 'GET', url: `http://127.0.0.1:1777${path}`, headers: {}, body: new Uint8Array() });
    return `${String(status)} ${new TextDecoder().decode(body)}`;
  };

  expect(await get('/debug/pprof/')).toMatch(/^200 [^]*so it has none of them, and it invents none/);
  expect(await get('/debug/pprof/heap?debug=1')).toMatch(/^501 No profiles here/);
  expect(await get('/')).toBe('404 404 page not found\n');
});

it('is one in a process', async () => {
  const host = fakeHost({ inspect: () => ({ ...fakeHost().inspect(), graph: { nodes: [], pipelines: [], extensions: ['zpages', 'pprof', 'pprof/2'] } }) });

  await create('pprof').start(host);

  await expect(create('pprof/2', { endpoint: '127.0.0.1:1778' }).start(host)).rejects.toThrow('only a single pprof extension instance can be running per process');
});

it('needs an endpoint', () => {
  expect(() => create('pprof', { endpoint: '' })).toThrow('"endpoint" is required when using the "pprof" extension');
});
