import { describe, expect, it } from 'vitest';
import { millis } from '#common/base/units.ts';
import { span, traces } from '#engine/pdata/testing/traces.ts';
import { background } from '../../../consumer/consumer.ts';
import { fakeHost, fakeSettings } from '../../../testing/fakeHost.ts';
import { TracesSink } from '../../../testing/sink.ts';
import { MemoryLimiterConfig, validateMemoryLimiter } from './config.ts';
import { memoryLimiterProcessor, memoryLimiterProcessor2023 } from './factory.ts';

const mib = 2 ** 20;

async function setUp(written: object, factory = memoryLimiterProcessor) {
  const memory = { now: 10 * mib, collections: 0, freed: 0 };
  const host = fakeHost({ memory: { used: () => memory.now, total: () => 1000 * mib, collect: () => { memory.collections += 1; memory.now -= memory.freed; } } });
  const set = Object.assign(fakeSettings('memory_limiter'), { totalMemory: () => 1000 * mib });
  const next = new TracesSink();
  const processor = factory.create.traces!(set, factory.config.parse({ check_interval: '1s', ...written }), next);
  await processor.start(host);
  const consume = (): Promise<void> => processor.consume(traces(span('a'), span('b')), background);
  return { consume, host, memory, next, processor, set, lines: () => set.entries.filter((entry) => entry.level !== 'debug').map(({ fields, level, message }) => [level, message, fields]) };
}

describe('memory_limiter', () => {
  it('says its limits: percentages of the memory there is, a fifth of the limit when no spike is given', async () => {
    expect((await setUp({ limit_mib: 100 })).lines()).toEqual([['info', 'Memory limiter configured', { limit_mib: 100, spike_limit_mib: 20, check_interval: 1 }]]);
    expect((await setUp({ limit_percentage: 75, spike_limit_percentage: 15 })).lines()).toEqual([
      ['info', 'Using percentage memory limiter', { total_memory_mib: 1000, limit_percentage: 75, spike_limit_percentage: 15 }],
      ['info', 'Memory limiter configured', { limit_mib: 750, spike_limit_mib: 150, check_interval: 1 }],
    ]);
  });

  it('refuses above the soft limit until memory is back, measuring once per check_interval', async () => {
    const { consume, host, lines, memory, next, set } = await setUp({ limit_mib: 100 });
    memory.now = 85 * mib;
    await consume();
    await host.clock.advance(millis(1000));

    await expect(consume()).rejects.toMatchObject({ message: 'data refused due to high memory usage', retryable: true });
    memory.now = 50 * mib;
    await host.clock.advance(millis(1000));
    await consume();

    expect(next.received).toHaveLength(2);
    expect(lines().slice(1)).toEqual([
      ['warn', 'Memory usage is above soft limit. Refusing data.', { cur_mem_mib: 85 }],
      ['info', 'Memory usage back within limits. Resuming normal operation.', { cur_mem_mib: 50 }],
    ]);
    expect(Object.fromEntries(set.metricValues())).toEqual({ otelcol_processor_accepted_spans: 4, otelcol_processor_refused_spans: 2 });
    expect(host.statuses).toEqual([{ status: 'recoverable_error', error: 'data refused due to high memory usage' }, { status: 'ok' }]);
    expect(set.given.map(({ because, inputs, rule, verdict }) => ({ because, inputs, rule, verdict }))).toEqual([{
      verdict: 'refused', because: 'data refused due to high memory usage', rule: ['limit_mib'], inputs: { 'memory.used_mib': 85, soft_limit_mib: 80, limit_mib: 100 },
    }]);
  });

  it('collects at once above the hard limit, and goes on when that helped', async () => {
    const { consume, host, lines, memory } = await setUp({ limit_mib: 100 });
    memory.now = 120 * mib;
    memory.freed = 90 * mib;

    await host.clock.advance(millis(1000));
    await consume();

    expect(lines().slice(1)).toEqual([
      ['warn', 'Memory usage is above hard limit. Forcing a GC.', { cur_mem_mib: 120 }],
      ['info', 'Memory usage after GC.', { cur_mem_mib: 30 }],
    ]);
  });

  it('collects less and less often while that frees nothing', async () => {
    const { host, memory, set } = await setUp({ limit_mib: 100 });
    memory.now = 120 * mib;

    await host.clock.advance(millis(60_000));

    // At 1 s, then whenever 1.9, 3.8, 7.6, 15.2 and 30 s have passed since the last, at the next check.
    expect(memory.collections).toBe(5);
    expect(set.entries.find((entry) => entry.message.startsWith('Forced GC did not'))).toMatchObject({
      level: 'warn', fields: { next_soft_gc_interval: 20, next_hard_gc_interval: 1.9, cur_mem_mib: 120 },
    });
  });

  it('is one limiter for all pipelines that have its id', async () => {
    const host = fakeHost();
    const config = MemoryLimiterConfig.parse({ check_interval: '1s', limit_mib: 1 });
    const [first, second] = [1, 2].map(() => memoryLimiterProcessor.create.traces!(fakeSettings(), config, new TracesSink()));
    await first!.start(host);
    await second!.start(host);
    expect(host.clock.pendingTimers).toBe(1);

    await first!.shutdown();
    await first!.shutdown();
    expect(host.clock.pendingTimers).toBe(1);
    await second!.shutdown();

    expect(host.clock.pendingTimers).toBe(0);
  });
});

