import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '#engine/collector/testing/memoryFiles.ts';
import { accepts, answers, World } from './world.ts';

const config = ({ processors = '', queue = '' }: { readonly processors?: string; readonly queue?: string } = {}): string => `processors:
  batch:
    timeout: 1s
    send_batch_size: 2
  memory_limiter:
    check_interval: 1s
    limit_mib: 100
extensions:
  file_storage:
    directory: /var/queue
exporters:
  otlphttp:
    endpoint: http://backend:4318
    compression: none
    retry_on_failure:
      randomization_factor: 0
      max_elapsed_time: 20s
    sending_queue:
      num_consumers: 1
      queue_size: 2
${queue}service:
  extensions: [file_storage]
  pipelines:
    traces:
      receivers: [otlp]
      processors: [${processors}]
      exporters: [otlphttp]
`;
const start = (text: string, more: object = {}) => World.start(text, { era: '2023', ...more });

describe('a collector of v0.84', () => {
  it('takes one request more than its queue holds, because what is being sent has left it', async () => {
    const world = await start(config());
    const taken: boolean[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) taken.push(await world.send(name) === 200);
    expect([taken, world.fates(), world.measured()]).toEqual([
      [true, true, true, false, false], { sent: 0, refused: 2, dropped: 0, held: 3 }, { accepted: 3, refused: 2, sent: 0, failed: 0, notQueued: 2, queued: 2 },
    ]);

    await world.backend.up();
    await world.wait(5000);

    expect([world.fates(), world.measured(), world.backend.got]).toEqual([
      { sent: 3, refused: 2, dropped: 0, held: 0 }, { accepted: 3, refused: 2, sent: 3, failed: 0, notQueued: 2, queued: 0 }, ['a', 'b', 'c'],
    ]);
    expect(world.lines).toContain('error Dropping data because sending_queue is full. Try increasing queue_size.');
    await world.collector.shutdown();
  });

  it('gives up after max_elapsed_time, and at once what is refused for good', async () => {
    const world = await start(config());
    await world.send('a');
    await world.wait(15_000);
    expect([world.fates(), world.lines.at(-1)]).toEqual([{ sent: 0, refused: 0, dropped: 1, held: 0 }, 'error Exporting failed. No more retries left. Dropping data.']);
    await world.backend.up();
    world.backend.behaviour = answers(400);
    await world.send('b');
    await world.wait(0);
    world.backend.behaviour = accepts;
    await world.send('c');
    await world.wait(0);

    expect([world.fates(), world.measured(), world.backend.got, world.lines.at(-1)]).toEqual([
      { sent: 1, refused: 0, dropped: 2, held: 0 }, { accepted: 3, refused: 0, sent: 1, failed: 2, notQueued: 0, queued: 0 }, ['c'],
      'error Exporting failed. The error is not retryable. Dropping data.',
    ]);
    await world.collector.shutdown();
  });

  it('puts back into its storage what it could not send, and sends it after a restart', async () => {
    const files = new MemoryFiles();
    const first = await start(config({ queue: '      storage: file_storage\n' }), { files });
    for (const name of ['a', 'b', 'c']) expect(await first.send(name)).toBe(200);
    await first.wait(1000);
    await first.collector.shutdown();
    expect([first.fates(), first.lines.at(-3)]).toEqual([{ sent: 0, refused: 0, dropped: 0, held: 3 }, 'error Exporting failed. Putting back to the end of the queue.']);

    const second = await start(config({ queue: '      storage: file_storage\n' }), { files, backendUp: true });
    await second.wait(0);

    expect([second.backend.got, second.metric('otelcol_exporter_sent_spans'), second.metric('otelcol_exporter_queue_size')]).toEqual([expect.arrayContaining(['a', 'b', 'c']), 3, 0]);
    expect(second.backend.got).toHaveLength(3);
    await second.collector.shutdown();
  });

  it('loses behind its batch processor what its queue and its memory limiter refuse', async () => {
    const memory = { used: 2 ** 20 };
    const world = await start(config({ processors: 'batch, memory_limiter' }), { memory });
    for (let index = 0; index < 10; index += 1) expect(await world.send(`a${String(index)}`)).toBe(200);
    await world.wait(0);
    expect(world.fates()).toEqual({ sent: 0, refused: 0, dropped: 4, held: 6 });
    memory.used = 2 ** 30;
    await world.wait(1000);
    await world.send('b', 'c');
    await world.wait(0);
    await world.backend.up();
    await world.wait(10_000);

    expect([world.fates(), world.backend.got.length, world.metric('otelcol_processor_refused_spans'), world.metric('otelcol_exporter_sent_spans')]).toEqual([{ sent: 6, refused: 0, dropped: 6, held: 0 }, 6, 2, 6]);
    await world.collector.shutdown();
  });
});
