import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import type { Traces } from '#engine/pdata/traces.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import { background, type Context } from '../consumer/consumer.ts';
import { FakeClock } from '#common/base/fakeClock.ts';
import { createLogger } from '../service/telemetry/logger.ts';
import { fakeHost, type FakeSettings, fakeSettings } from '../testing/fakeHost.ts';
import { createExporter, type ExporterSettings } from './exporterHelper.ts';
import { exporterHelperRules2023 } from './exporterHelperRules.ts';
import { retryOnFailure } from './retry.ts';
import { sampledLogger } from './sampledLogger.ts';
import { sendingQueue, validateSendingQueue } from './sendingQueueConfig.ts';
import { retryOnFailure2023, sendingQueue2023, validateSendingQueue2023 } from './sendingQueueConfig2023.ts';

const spans = (count: number): Traces => traces(...Array.from({ length: count }, (_, index) => span(`s${String(index)}`)));
const refused = new ConsumeError('refused', { retryable: true });

async function setUp(settings: Partial<ExporterSettings<'traces'>> = {}) {
  const host = fakeHost();
  const set = fakeSettings('otlp_http');
  const pushed: Traces[] = [];
  const contexts: Context[] = [];
  const push = async (data: Traces, call: { readonly context: Context }): Promise<void> => {
    pushed.push(data);
    contexts.push(call.context);
  };
  const exporter = createExporter<'traces'>({ signal: 'traces', set, push, ...settings });
  await exporter.start(host);
  return { host, set, exporter, pushed, contexts, sizes: () => pushed.map((data) => itemCount('traces', data)), lines: () => set.entries.map(({ message, fields }) => ({ message, fields })) };
}
const queue = (written: object = {}) => ({ config: sendingQueue().parse(written) });
/** A push that waits for its turn. */
function gate() {
  const waiting: (() => void)[] = [];
  return { push: () => new Promise<void>((resolve) => waiting.push(resolve)), open: () => waiting.splice(0).forEach((resolve) => resolve()), waiting };
}

describe('an exporter without a queue', () => {
  it('gives its caller the error, says so, and counts it', async () => {
    const { exporter, lines, set } = await setUp({ push: () => Promise.reject(refused), queue: { config: undefined } });

    await expect(exporter.consume(spans(3), background)).rejects.toBe(refused);

    expect(lines()).toEqual([{ message: 'Exporting failed. Rejecting data. Try enabling sending_queue to survive temporary failures.', fields: { error: 'refused', rejected_items: 3 } }]);
    expect(Object.fromEntries(set.metricValues())).toMatchObject({ otelcol_exporter_sent_spans: 0, otelcol_exporter_send_failed_spans: 3 });
  });

  it('hints at retry_on_failure when that is off', async () => {
    const { exporter, lines } = await setUp({ push: () => Promise.reject(refused), retry: retryOnFailure().parse({ enabled: false }) });

    await expect(exporter.consume(spans(1), background)).rejects.toBe(refused);

    expect(lines()[0]?.message).toBe('Exporting failed. Rejecting data. Try enabling retry_on_failure config option to retry on retryable errors.');
  });
});

