import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { encodeJson } from '#engine/pdata/otlp/json.ts';
import { encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { logRecord, logs } from '#engine/pdata/testing/logs.ts';
import { resourceSpans, span, traces } from '#engine/pdata/testing/traces.ts';
import { background } from '../../../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { FileExporterConfig, FileExporterConfig2023, validateFile } from './config.ts';
import { fileExporter, fileExporter2023 } from './factory.ts';
import { groupedPath } from './paths.ts';
import { renameOldBackups, RotatingFile } from './rotatingFile.ts';

async function setUp(written: object) {
  const host = fakeHost();
  const config = FileExporterConfig.parse({ path: '/out', ...written });
  const exporter = fileExporter.create.traces!(fakeSettings('file'), config);
  await exporter.start(host);
  return { config, exporter, host, send: () => exporter.consume(traces(span('a')), background) };
}

describe('the file exporter', () => {
  it('writes a line per batch, at the latest after flush_interval', async () => {
    const { host, send } = await setUp({});

    await send();
    await send();
    expect(host.files.text('/out')).toBe('');
    await host.clock.advance(millis(1000));

    expect(host.files.text('/out').split('\n')).toEqual([expect.stringMatching(/^\{"resourceSpans":\[.*\]\}$/), expect.stringMatching(/^\{"resourceSpans"/), '']);
  });

  it('writes protobuf after its length', async () => {
    const { exporter, host, send } = await setUp({ format: 'proto' });
    const message = encodeProtobuf('traces', traces(span('a')));

    await send();
    await exporter.shutdown();

    expect([...await host.files.read('/out')]).toEqual([0, 0, 0, message.length, ...message]);
  });

  it('empties the file at start unless told to append', async () => {
    const host = fakeHost();
    for (const append of [false, true, false]) {
      const exporter = fileExporter.create.traces!(fakeSettings('file'), FileExporterConfig.parse({ path: '/out', append }));
      await exporter.start(host);
      expect(host.files.text('/out') === '').toBe(!append);
      await exporter.consume(traces(span('a')), background);
      await exporter.shutdown();
    }
  });

  it('is one file for all signals of its id', async () => {
    const { config, exporter, host, send } = await setUp({});
    const other = fileExporter.create.logs!(fakeSettings('file'), config);
    await other.start(host);

    await send();
    await other.consume(logs(logRecord('hello')), background);
    await exporter.shutdown();
    expect(host.files.text('/out')).toBe('');
    await other.shutdown();

    expect(host.files.text('/out').split('\n').map((line) => line.slice(0, 15))).toEqual(['{"resourceSpans', '{"resourceLogs"', '']);
  });

  it('refuses what it cannot do instead of ignoring it', async () => {
    await expect(setUp({ encoding: 'otlp_encoding' })).rejects.toThrow('unknown encoding "otlp_encoding"');
  });

  it('writes a file for each value of a resource attribute, and drops what has none', async () => {
    const host = fakeHost();
    const set = fakeSettings('file');
    const exporter = fileExporter.create.traces!(set, FileExporterConfig.parse({ path: '/out/*.json', group_by: { enabled: true, resource_attribute: 'team', max_open_files: 1 } }));
    const [a, b, none] = [resourceSpans({ team: 'a' }, span('1')), resourceSpans({ team: '../../b' }, span('2')), resourceSpans({ team: 7n }, span('3'))];
    await exporter.start(host);

    await exporter.consume({ resourceSpans: [a, b, none, a] }, background);
    // Only one may be open, so that the first was closed and is complete.
    expect(host.files.text('/out/a.json')).toBe(`${encodeJson('traces', { resourceSpans: [a, a] })}\n`);
    await exporter.shutdown();

    expect(host.files.text('/out/b.json')).toBe(`${encodeJson('traces', { resourceSpans: [b] })}\n`);
    expect(set.given.filter(({ verdict }) => verdict === 'dropped').map(({ data, rule }) => [data, rule])).toEqual([[{ resourceSpans: [none] }, ['group_by', 'resource_attribute']]]);
  });

  it('compresses each message by itself, at the level that is written', async () => {
    const asked: unknown[] = [];
    const compressor = { compress: async (algorithm: string, data: Uint8Array, level?: number) => { asked.push([algorithm, level]); return data; }, decompress: async (_algorithm: string, data: Uint8Array) => data };
    const host = fakeHost({ compressor });
    const exporter = fileExporter.create.traces!(fakeSettings('file'), FileExporterConfig.parse({ path: '/out', compression: 'zstd', compression_params: { level: 3 } }));
    await exporter.start(host);

    await exporter.consume(traces(span('a')), background);
    await exporter.shutdown();

    const message = new TextEncoder().encode(encodeJson('traces', traces(span('a'))));
    expect(asked.at(-1)).toEqual(['zstd', 3]);
    expect([...await host.files.read('/out')].slice(4)).toEqual([...message]);
  });

  it('needs room for one file at least', async () => {
    await expect(setUp({ path: '/out/*.json', group_by: { enabled: true, max_open_files: 0 } })).rejects.toThrow('must provide a positive size');
  });

  it('of v0.84 knows neither append nor group_by, and shows absent ids', async () => {
    const host = fakeHost();
    const exporter = fileExporter2023.create.traces!(fakeSettings('file'), FileExporterConfig2023.parse({ path: '/out' }));
    await exporter.start(host);
    await exporter.consume(traces(span('a')), background);
    await exporter.shutdown();

    expect(FileExporterConfig2023.safeParse({ path: '/out', append: true }).success).toBe(false);
    expect(host.files.text('/out')).toContain('"parentSpanId":""');
  });

  it('gives files rotated away by older releases their new names', async () => {
    const host = fakeHost();
    host.files.put('/logs/out-2024-01-01T00-00-02.000.json', new Uint8Array());
    host.files.put('/logs/out-other.json', new Uint8Array());

    await renameOldBackups('/logs/out.json', host.files, fakeSettings().logger);

    expect([...await host.files.list('/logs')].sort()).toEqual(['out-2024-01-01T00-00-02.000-size.json', 'out-other.json']);
  });

  it.each([
    [{ path: '' }, 'path must be non-empty'],
    [{ append: true, rotation: {} }, 'append and rotation enabled at the same time is not supported'],
    [{ format: 'xml' }, 'format type is not supported'],
    [{ compression: 'gzip' }, 'compression is not supported'],
    [{ flush_interval: '-1s' }, 'flush_interval must be larger than zero'],
    [{ group_by: { enabled: true } }, 'path must contain exactly one * when group_by is enabled'],
    [{ create_directory: true, directory_permissions: '0999' }, 'directory_permissions value must be a valid octal representation'],
    [{ create_directory: true, directory_permissions: '1777' }, 'directory_permissions contain invalid bits for file access'],
    [{ directory_permissions: '0700' }, 'directory_permissions requires create_directory to be true'],
  ])('%j: %s', (written, message) => {
    expect(validateFile(FileExporterConfig.parse({ path: '/out', ...written })).map((problem) => problem.message)).toEqual([message]);
  });
});

describe('RotatingFile', () => {
  it('renames the file before it grows too big, and keeps max_backups', async () => {
    const host = fakeHost();
    const file = new RotatingFile('/logs/out.json', { max_megabytes: 1, max_days: 0, max_backups: 1, localtime: false }, { host, backupSuffix: '-size' });
    const block = new Uint8Array(700 * 1024);

    for (let i = 0; i < 3; i += 1) {
      await file.write(block);
      await host.clock.advance(millis(1000));
    }

    expect([...await host.files.list('/logs')].sort()).toEqual(['out-2024-01-01T00-00-02.000-size.json', 'out.json']);
    await expect(file.write(new Uint8Array(2 ** 20 + 1))).rejects.toThrow('write length 1048577 exceeds maximum file size 1048576');
  });
});

describe('groupedPath', () => {
  it.each([
    ['/data/*.json', 'a', '/data/a.json'],
    ['/data/group_*.json', 'a/b', '/data/group_a/b.json'],
    ['./*/x.json', 'a', 'a/x.json'],
    ['/data/*.json', '../../etc/passwd', '/data/etc/passwd.json'],
    ['/data/*.json', './a', '/data/a.json'],
    ['/data/*.json', '', '/data/.json'],
    ['/data/pre*.json', '/../../x', '/data/pre/x.json'],
  ])('%s with %s is %s', (pattern, segment, path) => {
    expect(groupedPath(pattern, segment)).toBe(path);
  });
});
