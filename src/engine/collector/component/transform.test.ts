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
  return { next, processor, values: () => Object.fromEntries(set.metricValues()) };
}

describe('a stateless processor', () => {
  it.each([
    ['what it makes of the data', () => traces(span('b')), ['b']],
    ['nothing when everything was dropped', () => null, []],
  ])('passes on %s', async (...[, apply, names]) => {
    const { next, processor, values } = await setUp(apply);

    await processor.consume(traces(span('a')), background);

    expect([next.received.map((data) => data.resourceSpans[0]?.scopeSpans[0]?.spans[0]?.name), values()]).toEqual([names, {}]);
  });

  it('measures its own time where detailed metrics are wanted, also when it fails', async () => {
    const { processor, values } = await setUp(() => { throw new Error('no'); }, true);

    await expect(processor.consume(traces(span('a')), background)).rejects.toThrow('no');

    expect(values()).toEqual({ 'otelcol_processor_internal_duration_count{otel_signal="traces"}': 1, 'otelcol_processor_internal_duration_sum{otel_signal="traces"}': 0 });
  });
});