describe('an exporter with a queue', () => {
  it('accepts at once, sends later, and hides the caller from the sending', async () => {
    const { contexts, exporter, set, sizes } = await setUp({ queue: queue() });
    const caller = new AbortController();

    await exporter.consume(spans(2), { ...background, signal: caller.signal });
    await exporter.shutdown();

    expect(sizes()).toEqual([2]);
    expect(contexts[0]?.signal).toBeUndefined();
    expect(Object.fromEntries(set.metricValues())).toMatchObject({ otelcol_exporter_sent_spans: 2 });
  });

  it('refuses when it is full', async () => {
    const held = gate();
    const { exporter, lines, set } = await setUp({ push: held.push, queue: queue({ queue_size: 2, num_consumers: 1 }) });
    await exporter.consume(spans(1), background);
    await exporter.consume(spans(1), background);
    expect(set.metricValues().get('otelcol_exporter_queue_size{data_type="traces"}')).toBe(2);
    expect(set.metricValues().get('otelcol_exporter_queue_capacity{data_type="traces"}')).toBe(2);

    await expect(exporter.consume(spans(5), background)).rejects.toMatchObject({ message: 'sending queue is full', retryable: true });

    expect(lines()).toEqual([{ message: 'Exporting failed. Rejecting data.', fields: { error: 'sending queue is full', rejected_items: 5 } }]);
    expect(set.metricValues().get('otelcol_exporter_enqueue_failed_spans')).toBe(5);
  });

  it('counts items or bytes when told to, and never takes what is larger than the queue', async () => {
    const { exporter } = await setUp({ queue: queue({ sizer: 'items', queue_size: 10 }) });
    const { exporter: small } = await setUp({ queue: queue({ sizer: 'bytes', queue_size: 10 }) });

    await expect(exporter.consume(spans(11), background)).rejects.toThrow('element size too large');
    await expect(small.consume(spans(1), background)).rejects.toThrow('element size too large');
    await exporter.consume(spans(10), background);
  });

  it('waits for room with block_on_overflow', async () => {
    const held = gate();
    const { exporter, host } = await setUp({ push: held.push, queue: queue({ queue_size: 1, block_on_overflow: true }) });
    await exporter.consume(spans(1), background);
    let accepted = false;
    const second = exporter.consume(spans(1), background).then(() => { accepted = true; });
    await host.clock.advance(millis(0));
    expect(accepted).toBe(false);

    held.open();
    await second;

    expect(accepted).toBe(true);
    held.open();
  });

  it('gives its caller the outcome with wait_for_result', async () => {
    const { exporter } = await setUp({ push: () => Promise.reject(refused), queue: queue({ wait_for_result: true }) });

    await expect(exporter.consume(spans(1), background)).rejects.toBe(refused);
  });

  it('tries what is left once when it stops, and reports what is lost', async () => {
    const { exporter, host, lines } = await setUp({ push: () => Promise.reject(refused), queue: queue(), retry: retryOnFailure().parse({}) });
    await exporter.consume(spans(2), background);
    await host.clock.advance(millis(0));

    await exporter.shutdown();

    expect(lines().map((line) => line.message)).toEqual(['Exporting failed. Will retry the request after interval.', 'Exporting failed. Dropping data.']);
    expect(lines()[1]?.fields).toEqual({ error: 'interrupted due to shutdown: refused', dropped_items: 2 });
  });

  it('starts only with a storage that is one', async () => {
    const host = fakeHost({ extension: (id) => (id === 'zpages' ? {} : undefined) });
    const start = (storage: string) => createExporter<'traces'>({ signal: 'traces', set: fakeSettings('otlp_http'), push: async () => {}, queue: queue({ storage }) }).start(host);

    await expect(start('file_storage')).rejects.toThrow('no storage client extension found');
    await expect(start('zpages')).rejects.toThrow('requested extension is not a storage extension');
  });
});

describe('an exporter of v0.84', () => {
  const rules = exporterHelperRules2023;
  const queue2023 = (written: object = {}) => ({ config: sendingQueue2023().parse(written) });

  it.each([
    ['a permanent error', { queue: queue2023(), retry: retryOnFailure2023().parse({}) }, new ConsumeError('bad', { retryable: false }),
      [['Exporting failed. The error is not retryable. Dropping data.', { error: 'Permanent error: bad', dropped_items: 2 }]]],
    ['retries that are over', { queue: queue2023(), retry: retryOnFailure2023().parse({ max_elapsed_time: '1s' }) }, refused,
      [['Exporting failed. No more retries left. Dropping data.', { error: 'max elapsed time expired refused', dropped_items: 2 }]]],
    ['no retrying and no queue', { queue: queue2023({ enabled: false }), retry: retryOnFailure2023().parse({ enabled: false }) }, refused, [
      ['Exporting failed. Try enabling retry_on_failure config option to retry on retryable errors', { error: 'refused' }],
      ['Exporting failed. Dropping data. Try enabling sending_queue to survive temporary failures.', { dropped_items: 2 }],
    ]],
  ])('says its own words of %s', async (...[, settings, error, expected]) => {
    const { exporter, host, lines } = await setUp({ ...settings, rules, push: () => Promise.reject(error) });

    await exporter.consume(spans(2), background).catch(() => {});
    await host.clock.advance(millis(0));

    expect(lines().map(({ fields, message }) => [message, fields])).toEqual(expected);
  });

  it('counts only what waits, and knows all that could not be queued from the start', async () => {
    const held = gate();
    const { exporter, lines, set } = await setUp({ rules, push: held.push, queue: queue2023({ queue_size: 1, num_consumers: 1 }) });
    for (let index = 0; index < 2; index += 1) await exporter.consume(spans(1), background);

    await expect(exporter.consume(spans(3), background)).rejects.toThrow('sending_queue is full');

    expect(lines()).toEqual([{ message: 'Dropping data because sending_queue is full. Try increasing queue_size.', fields: { dropped_items: 3 } }]);
    expect(Object.fromEntries(set.metricValues())).toEqual({
      otelcol_exporter_enqueue_failed_spans: 3, otelcol_exporter_enqueue_failed_metric_points: 0, otelcol_exporter_enqueue_failed_log_records: 0,
      otelcol_exporter_queue_size: 1, otelcol_exporter_queue_capacity: 1,
    });
  });

  it('loses what nobody ever takes', async () => {
    const { exporter, set } = await setUp({ rules, queue: queue2023({ num_consumers: 0 }) });
    await exporter.consume(spans(1), background);

    await exporter.shutdown();

    expect(set.given).toMatchObject([{ verdict: 'dropped', because: 'no consumer ever took it from the queue', rule: ['sending_queue', 'num_consumers'] }]);
  });

  it('writes the first of equal lines in ten seconds, and then each hundredth', () => {
    const clock = new FakeClock();
    const messages: string[] = [];
    const plain = createLogger({ clock, level: 'info', encoding: 'console', disableCaller: false, sampling: undefined, fields: {}, write: ({ message }) => messages.push(message) });
    const logger = sampledLogger(plain, clock);

    for (let index = 0; index < 201; index += 1) logger.error('a');
    logger.error('b');
    logger.debug('c');

    expect(messages).toEqual(['a', 'a', 'a', 'b']);
  });

  it.each([
    [{ queue_size: 0 }, ['queue size must be positive']],
    [{ queue_size: 0, enabled: false }, []],
    [{ num_consumers: -1 }, []],
  ])('validates %j: %j', (written, messages) => {
    expect(validateSendingQueue2023(sendingQueue2023().parse(written)).map(({ message }) => message)).toEqual(messages);
  });

  it('complains twice where the exporter checks its queue too', () => {
    expect(validateSendingQueue2023(sendingQueue2023().parse({ queue_size: 0 }), { wrapped: true })[0]?.message).toBe('queue settings has invalid configuration: queue size must be positive; queue size must be positive');
  });
});

