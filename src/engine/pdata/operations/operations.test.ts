import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeProtobuf, encodeProtobuf } from '../otlp/protobuf.ts';
import { originOf } from '../otlp/origin.ts';
import { shapeOf } from '../shape.ts';
import { signals, type Pdata, type Signal } from '../signal.ts';
import { pdataArbitrary } from '../testing/arbitraries.ts';
import { deepFreeze } from '../testing/deepFreeze.ts';
import { logRecord, logs } from '../testing/logs.ts';
import { gauge, metrics, numberDataPoint, sum } from '../testing/metrics.ts';
import { plain } from '../testing/plain.ts';
import { resource, resourceSpans, span, traces } from '../testing/traces.ts';
import { Attributes } from '../value.ts';
import { isEmpty, itemCount, recordCounts } from './itemCount.ts';
import { mapAttributes } from '../testing/mapAttributes.ts';
import { mapRecords, mapResources } from './mapRecords.ts';
import { emptyPdata, merge } from './merge.ts';
import { split } from './split.ts';
import { withLogRecord, withMetric, withSpan } from './withRecord.ts';

const decoded = <S extends Signal>(signal: S, data: Pdata<S>): Pdata<S> => decodeProtobuf(signal, encodeProtobuf(signal, data));
/** Whether looking at the records so far decoded any of them. */
const anyDecoded = (data: Pdata<'metrics'>): boolean =>
  data.resourceMetrics.some((group) => group.scopeMetrics.some((scopeGroup) => scopeGroup.metrics.some((record) => 'decoded' in record && record.decoded !== undefined)));

describe('itemCount', () => {
  it('counts spans, data points and log records', () => {
    expect(itemCount('traces', traces(span('a'), span('b')))).toBe(2);
    expect(itemCount('logs', logs(logRecord('a')))).toBe(1);
    expect(itemCount('metrics', metrics(sum('n', 1n), gauge('g', [numberDataPoint(1), numberDataPoint(2)])))).toBe(3);
  });

  it('counts data points without decoding a metric', () => {
    const data = decoded('metrics', metrics(sum('n', 1n), gauge('g', [numberDataPoint(1), numberDataPoint(2)])));

    expect(itemCount('metrics', data)).toBe(3);
    expect(anyDecoded(data)).toBe(false);
    expect(data.resourceMetrics[0]?.scopeMetrics[0]?.metrics[0]?.name).toBe('n');
    expect(anyDecoded(data)).toBe(true);
  });

  it('is 0 for wrappers that hold nothing', () => {
    expect(isEmpty('traces', { resourceSpans: [resourceSpans({ a: 'b' })] })).toBe(true);
    expect(recordCounts('traces', { resourceSpans: [resourceSpans({ a: 'b' })] })).toEqual({ resources: 1, records: 0 });
    expect(isEmpty('logs', emptyPdata('logs'))).toBe(true);
  });
});

describe('merge', () => {
  it('puts resources one after the other and keeps their bytes', () => {
    const [a, b] = [decoded('traces', traces(span('a'))), decoded('traces', traces(span('b')))];
    const merged = merge('traces', [a, b]);

    expect(merged.resourceSpans).toEqual([...a.resourceSpans, ...b.resourceSpans]);
    expect(encodeProtobuf('traces', merged)).toEqual(Uint8Array.from([...encodeProtobuf('traces', a), ...encodeProtobuf('traces', b)]));
    expect(merge('traces', [a])).toBe(a);
    expect(isEmpty('traces', merge('traces', []))).toBe(true);
  });
});

describe('split', () => {
  it('keeps the wrappers of both parts', () => {
    const data = { resourceSpans: [resourceSpans({ r: 1n }, span('a'), span('b')), resourceSpans({ r: 2n }, span('c'))] };

    expect(split('traces', data, 1)).toEqual([
      { resourceSpans: [resourceSpans({ r: 1n }, span('a'))] },
      { resourceSpans: [resourceSpans({ r: 1n }, span('b')), resourceSpans({ r: 2n }, span('c'))] },
    ]);
    expect(split('traces', data, 2)).toEqual([{ resourceSpans: [data.resourceSpans[0]] }, { resourceSpans: [data.resourceSpans[1]] }]);
  });

  it('cuts a metric between its data points', () => {
    const points = [1n, 2n, 3n].map((value) => numberDataPoint(value));

    expect(split('metrics', metrics(sum('n', points), gauge('g', 4)), 2)).toEqual([
      metrics(sum('n', points.slice(0, 2))),
      metrics(sum('n', points.slice(2)), gauge('g', 4)),
    ]);
  });

  it('gives everything back as it was when it fits, and nothing for 0', () => {
    const data = traces(span('a'));

    expect(split('traces', data, 1)[0]).toBe(data);
    expect(split('traces', data, 0)).toEqual([emptyPdata('traces'), data]);
  });

  it.each(signals)('loses no item of %s, and never exceeds the size', (signal) => {
    fc.assert(fc.property(pdataArbitrary(signal), fc.integer({ min: 1, max: 6 }), (data, size) => {
      const total = itemCount(signal, data);
      for (const source of [deepFreeze(data), decoded(signal, data)]) {
        const [first, rest] = split(signal, source, size);
        expect(itemCount(signal, first)).toBe(Math.min(size, total));
        expect(itemCount(signal, rest)).toBe(total - Math.min(size, total));
      }
    }));
  });
});

