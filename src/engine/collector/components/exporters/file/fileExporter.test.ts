import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { logRecord, logs } from '#engine/pdata/testing/logs.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import { background } from '../../../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { FileExporterConfig, validateFile } from './config.ts';
import { fileExporter } from './factory.ts';
import { RotatingFile } from './rotatingFile.ts';

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
    await expect(setUp({ path: '/a-*', group_by: { enabled: true } })).rejects.toThrow('"group_by" is not available yet in Traceground');
    await expect(setUp({ encoding: 'otlp_encoding' })).rejects.toThrow('"encoding" is not available yet in Traceground');
  });

  it.each([
    [{ path: '' }, 'path must be non-empty'],
    [{ append: true, rotation: {} }, 'append and rotation enabled at the same time is not supported'],
    [{ format: 'xml' }, 'format type is not supported'],
    [{ compression: 'gzip' }, 'compression is not supported'],
    [{ flush_interval: '-1s' }, 'flush_interval must be larger than zero'],
    [{ group_by: { enabled: true } }, 'path must contain exactly one * when group_by is enabled'],
  ])('%j: %s', (written, message) => {
    expect(validateFile(FileExporterConfig.parse({ path: '/out', ...written })).map((problem) => problem.message)).toEqual([message]);
  });
});

describe('RotatingFile', () => {
  it('renames the file before it grows too big, and keeps max_backups', async () => {
    const host = fakeHost();
    const file = new RotatingFile('/logs/out.json', { max_megabytes: 1, max_days: 0, max_backups: 1, localtime: false }, host);
    const block = new Uint8Array(700 * 1024);

    for (let i = 0; i < 3; i += 1) {
      await file.write(block);
      await host.clock.advance(millis(1000));
    }

    expect([...await host.files.list('/logs')].sort()).toEqual(['out-2024-01-01T00-00-02.000-size.json', 'out.json']);
    await expect(file.write(new Uint8Array(2 ** 20 + 1))).rejects.toThrow('write length 1048577 exceeds maximum file size 1048576');
  });
});
