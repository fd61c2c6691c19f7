import { describe, expect, it } from 'vitest';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import type { Traces } from '#engine/pdata/traces.ts';
import { background } from '../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../testing/fakeHost.ts';
import { TracesSink } from '../testing/sink.ts';
import { defineTransform } from './factory.ts';
import { section } from './fields.ts';

async function setUp(apply: (data: Traces) => Traces | null, detailed = false) {
  const factory = defineTransform({ type: 'x', summary: '', stability: {}, config: section({}), transform: { traces: () => apply } });
  const set = fakeSettings('x');
  const metrics = Object.defineProperty(Object.create(set.metrics) as typeof set.metrics, 'detailed', { value: detailed });
  const next = new TracesSink();
  const processor = factory.create.traces!({ ...set, metrics }, {}, next);
  await processor.start(fakeHost());
  return { next, processor, values: () => [...set.metricValues()].map(([name, value]) => [name.replace('otelcol_processor_', '').replace('{otel_signal="traces"}', ''), value]) };
}

describe('a stateless processor', () => {
  it.each([
    ['passes on', (data: Traces) => data, 2, 1],
    ['drops everything', () => null, 0, 0],
    ['drops some', () => traces(span('a')), 1, 1],
  ])('counts what comes in and goes out when it %s', async (...[, apply, outgoing, received]) => {
    const { next, processor, values } = await setUp(apply);

    await processor.consume(traces(span('a'), span('b')), background);

    expect([values(), next.received.length]).toEqual([[['incoming_items', 2], ['outgoing_items', outgoing]], received]);
  });

  it('counts what came in when it fails', async () => {
    const { processor, values } = await setUp(() => { throw new Error('no'); });

    await expect(processor.consume(traces(span('a')), background)).rejects.toThrow('no');

    expect(values()).toEqual([['incoming_items', 1], ['outgoing_items', 0]]);
  });

  it('measures its time where detailed metrics are wanted', async () => {
    const { processor, values } = await setUp((data) => data, true);

    await processor.consume(traces(span('a')), background);

    expect(values()).toContainEqual(['internal_duration_count', 1]);
  });
});
