import { describe, expect, it } from 'vitest';
import type { SpanRow } from '#common/contract/telemetry.ts';
import { descendantCounts, expandableBelow, traceRows, visibleRange } from './traceRows.ts';

function span(spanId: string, parentIndex: number, depth: number, orphan = false): SpanRow {
  return { spanId, parentIndex, depth, orphan, service: 'web', name: spanId, kind: 'internal', status: 'unset', startNanos: 0, durationNanos: 1, selfNanos: 1, peer: null };
}
const spans = [span('root', -1, 0), span('a', 0, 1), span('b', 1, 2), span('c', 0, 1)];

describe('traceRows', () => {
  it('shows every span of an open tree with its level', () => {
    expect(traceRows(spans, new Set())).toEqual([
      { type: 'span', index: 0, level: 1, childCount: 3, expanded: true },
      { type: 'span', index: 1, level: 2, childCount: 1, expanded: true },
      { type: 'span', index: 2, level: 3, childCount: 0, expanded: true },
      { type: 'span', index: 3, level: 2, childCount: 0, expanded: true },
    ]);
  });

  it('leaves out what is below a collapsed span', () => {
    expect(traceRows(spans, new Set(['a'])).map((row) => (row.type === 'span' ? row.index : -1))).toEqual([0, 1, 3]);
  });

  it('puts orphans last, under a label that counts them', () => {
    const withOrphans = [span('lost', -1, 0, true), span('child', 0, 1), span('root', -1, 0), span('lost2', -1, 0, true)];

    expect(traceRows(withOrphans, new Set()).map((row) => (row.type === 'span' ? withOrphans[row.index]!.spanId : `${String(row.count)} orphans`))).toEqual(['root', '2 orphans', 'lost', 'child', 'lost2']);
  });

  it('has no row for an empty trace', () => {
    expect(traceRows([], new Set())).toEqual([]);
  });
});

describe('descendantCounts', () => {
  it('counts at every depth', () => {
    expect(descendantCounts(spans)).toEqual([3, 1, 0, 0]);
  });
});

describe('expandableBelow', () => {
  it('names the span and all below it that have children', () => {
    expect(expandableBelow(spans, 0)).toEqual(['root', 'a']);
  });
});

describe('visibleRange', () => {
  it('covers the window and a few rows more, inside the list', () => {
    expect(visibleRange({ scrollTop: 240, height: 240, rowHeight: 24, count: 1000, spare: 2 })).toEqual({ start: 8, end: 22 });
    expect(visibleRange({ scrollTop: 0, height: 240, rowHeight: 24, count: 4, spare: 2 })).toEqual({ start: 0, end: 4 });
    expect(visibleRange({ scrollTop: 9000, height: 240, rowHeight: 24, count: 4 })).toEqual({ start: 4, end: 4 });
  });
});
