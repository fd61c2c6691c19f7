import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import type { Traces } from '#engine/pdata/traces.ts';
import type { Context } from '../../../consumer/consumer.ts';
import { background } from '../../../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { TracesSink } from '../../../testing/sink.ts';
import { BatchProcessorConfig, validateBatch } from './config.ts';
import { batchProcessor } from './factory.ts';

const spans = (count: number): Traces => traces(...Array.from({ length: count }, (_, index) => span(`s${String(index)}`)));
const from = (tenant: string): Context => ({ clientAddress: 'x', metadata: new Map([['tenant', [tenant]], ['other', ['y']]]) });

async function setUp(written: object) {
  const host = fakeHost();
  const set = fakeSettings('batch');
  const next = new TracesSink();
  const processor = batchProcessor.create.traces!(set, BatchProcessorConfig.parse(written), next);
  await processor.start(host);
  const consume = async (count: number, context = background): Promise<void> => {
    await processor.consume(spans(count), context);
    await host.clock.advance(millis(0));
  };
  return { consume, host, next, processor, set, sizes: () => next.received.map((data) => itemCount('traces', data)) };
}

describe('BatchProcessor', () => {
  it('sends when send_batch_size is reached, with everything that is there', async () => {
    const { consume, set, sizes } = await setUp({ send_batch_size: 5 });

    await consume(4);
    expect(sizes()).toEqual([]);
    await consume(4);

    expect(sizes()).toEqual([8]);
    expect(set.metricValues().get('otelcol_processor_batch_batch_size_trigger_send')).toBe(1);
  });

  it('sends whatever there is when the free-running timer fires', async () => {
    const { consume, host, set, sizes } = await setUp({ timeout: '1s' });

    await host.clock.advance(millis(900));
    await consume(2);
    await host.clock.advance(millis(99));
    expect(sizes()).toEqual([]);
    await host.clock.advance(millis(1));

    expect(sizes()).toEqual([2]);
    expect(set.metricValues().get('otelcol_processor_batch_timeout_trigger_send')).toBe(1);
  });

  it('starts the timer anew after a batch that its size has sent', async () => {
    const { consume, host, sizes } = await setUp({ timeout: '1s', send_batch_size: 5, send_batch_max_size: 5 });

    await host.clock.advance(millis(900));
    await consume(6);
    await host.clock.advance(millis(999));
    expect(sizes()).toEqual([5]);
    await host.clock.advance(millis(1));

    expect(sizes()).toEqual([5, 1]);
  });

  it('splits at send_batch_max_size in order', async () => {
    const { consume, processor, next, sizes } = await setUp({ send_batch_size: 2, send_batch_max_size: 3 });

    await consume(8);
    await processor.shutdown();

    expect(sizes()).toEqual([3, 3, 2]);
    expect(next.received[1]?.resourceSpans[0]?.scopeSpans[0]?.spans.map((each) => each.name)).toEqual(['s3', 's4', 's5']);
  });

  it.each([{ timeout: '0s' }, { send_batch_size: 0 }])('sends every arrival at once with %j, still split', async (written) => {
    const { consume, host, sizes } = await setUp({ ...written, send_batch_max_size: written.timeout === undefined ? 3 : 8192 });

    await consume(4);

    expect(sizes()).toEqual(written.timeout === undefined ? [3, 1] : [4]);
    expect(host.clock.pendingTimers).toBe(0);
  });

  it('tells nobody but the log of a failure', async () => {
    const { consume, next, set } = await setUp({ timeout: '0s' });
    next.failure = new Error('refused');

    await consume(1);

    expect(set.entries.map(({ fields, level, message }) => ({ fields, level, message }))).toEqual([{ level: 'warn', message: 'Sender failed', fields: { error: 'refused' } }]);
  });

  it('drops empty envelopes', async () => {
    const { consume, sizes } = await setUp({ timeout: '0s' });

    await consume(0);

    expect(sizes()).toEqual([]);
  });

  it('batches apart by metadata, and passes on nothing else of the callers', async () => {
    const { consume, next, processor, set, sizes } = await setUp({ metadata_keys: ['Tenant'] });

    await consume(1, from('a'));
    await consume(2, from('b'));
    await consume(4, from('a'));
    expect(set.metricValues().get('otelcol_processor_batch_metadata_cardinality')).toBe(2);
    await processor.shutdown();

    expect(sizes()).toEqual([5, 2]);
    expect(next.contexts[0]).toEqual({ clientAddress: '', metadata: new Map([['tenant', ['a']]]) });
  });

  it('refuses more combinations than metadata_cardinality_limit', async () => {
    const { consume, set } = await setUp({ metadata_keys: ['tenant'], metadata_cardinality_limit: 1 });
    await consume(1, from('a'));

    await expect(consume(1, from('b'))).rejects.toMatchObject({ message: 'Permanent error: too many batcher metadata-value combinations', retryable: false });
    expect(set.given.map(({ because, inputs, rule, verdict }) => ({ because, inputs, rule, verdict }))).toEqual([{
      verdict: 'refused', because: 'too many batcher metadata-value combinations', rule: ['metadata_cardinality_limit'], inputs: { metadata_cardinality_limit: 1, 'metadata.tenant': 'b' },
    }]);
  });

  it('says why and after how long it sent, and what was lost behind it', async () => {
    const { consume, host, next, set } = await setUp({ timeout: '1s', send_batch_size: 5 });
    await host.clock.advance(millis(400));
    await consume(2);
    await host.clock.advance(millis(600));
    next.failure = new Error('sending queue is full');

    await consume(5);

    expect(set.given.map(({ because, data, rule, verdict, wait }) => [verdict, itemCount('traces', data as Traces), because, rule, wait])).toEqual([
      ['kept', 2, 'sent when the timeout had passed', ['timeout'], 600],
      ['kept', 5, 'sent when send_batch_size was reached', ['send_batch_size'], 0],
      ['dropped', 5, 'Sender failed', undefined, 0],
    ]);
  });

  it('makes callers wait while it is busy, and loses nothing that comes meanwhile', async () => {
    const { next, processor, sizes } = await setUp({ timeout: '0s' });
    const order: string[] = [];
    let release = (): void => {};
    const receive = next.consume.bind(next);
    next.consume = async (data, context) => {
      await new Promise<void>((resolve) => { release = resolve; });
      await receive(data, context);
    };

    const arrivals = Array.from({ length: 12 }, (_, index) => processor.consume(spans(1), background).then(() => { order.push(String(index)); }));
    await Promise.resolve();
    await Promise.resolve();
    expect(order).toHaveLength(9);
    for (let round = 0; round < 400 && order.length + sizes().length < 24; round += 1) {
      release();
      await Promise.resolve();
    }
    await Promise.all(arrivals);

    expect(sizes()).toHaveLength(12);
  });

  it('measures bytes only where detailed metrics are wanted', async () => {
    const host = fakeHost();
    const set = fakeSettings('batch');
    const detailed = Object.defineProperty(Object.create(set.metrics) as typeof set.metrics, 'detailed', { value: true });
    const processor = batchProcessor.create.traces!({ ...set, metrics: detailed }, BatchProcessorConfig.parse({ timeout: '0s' }), new TracesSink());
    await processor.start(host);

    await processor.consume(spans(1), background);
    await processor.shutdown();

    expect(set.metricValues().get('otelcol_processor_batch_batch_send_size_bytes_sum')).toBeGreaterThan(10);
  });
});

describe('validateBatch', () => {
  it.each([
    [{ send_batch_size: 10, send_batch_max_size: 5 }, 'send_batch_max_size must be greater or equal to send_batch_size'],
    [{ metadata_keys: ['a', 'A'] }, 'duplicate entry in metadata_keys: "a" (case-insensitive)'],
    [{ timeout: '-1s' }, 'timeout must be greater or equal to 0'],
  ])('%j: %s', (written, message) => {
    expect(validateBatch(BatchProcessorConfig.parse(written)).map((problem) => problem.message)).toEqual([message]);
  });
});
