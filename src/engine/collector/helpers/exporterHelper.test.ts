import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import type { Traces } from '#engine/pdata/traces.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import { background, type Context } from '../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../testing/fakeHost.ts';
import { createExporter, type ExporterSettings } from './exporterHelper.ts';
import { retryOnFailure } from './retry.ts';
import { sendingQueue, validateSendingQueue } from './sendingQueueConfig.ts';

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