describe('the reasons of an exporter', () => {
  const told = (set: FakeSettings) => set.given.map(({ because, data, inputs, rule, verdict, wait }) => ({ verdict, items: itemCount('traces', data as Traces), because, rule, inputs, wait }));

  it('say of each batch how long it waited before it was sent', async () => {
    const { exporter, host, set } = await setUp({ queue: queue({ batch: { min_size: 5, flush_timeout: '1s' } }) });
    await exporter.consume(spans(2), background);
    await host.clock.advance(millis(1000));

    expect(told(set)).toEqual([{ verdict: 'kept', items: 2, because: 'sent', wait: 1000 }]);
  });

  it('say what did not fit into the queue', async () => {
    const held = gate();
    const { exporter, set } = await setUp({ push: held.push, queue: queue({ sizer: 'items', queue_size: 4 }) });
    await exporter.consume(spans(3), background);

    await expect(exporter.consume(spans(2), background)).rejects.toThrow();

    expect(told(set)).toEqual([{
      verdict: 'refused', items: 2, because: 'sending queue is full', rule: ['sending_queue', 'queue_size'], inputs: { queue_size: 4, 'queue.size': 3, 'request.size': 2, sizer: 'items' }, wait: undefined,
    }]);
  });

  it('say how often and how long an exporter tried, and name the part that failed', async () => {
    const half = new ConsumeError('half', { retryable: true, failed: spans(1) });
    const { exporter, host, set } = await setUp({ push: () => Promise.reject(half), queue: queue(), retry: retryOnFailure().parse({ randomization_factor: 0, initial_interval: '4s', max_interval: '4s', max_elapsed_time: '9s' }) });
    await exporter.consume(spans(3), background);
    await host.clock.advance(millis(60_000));

    const waits = { verdict: 'held', items: 1, because: 'Exporting failed. Will retry the request after interval.', rule: ['retry_on_failure', 'initial_interval'], wait: 4000 };
    expect(told(set)).toEqual([
      { ...waits, inputs: { error: 'half', attempts: 1, 'interval.millis': 4000 } },
      { ...waits, inputs: { error: 'half', attempts: 2, 'interval.millis': 4000 } },
      {
        verdict: 'failed', items: 1, because: 'no more retries left: half', rule: ['retry_on_failure', 'max_elapsed_time'],
        inputs: { error: 'half', permanent: false, attempts: 3, 'waits.millis': 8000, 'max_elapsed_time.millis': 9000 }, wait: 8000,
      },
    ]);
    expect(set.metricValues().get('otelcol_exporter_send_failed_spans')).toBe(3);
  });

  it('are not made while nobody listens', async () => {
    const set = { ...fakeSettings('otlp_http'), reasons: { wanted: false, give: () => { throw new Error('nobody asked'); } } };
    const exporter = createExporter<'traces'>({ signal: 'traces', set, push: () => Promise.reject(refused), queue: queue({ queue_size: 1 }), retry: retryOnFailure().parse({}) });
    await exporter.start(fakeHost());

    await exporter.consume(spans(1), background);
    await expect(exporter.consume(spans(1), background)).rejects.toThrow('sending queue is full');
    await exporter.shutdown();
  });
});

