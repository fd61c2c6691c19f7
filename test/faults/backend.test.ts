import { describe, expect, it } from 'vitest';
import { acceptsAllBut, accepts, answers, World } from './world.ts';

const exporter = (more: string): string => `exporters:
  otlp_http:
    endpoint: http://backend:4318
    compression: none
    ${more.trim().replaceAll('\n', '\n    ')}
service:
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [otlp_http]
`;
const retry = `retry_on_failure:
  randomization_factor: 0
  max_elapsed_time: 60s
`;
const queue = `sending_queue:
  sizer: items
  queue_size: 6
  num_consumers: 1
`;

describe('a backend that is down', () => {
  it('gets everything once it is up again', async () => {
    const world = await World.start(exporter(retry + queue));
    for (const name of ['a', 'b', 'c']) expect(await world.send(name)).toBe(200);
    await world.wait(4000);
    expect([world.fates(), world.measured()]).toEqual([
      { sent: 0, refused: 0, dropped: 0, held: 3 }, { accepted: 3, refused: 0, sent: 0, failed: 0, notQueued: 0, queued: 3 },
    ]);

    await world.backend.up();
    await world.wait(2000);

    expect([world.fates(), world.measured(), world.backend.got]).toEqual([
      { sent: 3, refused: 0, dropped: 0, held: 0 }, { accepted: 3, refused: 0, sent: 3, failed: 0, notQueued: 0, queued: 0 }, ['a', 'b', 'c'],
    ]);
    await world.collector.shutdown();
  });

  it('leads to refusals when the queue is full: the sender knows what to send again', async () => {
    const world = await World.start(exporter(retry + queue));
    const statuses: number[] = [];
    for (const names of [['a', 'b'], ['c', 'd'], ['e', 'f'], ['g', 'h'], ['i']]) statuses.push(await world.send(...names));
    expect([statuses, world.fates(), world.measured()]).toEqual([
      [200, 200, 200, 503, 503], { sent: 0, refused: 3, dropped: 0, held: 6 }, { accepted: 6, refused: 3, sent: 0, failed: 0, notQueued: 3, queued: 6 },
    ]);

    await world.backend.up();
    await world.wait(5000);

    expect([world.fates(), world.measured(), world.backend.got]).toEqual([
      { sent: 6, refused: 3, dropped: 0, held: 0 }, { accepted: 6, refused: 3, sent: 6, failed: 0, notQueued: 3, queued: 0 }, ['a', 'b', 'c', 'd', 'e', 'f'],
    ]);
    const full = world.explained.find(({ verdict }) => verdict === 'refused');
    expect([full?.because, full?.rule, full?.range?.startLine, full?.inputs]).toEqual([
      'sending queue is full', ['sending_queue', 'queue_size'], 15, { queue_size: 6, 'queue.size': 6, 'request.size': 2, sizer: 'items' },
    ]);
    await world.collector.shutdown();
  });

  it('costs what it cannot take before max_elapsed_time', async () => {
    const world = await World.start(exporter(retry.replace('60s', '30s') + queue));
    await world.send('a', 'b');

    await world.wait(40_000);

    expect([world.fates(), world.measured(), world.backend.got]).toEqual([
      { sent: 0, refused: 0, dropped: 2, held: 0 }, { accepted: 2, refused: 0, sent: 0, failed: 2, notQueued: 0, queued: 0 }, [],
    ]);
    const last = world.explained.at(-1);
    expect([last?.verdict, last?.rule, last?.inputs?.['attempts'], last?.inputs?.['waits.millis'], last?.wait]).toEqual(['failed', ['retry_on_failure', 'max_elapsed_time'], 4, 23_750, 23_750]);
    expect(world.lines.at(-1)).toBe('error Exporting failed. Dropping data.');
    await world.collector.shutdown();
  });

  it('loses what is being retried when the collector stops', async () => {
    const world = await World.start(exporter(retry + queue));
    for (const name of ['a', 'b', 'c']) await world.send(name);
    await world.wait(1000);

    await world.collector.shutdown();

    expect([world.fates(), world.backend.got, world.host.clock.pendingTimers]).toEqual([{ sent: 0, refused: 0, dropped: 3, held: 0 }, [], 0]);
    expect([world.metric('otelcol_receiver_accepted_spans'), world.metric('otelcol_exporter_send_failed_spans')]).toEqual([3, 3]);
    expect(world.explained.filter(({ verdict }) => verdict === 'dropped').map(({ because }) => because.split(':')[0])).toEqual(Array(3).fill('interrupted due to shutdown'));
  });
});

