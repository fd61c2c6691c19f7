import { describe, expect, it } from 'vitest';
import { type FakeSpan, fakeStart, fakeTracesOf } from './fakeSpans.ts';
import { spanOrigin, type StoredSpan } from './storedTrace.ts';
import { traceTree } from './traceTree.ts';

function stored(given: readonly FakeSpan[]): readonly StoredSpan[] {
  return fakeTracesOf(given).resourceSpans.flatMap((rs) => rs.scopeSpans.flatMap((ss) => ss.spans.map((span) => ({ span, origin: spanOrigin(rs, ss) }))));
}
const tree = (...given: readonly FakeSpan[]) => traceTree(stored(given), fakeStart);
const shape = (...given: readonly FakeSpan[]) => tree(...given).map((row) => `${'-'.repeat(row.depth)}${row.spanId}${row.orphan ? '?' : ''}<${String(row.parentIndex)}`);

describe('traceTree', () => {
  it('orders depth first, siblings by start time, whatever order they came in', () => {
    expect(shape(
      { id: 'c', parent: 'a', start: 5 }, { id: 'd', parent: 'b', start: 2 }, { id: 'b', parent: 'a', start: 1 }, { id: 'a', millis: 20 },
    )).toEqual(['a<-1', '-b<0', '--d<1', '-c<0']);
  });

  it('puts an orphan at the top level and says so', () => {
    expect(shape({ id: 'a' }, { id: 'x', parent: 'gone', start: 3 }, { id: 'y', parent: 'x', start: 4 })).toEqual(['a<-1', 'x?<-1', '-y<1']);
  });

  it('cuts a circle at its earliest span and loses nothing', () => {
    expect(shape({ id: 'a', parent: 'c', start: 2 }, { id: 'b', parent: 'a', start: 1 }, { id: 'c', parent: 'b', start: 3 }, { id: 'self', parent: 'self' }))
      .toEqual(['self<-1', 'b<-1', '-c<1', '--a<2']);
  });

  it('keeps spans that share an id, and hangs a child under the half in its own service', () => {
    expect(shape(
      { id: 'c', service: 'web', kind: 3 }, { id: 'c', service: 'vets', kind: 2, start: 1 }, { id: 'x', parent: 'c', service: 'vets', start: 2 },
    )).toEqual(['c<-1', 'c<-1', '-x<1']);
  });

  it('counts self time as what no child covers, overlapping children once, clipped to the span', () => {
    const rows = tree(
      { id: 'a', millis: 100 }, { id: 'b', parent: 'a', start: 10, millis: 30 }, { id: 'c', parent: 'a', start: 20, millis: 30 }, { id: 'd', parent: 'a', start: 90, millis: 500 },
    );

    expect(rows.map((row) => [row.spanId, row.selfNanos / 1e6])).toEqual([['a', 50], ['b', 30], ['c', 30], ['d', 500]]);
  });

  it('gives a span that ends before it starts no duration', () => {
    expect(tree({ id: 'a', start: 10, millis: -5 })[0]).toMatchObject({ startNanos: 10e6, durationNanos: 0, selfNanos: 0 });
  });

  it('names the peer of a client span only while the called side is absent', () => {
    const client: FakeSpan = { id: 'c', kind: 3, attributes: { 'server.address': 'cardpay.example', 'server.port': 443n } };

    expect(tree(client)[0]?.peer).toBe('cardpay.example:443');
    expect(tree(client, { id: 's', parent: 'c', kind: 2 })[0]?.peer).toBeNull();
    expect(tree({ ...client, kind: 1 })[0]?.peer).toBeNull();
  });

  it('takes a chain and a fan of 100,000 spans', () => {
    const chain = stored(Array.from({ length: 100_000 }, (_, i): FakeSpan => (i === 0 ? { id: '0' } : { id: String(i), parent: String(i - 1), start: i / 1e3 })));
    const fan = stored(Array.from({ length: 100_000 }, (_, i): FakeSpan => (i === 0 ? { id: '0' } : { id: String(i), parent: '0', start: (100_000 - i) / 1e3 })));

    expect(traceTree(chain, fakeStart).at(-1)).toMatchObject({ spanId: '99999', depth: 99_999, parentIndex: 99_998 });
    expect(traceTree(fan, fakeStart)[1]).toMatchObject({ spanId: '99999', depth: 1 });
  });
});