describe('validateMemoryLimiter', () => {
  it.each([
    [{}, "'check_interval' must be greater than zero"],
    [{ check_interval: '1s' }, "'limit_mib' or 'limit_percentage' must be greater than zero"],
    [{ check_interval: '1s', limit_mib: 10, spike_limit_mib: 10 }, "'spike_limit_mib' must be smaller than 'limit_mib'"],
    [{ check_interval: '1s', limit_percentage: 10, spike_limit_percentage: 20 }, "'spike_limit_percentage' must be smaller than 'limit_percentage'"],
    [{ check_interval: '1s', limit_percentage: 101 }, "'limit_percentage' and 'spike_limit_percentage' must be greater than zero and less than or equal to hundred"],
    [{ check_interval: '1s', limit_mib: 1, min_gc_interval_when_hard_limited: '20s' }, "'min_gc_interval_when_soft_limited' should be larger than 'min_gc_interval_when_hard_limited'"],
  ])('%j: %s', (written, message) => {
    expect(validateMemoryLimiter(MemoryLimiterConfig.parse(written)).map((problem) => problem.message)).toEqual([message]);
  });
});

describe('memory_limiter of v0.84', () => {
  it.each([
    [{ check_interval: '0s' }, 'checkInterval must be greater than zero'],
    [{}, 'memAllocLimit or memoryLimitPercentage must be greater than zero'],
    [{ limit_mib: 10, spike_limit_mib: 10 }, 'memSpikeLimit must be smaller than memAllocLimit'],
    [{ limit_percentage: 50 }, 'memoryLimitPercentage and memorySpikePercentage must be greater than zero and less than or equal to hundred'],
    [{ limit_percentage: 101, spike_limit_percentage: 1 }, 'memoryLimitPercentage and memorySpikePercentage must be greater than zero and less than or equal to hundred'],
    [{ limit_percentage: 50, spike_limit_percentage: 60 }, 'memSpikeLimit must be smaller than memAllocLimit'],
  ])('is not created with %j', async (written, message) => {
    await expect(setUp(written, memoryLimiterProcessor2023)).rejects.toThrow(message);
  });

  it('collects once when it begins to refuse, and at every look above the hard limit', async () => {
    const { consume, host, lines, memory, set } = await setUp({ limit_mib: 100 }, memoryLimiterProcessor2023);
    memory.now = 85 * mib;
    await consume();
    await host.clock.advance(millis(3000));
    await expect(consume()).rejects.toMatchObject({ message: 'data refused due to high memory usage', retryable: true });
    expect(memory.collections).toBe(1);
    memory.now = 120 * mib;
    await host.clock.advance(millis(2000));
    expect(memory.collections).toBe(3);
    memory.now = 50 * mib;
    await host.clock.advance(millis(1000));

    expect(lines()).toEqual([
      ['info', 'Memory limiter configured', { limit_mib: 100, spike_limit_mib: 20, check_interval: 1 }],
      ['info', 'Memory usage is above soft limit. Forcing a GC.', { cur_mem_mib: 85 }],
      ['info', 'Memory usage after GC.', { cur_mem_mib: 85 }],
      ['warn', 'Memory usage is above soft limit. Refusing data.', { cur_mem_mib: 85 }],
      ...[1, 2].flatMap(() => [['warn', 'Memory usage is above hard limit. Forcing a GC.', { cur_mem_mib: 120 }], ['info', 'Memory usage after GC.', { cur_mem_mib: 120 }]]),
      ['info', 'Memory usage back within limits. Resuming normal operation.', { cur_mem_mib: 50 }],
    ]);
    expect(Object.fromEntries(set.metricValues())).toEqual({ otelcol_processor_accepted_spans: 2, otelcol_processor_refused_spans: 2, otelcol_processor_dropped_spans: 0 });
  });
});
