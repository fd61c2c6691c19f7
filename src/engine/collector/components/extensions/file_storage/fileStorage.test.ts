import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { FileStorageConfig, FileStorageConfig2023, validateFileStorage } from './config.ts';
import { fileStorageExtension, fileStorageExtension2023 } from './factory.ts';

function setUp(written: object = {}) {
  const host = fakeHost();
  const set = fakeSettings('file_storage');
  const extension = fileStorageExtension.create(set, FileStorageConfig.parse({ directory: '/s', ...written }));
  const client = (id = 'otlp', name = 'traces') => extension.storage!.client({ kind: 'exporter', id, name });
  return { client, extension, host, set };
}

describe('file_storage', () => {
  it.each([
    [{ directory: '/missing' }, 'directory must exist: stat /missing: no such file or directory. You can enable the create_directory option to automatically create it'],
    [{ directory: '/s', compaction: { on_start: true, directory: '/missing/c' } }, 'directory must exist: stat /missing/c: no such file or directory. You can enable the create_directory option to automatically create it'],
    [{ directory: '/file' }, '/file is not a directory'],
  ])('does not start with %j', async (written, message) => {
    const { extension, host } = setUp(written);
    host.files.put('/file', new Uint8Array());

    await expect(extension.start(host)).rejects.toThrow(message);
  });

  it('said less of a missing directory in v0.84', async () => {
    const extension = fileStorageExtension2023.create(fakeSettings(), FileStorageConfig2023.parse({ directory: '/missing' }));

    await expect(extension.start(fakeHost())).rejects.toThrow(/^directory must exist: stat \/missing: no such file or directory$/);
  });

  it('makes its directory when told to', async () => {
    const { extension, host } = setUp({ directory: '/missing', create_directory: true });

    await extension.start(host);

    expect(await host.files.list('/missing')).toEqual([]);
  });

  it('names files as upstream does, with what is unsafe escaped', async () => {
    const { client, extension, host, set } = setUp();
    await extension.start(host);

    for (const [id, name] of [['otlp', 'traces'], ['otlp/a b/ü~', ''], [`otlp/${'x'.repeat(300)}`, 'logs']] as const) await (await client(id, name)).close();

    expect(await host.files.list('/s')).toEqual(['exporter_otlp__traces', 'exporter_otlp_a~0020b~002F~00FC~007E', expect.stringMatching(/^exporter_otlp_x+~[0-9a-f]+$/)]);
    expect(set.entries.map(({ level, message }) => [level, message])).toEqual([['warn', 'filename too long, using hashed filename instead']]);
  });

  it('compacts when told to, and says so', async () => {
    const { client, extension, host, set } = setUp({ compaction: { on_start: true, on_rebound: true, directory: '/s', rebound_needed_threshold_mib: 0, check_interval: '5s' } });
    await extension.start(host);

    const opened = await client();
    await host.clock.advance(millis(5000));
    await opened.close();

    expect(set.entries.map(({ fields, message }) => [message, fields])).toEqual(Array(2).fill(['finished compaction', { directory: '/s/exporter_otlp__traces', elapsed: 0 }]));
    expect(host.clock.pendingTimers).toBe(0);
  });

  it('removes what a killed process left behind when told to', async () => {
    const { extension, host } = setUp({ compaction: { cleanup_on_start: true, directory: '/s' } });
    host.files.put('/s/tempdb123', new Uint8Array());
    host.files.put('/s/exporter_otlp__traces', new Uint8Array());

    await extension.start(host);

    expect(await host.files.list('/s')).toEqual(['exporter_otlp__traces']);
  });

  it.each([
    [{}, []],
    [{ compaction: { max_transaction_size: -1 } }, ['max transaction size for compaction cannot be less than 0']],
    [{ compaction: { on_rebound: true, check_interval: '0s' } }, ['compaction check interval must be positive when rebound compaction is set']],
    [{ create_directory: true, directory_permissions: '0999' }, ['directory_permissions value must be a valid octal representation']],
    [{ create_directory: true, directory_permissions: '7777' }, ['directory_permissions contain invalid bits for file access']],
    [{ directory_permissions: '0999' }, []],
  ])('%j: %j', (written, messages) => {
    expect(validateFileStorage(FileStorageConfig.parse(written)).map(({ message }) => message)).toEqual(messages);
  });
});