describe('detailed metrics of an exporter', () => {
  it.each([
    [new ConsumeError('x', { retryable: true, status: 'Unavailable' }), 'error_permanent="false",error_type="Unavailable"'],
    [new ConsumeError('x', { retryable: false }), 'error_permanent="true",error_type="_OTHER"'],
    [new ConsumeError('context deadline exceeded', { retryable: true }), 'error_permanent="false",error_type="Deadline_Exceeded"'],
  ])('tell kinds of errors apart (%#)', async (error, attributes) => {
    const set = fakeSettings('otlp_http');
    const detailed = Object.defineProperty(Object.create(set.metrics) as typeof set.metrics, 'detailed', { value: true });
    const exporter = createExporter<'traces'>({ signal: 'traces', set: { ...set, metrics: detailed }, push: () => Promise.reject(error), queue: queue({ batch: {} }) });
    await exporter.start(fakeHost());

    await exporter.consume(spans(2), background);
    await exporter.shutdown();

    const values = set.metricValues();
    expect(values.get(`otelcol_exporter_send_failed_spans{${attributes}}`)).toBe(2);
    expect([...values.keys()].filter((name) => name.endsWith('_sum'))).toEqual([
      'otelcol_exporter_enqueue_size_sum', 'otelcol_exporter_enqueue_size_bytes_sum', 'otelcol_exporter_queue_batch_send_size_sum', 'otelcol_exporter_queue_batch_send_size_bytes_sum',
    ]);
  });
});

describe('an exporter with a batching queue', () => {
  it('sends at min_size, or when flush_timeout has passed since the first item', async () => {
    const { exporter, host, sizes } = await setUp({ queue: queue({ batch: { min_size: 5, flush_timeout: '1s' } }) });

    await exporter.consume(spans(2), background);
    await host.clock.advance(millis(900));
    await exporter.consume(spans(1), background);
    await host.clock.advance(millis(99));
    expect(sizes()).toEqual([]);
    await host.clock.advance(millis(1));
    await exporter.consume(spans(6), background);
    await host.clock.advance(millis(0));

    expect(sizes()).toEqual([3, 6]);
  });

  it('cuts at max_size and keeps the rest for the next batch', async () => {
    const { exporter, host, sizes } = await setUp({ queue: queue({ batch: { min_size: 4, max_size: 4 } }) });

    await exporter.consume(spans(10), background);
    await host.clock.advance(millis(0));
    expect(sizes()).toEqual([4, 4]);
    await exporter.shutdown();

    expect(sizes()).toEqual([4, 4, 2]);
  });

  it('keeps requests with different metadata apart', async () => {
    const { contexts, exporter, sizes } = await setUp({ queue: queue({ batch: { partition: { metadata_keys: ['Tenant'] } } }) });
    const from = (tenant: string): Context => ({ clientAddress: '', metadata: new Map([['tenant', [tenant]], ['other', ['x']]]) });

    await exporter.consume(spans(1), from('a'));
    await exporter.consume(spans(2), from('b'));
    await exporter.consume(spans(4), from('a'));
    await exporter.shutdown();

    expect(sizes()).toEqual([5, 2]);
    expect([...contexts[0]!.metadata]).toEqual([['tenant', ['a']]]);
  });
});

describe('validateSendingQueue', () => {
  it.each([
    [{ num_consumers: 0 }, '`num_consumers` must be positive'],
    [{ queue_size: 0 }, '`queue_size` must be positive'],
    [{ storage: 'a', wait_for_result: true }, '`wait_for_result` is not supported with a persistent queue configured with `storage`'],
    [{ batch: { flush_timeout: '-1ms' } }, 'batch: `flush_timeout` must be positive, found -1000000'],
    [{ batch: { min_size: 10, max_size: 5 } }, 'batch: `max_size` (5) must be greater or equal to `min_size` (10)'],
    [{ sizer: 'requests', queue_size: 10_000, batch: {} }, 'batch: `batch` supports only `items` or `bytes` sizer, found "requests"'],
    [{ sizer: 'items', queue_size: 100, batch: {} }, '`min_size` must be less than or equal to `queue_size`'],
    [{ batch: { partition: { metadata_keys: ['a', 'A'] } } }, 'batch: partition: duplicate entry in metadata_keys: "a" (case-insensitive)'],
  ])('%j: %s', (written, message) => {
    expect(validateSendingQueue(sendingQueue().parse(written)).map((problem) => problem.message)).toEqual([message]);
  });

  it('is content with the defaults, and has nothing to say of a queue that is off', () => {
    expect(validateSendingQueue(sendingQueue().parse(null))).toEqual([]);
    expect(sendingQueue().parse({ enabled: false })).toBeUndefined();
  });
});