describe('a backend that refuses', () => {
  it('permanently after retries: what it refuses is given up at once', async () => {
    const world = await World.start(exporter(retry + queue));
    await world.backend.up();
    world.backend.behaviour = answers(503);
    await world.send('a', 'b');
    await world.wait(6000);
    world.backend.behaviour = answers(400);
    await world.wait(10_000);

    expect([world.fates(), world.measured(), world.backend.requests]).toEqual([
      { sent: 0, refused: 0, dropped: 2, held: 0 }, { accepted: 2, refused: 0, sent: 0, failed: 2, notQueued: 0, queued: 0 }, 3,
    ]);
    expect(world.explained.at(-1)?.inputs).toMatchObject({ permanent: true, attempts: 3 });
    await world.collector.shutdown();
  });

  it('and says how long to wait: that long it is left alone', async () => {
    const world = await World.start(exporter(retry + queue));
    await world.backend.up();
    world.backend.behaviour = answers(429, { 'retry-after': ['20'] });
    await world.send('a');
    await world.wait(1000);
    world.backend.behaviour = accepts;
    await world.wait(18_000);
    expect([world.fates(), world.backend.requests]).toEqual([{ sent: 0, refused: 0, dropped: 0, held: 1 }, 1]);

    await world.wait(1500);

    expect([world.fates(), world.backend.got]).toEqual([{ sent: 1, refused: 0, dropped: 0, held: 0 }, ['a']]);
    expect(world.explained.find(({ verdict }) => verdict === 'held')?.inputs).toMatchObject({ 'throttle.millis': 20_000 });
    await world.collector.shutdown();
  });

  it('and there is no queue: each sender hears of it', async () => {
    const world = await World.start(exporter('retry_on_failure:\n  enabled: false\nsending_queue:\n  enabled: false\n'));
    await world.backend.up();
    world.backend.behaviour = answers(503);
    const first = await world.send('a');
    world.backend.behaviour = answers(400);
    const second = await world.send('b', 'c');
    world.backend.behaviour = accepts;
    const third = await world.send('d');

    expect([[first, second, third], world.fates(), world.measured(), world.backend.got]).toEqual([
      [503, 400, 200].map((status, index) => (index === 1 ? expect.any(Number) as number : status)), { sent: 1, refused: 3, dropped: 0, held: 0 },
      { accepted: 1, refused: 3, sent: 1, failed: 3, notQueued: 0, queued: 0 }, ['d'],
    ]);
    await world.collector.shutdown();
  });

  it('a part of a request: the part counts as sent, and is warned of', async () => {
    const world = await World.start(exporter(retry + queue));
    await world.backend.up();
    world.backend.behaviour = acceptsAllBut(2);
    await world.send('a', 'b', 'c');
    await world.wait(0);

    expect([world.measured(), world.lines.filter((line) => line.startsWith('warn Partial success'))]).toEqual([
      { accepted: 3, refused: 0, sent: 3, failed: 0, notQueued: 0, queued: 0 }, ['warn Partial success response'],
    ]);
    await world.collector.shutdown();
  });
});

describe('a slow backend', () => {
  it('slows its senders down with block_on_overflow, and loses nothing', async () => {
    const world = await World.start(exporter(`${retry}${queue}  block_on_overflow: true\n`));
    await world.backend.up();
    const open: (() => void)[] = [];
    world.backend.behaviour = async (names) => {
      await new Promise<void>((resolve) => open.push(resolve));
      return accepts(names);
    };
    const sending = Array.from({ length: 10 }, (_, index) => world.send(`a${String(index)}`));
    await world.wait(0);
    expect([[...world.sent.values()].filter((status) => status === 200).length, world.measured().queued]).toEqual([6, 6]);

    for (let round = 0; round < 10; round += 1) {
      open.shift()?.();
      await world.wait(0);
    }

    expect(new Set(await Promise.all(sending))).toEqual(new Set([200]));
    expect([world.fates(), world.measured(), world.backend.got.length]).toEqual([
      { sent: 10, refused: 0, dropped: 0, held: 0 }, { accepted: 10, refused: 0, sent: 10, failed: 0, notQueued: 0, queued: 0 }, 10,
    ]);
    await world.collector.shutdown();
  });
});
