import { describe, expect, it } from 'vitest';
import { Emitter } from '#common/base/emitter.ts';
import { FakeClock } from '#common/base/fakeClock.ts';
import type { Traces } from '#engine/pdata/traces.ts';
import type { Explained, Tapped } from '../collector.ts';
import type { Factory } from '../component/factory.ts';
import { ConsumeError } from '../consumer/consumeError.ts';
import { background, type Consumer } from '../consumer/consumer.ts';
import { TracesSink } from '../testing/sink.ts';
import type { ComponentConfig } from './decode/config.ts';
import { type Counters, type EdgeSettings, outlet, type Target } from './edge.ts';
import { NodeReasons } from './explain.ts';

const traces = { resourceSpans: [{ scopeSpans: [{ spans: [{}, {}] }, { spans: [{}] }] }] } as unknown as Traces;
const range = { startLine: 3, startColumn: 1, endLine: 3, endColumn: 4 };

function setUp() {
  const counters = new Map<string, Counters>();
  const settings: EdgeSettings & { readonly tapped: Emitter<Tapped> } = {
    clock: new FakeClock(), tapped: new Emitter<Tapped>(),
    countersOf: (nodeId) => {
      const found = counters.get(nodeId) ?? { inItems: 0, outItems: 0, failedItems: 0 };
      counters.set(nodeId, found);
      return found;
    },
  };
  const explained = new Emitter<Explained>();
  const target = (nodeId: string, consumer: Consumer<'traces'>): Target<'traces'> => {
    const definition = { id: nodeId, keyPlace: { source: 0, range }, written: { kind: 'scalar' } } as unknown as ComponentConfig<Factory>;
    return { nodeId, consumer, reasons: new NodeReasons(nodeId, definition, { explained, clock: settings.clock }) };
  };
  const from = (nodeId: string, ...targets: readonly Target<'traces'>[]): Consumer<'traces'> => outlet({ from: nodeId, signal: 'traces' }, targets, settings);
  return { counters, explained, from, settings, target };
}
function failing(error: Error): TracesSink {
  const sink = new TracesSink();
  sink.failure = error;
  return sink;
}
const retryable = (text: string): ConsumeError => new ConsumeError(text, { retryable: true });

describe('outlet', () => {
  it('counts items out of one node and into the next', async () => {
    const { counters, from, target } = setUp();
    const sink = new TracesSink();
    const out = from('a', target('b', sink));

    await out.consume(traces, background);
    sink.failure = retryable('full');
    await expect(out.consume(traces, background)).rejects.toBe(sink.failure);

    expect(Object.fromEntries(counters)).toEqual({ a: { inItems: 0, outItems: 3, failedItems: 3 }, b: { inItems: 6, outItems: 0, failedItems: 0 } });
  });

  it('counts an item that leaves on several edges once', async () => {
    const { counters, from, target } = setUp();

    await from('a', target('b', new TracesSink()), target('c', new TracesSink())).consume(traces, background);

    expect(Object.fromEntries(counters)).toEqual({ a: { inItems: 0, outItems: 3, failedItems: 0 }, b: { inItems: 3, outItems: 0, failedItems: 0 }, c: { inItems: 3, outItems: 0, failedItems: 0 } });
  });

  it('shows batches only while somebody taps', async () => {
    const { from, settings, target } = setUp();
    const out = from('a', target('b', new TracesSink()));
    const seen: Tapped[] = [];

    const tap = settings.tapped.event((tapped) => seen.push(tapped));
    await out.consume(traces, background);
    tap[Symbol.dispose]();
    await out.consume(traces, background);

    expect(seen).toEqual([{ from: 'a', to: 'b', signal: 'traces', data: traces, timeUnixNano: new FakeClock().now() }]);
  });

  it('calls every target although an earlier one failed, and joins their errors', async () => {
    const { from, target } = setUp();
    const second = new TracesSink();

    const failure = await from('a', target('b', failing(retryable('one'))), target('c', second), target('d', failing(retryable('three'))))
      .consume(traces, background).catch((error: unknown) => error);

    expect(second.received).toHaveLength(1);
    expect(failure).toMatchObject({ message: 'one; three', retryable: true });
  });

  it('is permanent when any failure is, and says so only of that one', async () => {
    const { from, target } = setUp();
    const out = from('a', target('b', failing(retryable('one'))), target('c', failing(new ConsumeError('two', { retryable: false, status: 'InvalidArgument' }))));

    await expect(out.consume(traces, background)).rejects.toMatchObject({ message: 'one; Permanent error: two', retryable: false, status: 'InvalidArgument' });
  });
});

describe('what an outlet explains', () => {
  it('is a refusal, in the name of the node that refused, with who accepted nevertheless', async () => {
    const { explained, from, target } = setUp();
    const seen: Explained[] = [];
    explained.event((reason) => seen.push(reason));

    await expect(from('a', target('b', failing(retryable('disk full'))), target('c', new TracesSink())).consume(traces, background)).rejects.toThrow('disk full');

    expect(seen).toEqual([{
      nodeId: 'b', componentId: 'b', signal: 'traces', verdict: 'refused', data: traces, because: 'disk full', inputs: { from: 'a', retryable: true, accepted_by: 'c' },
      range, timeUnixNano: new FakeClock().now(),
    }]);
  });

  it('is told once on the way back, however the failure was wrapped or joined', async () => {
    const { explained, from, target } = setUp();
    const seen: string[] = [];
    explained.event(({ nodeId }) => seen.push(nodeId));
    const inner = from('b', target('c', failing(new Error('one'))), target('d', failing(new Error('two'))));
    const wrapping: Consumer<'traces'> = { consume: (data, context) => inner.consume(data, context).catch((error: unknown) => { throw ConsumeError.from(error).wrap('b'); }) };

    await expect(from('a', target('b', wrapping)).consume(traces, background)).rejects.toThrow('b: one; two');

    expect(seen).toEqual(['c', 'd']);
  });

  it('is nothing where the node spoke for itself, or nobody listens', async () => {
    const { explained, from, target } = setUp();
    const seen: string[] = [];
    const speaking: Target<'traces'> = target('b', { consume: (data) => {
      if (speaking.reasons.wanted) speaking.reasons.give({ signal: 'traces', verdict: 'refused', data, because: 'of memory' });
      return Promise.reject(new Error('refused'));
    } });

    const listening = explained.event(({ because }) => seen.push(because));
    await expect(from('a', speaking).consume(traces, background)).rejects.toThrow('refused');
    listening[Symbol.dispose]();
    await expect(from('a', target('c', failing(new Error('unheard')))).consume(traces, background)).rejects.toThrow('unheard');

    expect(seen).toEqual(['of memory']);
  });
});
