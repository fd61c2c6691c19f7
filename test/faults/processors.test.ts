import { describe, expect, it } from 'vitest';
import { accepts, answers, World } from './world.ts';

const config = (processors: string, queue = ''): string => `processors:
  batch:
    timeout: 1s
    send_batch_size: 4
    metadata_keys: []
  memory_limiter:
    check_interval: 1s
    limit_mib: 100
exporters:
  otlp_http:
    endpoint: http://backend:4318
    compression: none
    retry_on_failure:
      randomization_factor: 0
      max_elapsed_time: 30s
    sending_queue:
      sizer: items
      num_consumers: 1
      queue_size: 4
${queue}service:
  pipelines:
    traces:
      receivers: [otlp]
      processors: [${processors}]
      exporters: [otlp_http]
`;
const mib = 2 ** 20;

describe('behind a batch processor', () => {
  it('a full queue loses data that its sender believes to be safe', async () => {
    const world = await World.start(config('batch'));
    for (let index = 0; index < 10; index += 1) expect(await world.send(`a${String(index)}`)).toBe(200);
    await world.wait(1000);

    expect([world.fates(), world.measured()]).toEqual([
      { sent: 0, refused: 0, dropped: 6, held: 4 }, { accepted: 10, refused: 0, sent: 0, failed: 0, notQueued: 6, queued: 4 },
    ]);
    expect(world.why()).toEqual([
      'batch kept [send_batch_size] sent when send_batch_size was reached',
      expect.stringMatching(/^otlp_http held \[retry_on_failure\.initial_interval\]/),
      'batch kept [send_batch_size] sent when send_batch_size was reached',
      'otlp_http refused [sending_queue.queue_size] sending queue is full',
      'batch dropped [] Sender failed',
      'batch kept [timeout] sent when the timeout had passed',
      'otlp_http refused [sending_queue.queue_size] sending queue is full',
      'batch dropped [] Sender failed',
    ]);

    await world.backend.up();
    await world.wait(5000);
    await world.collector.shutdown();

    expect([world.fates(), world.backend.got, world.metric('otelcol_exporter_sent_spans')]).toEqual([{ sent: 4, refused: 0, dropped: 6, held: 0 }, ['a0', 'a1', 'a2', 'a3'], 4]);
    expect(world.lines.filter((line) => line === 'warn Sender failed')).toHaveLength(2);
  });

  it('what waits for its batch is sent when the collector stops', async () => {
    const world = await World.start(config('batch'));
    await world.backend.up();
    for (let index = 0; index < 6; index += 1) await world.send(`a${String(index)}`);
    await world.wait(0);
    expect([world.fates(), world.backend.got.length]).toEqual([{ sent: 4, refused: 0, dropped: 0, held: 2 }, 4]);

    await world.collector.shutdown();

    expect([world.fates(), world.backend.got.length, world.metric('otelcol_exporter_sent_spans')]).toEqual([{ sent: 6, refused: 0, dropped: 0, held: 0 }, 6, 6]);
  });

  it('an exporter that cannot deliver costs what it takes', async () => {
    const world = await World.start(config('batch'));
    await world.backend.up();
    world.backend.behaviour = answers(400);
    await world.send('a', 'b', 'c', 'd');
    await world.wait(0);
    world.backend.behaviour = accepts;
    await world.send('e', 'f', 'g', 'h');
    await world.wait(0);

    expect([world.fates(), world.measured(), world.backend.got]).toEqual([
      { sent: 4, refused: 0, dropped: 4, held: 0 }, { accepted: 8, refused: 0, sent: 4, failed: 4, notQueued: 0, queued: 0 }, ['e', 'f', 'g', 'h'],
    ]);
    await world.collector.shutdown();
  });
});

describe('a memory limiter in front', () => {
  it('refuses while memory is short, so that the sender can come again', async () => {
    const memory = { used: 10 * mib };
    const world = await World.start(config('memory_limiter, batch'), { memory });
    await world.backend.up();
    const statuses = [await world.send('a')];
    memory.used = 90 * mib;
    await world.wait(1000);
    statuses.push(await world.send('b', 'c'));
    memory.used = 20 * mib;
    await world.wait(1000);
    statuses.push(await world.send('b', 'c'));
    await world.wait(1000);

    expect([statuses, world.fates(), world.backend.got]).toEqual([[200, 503, 200], { sent: 3, refused: 0, dropped: 0, held: 0 }, ['a', 'b', 'c']]);
    expect([world.measured().accepted, world.measured().refused, world.metric('otelcol_processor_accepted_spans'), world.metric('otelcol_processor_refused_spans')]).toEqual([3, 2, 3, 2]);
    const refused = world.explained.find(({ verdict }) => verdict === 'refused');
    expect([refused?.componentId, refused?.because, refused?.rule, refused?.inputs]).toEqual([
      'memory_limiter', 'data refused due to high memory usage', ['limit_mib'], { 'memory.used_mib': 90, soft_limit_mib: 80, limit_mib: 100 },
    ]);
    await world.collector.shutdown();
  });

  it('loses data behind a batch processor, because nobody hears of the refusal', async () => {
    const memory = { used: 90 * mib };
    const world = await World.start(config('batch, memory_limiter'), { memory });
    await world.backend.up();
    await world.wait(1000);

    expect(await world.send('a', 'b', 'c', 'd')).toBe(200);
    await world.wait(0);

    expect([world.fates(), world.metric('otelcol_receiver_accepted_spans'), world.metric('otelcol_processor_refused_spans'), world.backend.got]).toEqual([{ sent: 0, refused: 0, dropped: 4, held: 0 }, 4, 4, []]);
    await world.collector.shutdown();
  });
});
