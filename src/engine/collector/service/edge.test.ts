import { describe, expect, it } from 'vitest';
import { Emitter } from '#common/base/emitter.ts';
import { FakeClock } from '#common/base/fakeClock.ts';
import type { Traces } from '#engine/pdata/traces.ts';
import type { Tapped } from '../collector.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import { background } from '../consumer/consumer.ts';
import { TracesSink } from '../testing/sink.ts';
import { type Counters, edge, type EdgeSettings, exit, fanOut } from './edge.ts';

const traces = { resourceSpans: [{ scopeSpans: [{ spans: [{}, {}] }, { spans: [{}] }] }] } as unknown as Traces;

function edgeSettings(): EdgeSettings & { readonly counters: Map<string, Counters>; readonly tapped: Emitter<Tapped> } {
  const counters = new Map<string, Counters>();
  return {
    clock: new FakeClock(), tapped: new Emitter<Tapped>(), counters,
    countersOf: (nodeId) => {
      const found = counters.get(nodeId) ?? { inItems: 0, outItems: 0, failedItems: 0 };
      counters.set(nodeId, found);
      return found;
    },
  };
}

describe('edge', () => {
  it('counts items out of one node and into the next', async () => {
    const settings = edgeSettings();
    const sink = new TracesSink();
    const between = exit({ from: 'a', signal: 'traces' }, edge({ from: 'a', to: 'b', signal: 'traces' }, sink, settings), settings);

    await between.consume(traces, background);
    sink.failure = new ConsumeError('full', { retryable: true });
    await expect(between.consume(traces, background)).rejects.toThrow('full');

    expect(Object.fromEntries(settings.counters)).toEqual({ a: { inItems: 0, outItems: 3, failedItems: 3 }, b: { inItems: 6, outItems: 0, failedItems: 0 } });
  });

  it('counts an item that leaves on several edges once', async () => {
    const settings = edgeSettings();
    const branches = ['b', 'c'].map((to) => edge({ from: 'a', to, signal: 'traces' }, new TracesSink(), settings));

    await exit({ from: 'a', signal: 'traces' }, fanOut(branches), settings).consume(traces, background);

    expect(['a', 'b', 'c'].map((id) => settings.countersOf(id))).toEqual([
      { inItems: 0, outItems: 3, failedItems: 0 }, { inItems: 3, outItems: 0, failedItems: 0 }, { inItems: 3, outItems: 0, failedItems: 0 },
    ]);
  });

  it('shows batches only while somebody taps', async () => {
    const settings = edgeSettings();
    const between = edge({ from: 'a', to: 'b', signal: 'traces' }, new TracesSink(), settings);
    const seen: Tapped[] = [];

    const tap = settings.tapped.event((tapped) => seen.push(tapped));
    await between.consume(traces, background);
    tap[Symbol.dispose]();
    await between.consume(traces, background);

    expect(seen).toEqual([{ from: 'a', to: 'b', signal: 'traces', data: traces, timeUnixNano: new FakeClock().now() }]);
  });
});

describe('fanOut', () => {
  it('calls every consumer although an earlier one failed, and joins their errors', async () => {
    const [first, second, third] = [new TracesSink(), new TracesSink(), new TracesSink()];
    first.failure = new ConsumeError('one', { retryable: true });
    third.failure = new ConsumeError('three', { retryable: true });

    const failure = await fanOut([first, second, third]).consume(traces, background).catch((error: unknown) => error);

    expect(second.received).toHaveLength(1);
    expect(failure).toMatchObject({ message: 'one; three', retryable: true });
  });

  it('is permanent when any failure is, and says so only of that one', async () => {
    const [first, second] = [new TracesSink(), new TracesSink()];
    first.failure = new ConsumeError('one', { retryable: true });
    second.failure = new ConsumeError('two', { retryable: false, status: 'InvalidArgument' });

    await expect(fanOut([first, second]).consume(traces, background)).rejects.toMatchObject({ message: 'one; Permanent error: two', retryable: false, status: 'InvalidArgument' });
  });

  it('passes a single consumer\'s error on as it is', async () => {
    const sink = new TracesSink();
    sink.failure = new Error('plain');

    await expect(fanOut([sink]).consume(traces, background)).rejects.toBe(sink.failure);
  });
});