describe('mapRecords', () => {
  it.each(signals)('returns the very same %s when nothing changed', (signal) => {
    fc.assert(fc.property(pdataArbitrary(signal), (data) => {
      expect(mapRecords(signal, data, (record) => record)).toBe(data);
      expect(mapResources(signal, data, (one) => one)).toBe(data);
      expect(mapAttributes(signal, data, (attributes) => attributes)).toBe(data);
    }));
  });

  it('shares what is beside a change and drops what became empty', () => {
    const data = deepFreeze({ resourceSpans: [resourceSpans({ r: 1n }, span('a')), resourceSpans({ r: 2n }, span('b'), span('c')), resourceSpans({ r: 3n })] });
    const kept = mapRecords('traces', data, (record) => (record.name === 'a' || record.name === 'b' ? null : record));

    expect(kept).toEqual({ resourceSpans: [resourceSpans({ r: 2n }, span('c')), resourceSpans({ r: 3n })] });
    expect(kept.resourceSpans[1]).toBe(data.resourceSpans[2]);
    expect(kept.resourceSpans[0]?.scopeSpans[0]?.spans[0]).toBe(data.resourceSpans[1]?.scopeSpans[0]?.spans[1]);
  });

  it('tells where a record stands', () => {
    const seen: unknown[] = [];
    mapRecords('traces', { resourceSpans: [resourceSpans({ r: 1n }, span('a'))] }, (record, parents) => {
      seen.push(record.name, parents.resource.attributes.get('r'), parents.scope.name);
      return record;
    });

    expect(seen).toEqual(['a', 1n, '']);
  });
});

describe('mapResources', () => {
  it('changes a resource, or drops all that belongs to it', () => {
    const data = { resourceSpans: [resourceSpans({ r: 1n }, span('a')), resourceSpans({ r: 2n }, span('b'))] };
    const mapped = mapResources('traces', data, (one) => (one.attributes.get('r') === 1n ? resource({ r: 'one' }) : null));

    expect(mapped).toEqual({ resourceSpans: [resourceSpans({ r: 'one' }, span('a'))] });
  });
});

describe('mapAttributes', () => {
  it.each(signals)('reaches every item of %s, and what it changed is encoded', (signal) => {
    const data: { readonly [S in Signal]: Pdata<S> } = {
      traces: traces(span('a', { attributes: { k: 1n } })),
      metrics: metrics(sum('n', [numberDataPoint(1n), numberDataPoint(2n)]), gauge('g', 1)),
      logs: logs(logRecord('a')),
    };
    const changed = mapAttributes(signal, decoded(signal, data[signal]), (attributes) => attributes.with('new', 'v').without('k'));
    let seen = 0;
    mapAttributes(signal, decoded(signal, changed), (attributes) => {
      expect(attributes).toEqual(Attributes.of({ new: 'v' }));
      seen++;
      return attributes;
    });

    expect(seen).toBe(itemCount(signal, data[signal]));
  });
});

describe('a changed record', () => {
  it('has the changes and no bytes; an unchanged one stays itself', () => {
    const [one] = decoded('traces', traces(span('a', { attributes: { k: 1n } }))).resourceSpans[0]!.scopeSpans[0]!.spans;
    const [record] = decoded('logs', logs(logRecord('a'))).resourceLogs[0]!.scopeLogs[0]!.logRecords;
    const [metric] = decoded('metrics', metrics(sum('n', 1n))).resourceMetrics[0]!.scopeMetrics[0]!.metrics;

    expect(withSpan(one!, { name: 'b' })).toEqual(span('b', { attributes: { k: 1n } }));
    expect(withLogRecord(record!, { body: 'b' })).toEqual(logRecord('b'));
    expect(withMetric(metric!, { name: 'm' })).toEqual(sum('m', 1n));
    expect(originOf(withSpan(one!, { name: 'b' }))).toBeUndefined();
    expect([withSpan(one!, { name: 'a' }), withLogRecord(record!, {}), withMetric(metric!, { unit: '' })]).toEqual([one, record, metric]);
    expect(withSpan(one!, { name: 'a' })).toBe(one);
  });
});

describe('shapeOf', () => {
  it('names the levels of every signal', () => {
    const levels = <S extends Signal>(signal: S, data: Pdata<S>): number[] => {
      const shape = shapeOf(signal);
      return shape.resourceGroups(data).map((group) => shape.scopeGroups(group).reduce((count, scopeGroup) => count + shape.records(scopeGroup).length, 0));
    };

    expect([levels('traces', traces(span('a'))), levels('metrics', metrics()), levels('logs', logs(logRecord('x'), logRecord('y')))]).toEqual([[1], [0], [2]]);
    expect(plain('traces', traces(span('a')))).toEqual(traces(span('a')));
  });
});
