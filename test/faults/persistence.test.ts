import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '#engine/collector/testing/memoryFiles.ts';
import { World } from './world.ts';

const config = (more = ''): string => `extensions:
  file_storage:
    directory: /var/queue
exporters:
  otlp_http:
    endpoint: http://backend:4318
    compression: none
    retry_on_failure:
      randomization_factor: 0
    sending_queue:
      storage: file_storage
      sizer: items
      queue_size: 100
      num_consumers: 2
${more}service:
  extensions: [file_storage]
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [otlp_http]
`;
const names = (count: number, prefix = 'a'): string[] => Array.from({ length: count }, (_, index) => `${prefix}${String(index)}`);

describe('a queue in a storage', () => {
  it('outlives a shutdown: everything is sent by the next collector, once', async () => {
    const files = new MemoryFiles();
    const first = await World.start(config(), { files });
    for (const name of names(5)) expect(await first.send(name)).toBe(200);
    await first.wait(1000);
    await first.collector.shutdown();
    expect([first.fates(), first.metric('otelcol_receiver_accepted_spans'), first.backend.got]).toEqual([{ sent: 0, refused: 0, dropped: 0, held: 5 }, 5, []]);

    const second = await World.start(config(), { files });
    expect(second.metric('otelcol_exporter_queue_size')).toBe(5);
    await second.backend.up();
    await second.wait(10_000);
    await second.collector.shutdown();

    expect([[...second.backend.got].sort(), second.metric('otelcol_exporter_sent_spans'), second.metric('otelcol_receiver_accepted_spans')]).toEqual([names(5), 5, 0]);
    const third = await World.start(config(), { files });
    expect(third.metric('otelcol_exporter_queue_size')).toBe(0);
    await third.collector.shutdown();
  });

  it('outlives kill -9: what was being sent is sent again, what waited keeps its order', async () => {
    const files = new MemoryFiles();
    const killed = await World.start(config(), { files });
    await killed.backend.up();
    // Two are on their way and never answered: the collector dies while the backend works on them.
    killed.backend.behaviour = () => new Promise(() => {});
    for (const name of names(6)) expect(await killed.send(name)).toBe(200);
    await killed.wait(0);
    expect([killed.backend.requests, killed.fates().held]).toEqual([2, 6]);

    const next = await World.start(config(), { files, backendUp: true });
    await next.wait(0);

    expect([...next.backend.got].sort()).toEqual(names(6));
    expect(next.backend.got.slice(0, 4)).toEqual(['a2', 'a3', 'a4', 'a5']);
    expect([next.metric('otelcol_exporter_sent_spans'), next.metric('otelcol_exporter_queue_size')]).toEqual([6, 0]);
    await next.collector.shutdown();
  });

  it('outlives a kill at any byte: each item that its sender was told is safe is sent', async () => {
    const files = new MemoryFiles();
    const killed = await World.start(config(), { files });
    const safe: { readonly bytes: number; readonly name: string }[] = [];
    const path = '/var/queue/exporter_otlp_http__traces';
    for (const name of names(4)) {
      await killed.send(name);
      safe.push({ bytes: (await files.read(path)).length, name });
    }
    const whole = await files.read(path);

    for (let cut = 0; cut <= whole.length; cut += 17) {
      const torn = new MemoryFiles();
      torn.put(path, whole.slice(0, cut));
      const next = await World.start(config(), { files: torn, backendUp: true });
      await next.wait(0);
      expect(next.backend.got).toEqual(expect.arrayContaining(safe.filter(({ bytes }) => bytes <= cut).map(({ name }) => name)));
      await next.collector.shutdown();
    }
  });

  it('is handed to the next configuration without a gap', async () => {
    const world = await World.start(config());
    for (const name of names(3)) await world.send(name);
    await world.wait(0);

    await world.apply(config('    timeout: 7s\n'));
    for (const name of names(3, 'b')) expect(await world.send(name)).toBe(200);
    await world.backend.up();
    await world.wait(20_000);

    expect([world.fates(), [...world.backend.got].sort()]).toEqual([{ sent: 6, refused: 0, dropped: 0, held: 0 }, [...names(3), ...names(3, 'b')]]);
    expect([world.metric('otelcol_receiver_accepted_spans'), world.metric('otelcol_exporter_sent_spans'), world.metric('otelcol_exporter_queue_size')]).toEqual([6, 6, 0]);
    await world.collector.shutdown();
  });

  it('stays where it is when the next configuration does not start', async () => {
    const world = await World.start(config());
    await world.send('a');
    const broken = config('    timeout: 7s\n  otlp_http/other:\n    endpoint: http://backend:4318\n    sending_queue:\n      storage: nothing\n').replace('exporters: [otlp_http]', 'exporters: [otlp_http, otlp_http/other]');

    await expect(world.apply(broken)).rejects.toThrow('cannot start pipelines: failed to start "otlp_http/other" exporter: no storage client extension found');
    expect(await world.send('b')).toBe(200);
    await world.backend.up();
    await world.wait(20_000);

    expect([world.fates(), [...world.backend.got].sort(), world.metric('otelcol_exporter_queue_size')]).toEqual([{ sent: 2, refused: 0, dropped: 0, held: 0 }, ['a', 'b'], 0]);
    await world.collector.shutdown();
  });

  it('is full when it is full, and keeps what it has', async () => {
    const files = new MemoryFiles();
    const world = await World.start(config().replace('queue_size: 100', 'queue_size: 3'), { files });
    const statuses: number[] = [];
    for (const name of names(5)) statuses.push(await world.send(name));
    expect([statuses, world.fates(), world.measured()]).toEqual([
      [200, 200, 200, 503, 503], { sent: 0, refused: 2, dropped: 0, held: 3 }, { accepted: 3, refused: 2, sent: 0, failed: 0, notQueued: 2, queued: 3 },
    ]);
    await world.collector.shutdown();

    const next = await World.start(config(), { files, backendUp: true });
    await next.wait(0);

    expect([...next.backend.got].sort()).toEqual(names(3));
    await next.collector.shutdown();
  });

  it.each([
    [config().replace('  extensions: [file_storage]\n', ''), 'cannot start pipelines: failed to start "otlp_http" exporter: no storage client extension found'],
    [config().replace('directory: /var/queue', 'directory: /missing'), 'invalid configuration: extensions::file_storage: directory must exist: stat /missing: no such file or directory. You can enable the create_directory option to automatically create it'],
  ])('needs its extension (%#)', async (text, message) => {
    await expect(World.start(text)).rejects.toThrow(message);
  });
});
