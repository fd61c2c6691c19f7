import { describe, expect, it } from 'vitest';
import { mapRecordAttributes } from '#engine/pdata/operations/mapRecordAttributes.ts';
import { mapRecords, mapResources } from '#engine/pdata/operations/mapRecords.ts';
import { withSpan } from '#engine/pdata/operations/withRecord.ts';
import { gauge, metrics, numberDataPoint } from '#engine/pdata/testing/metrics.ts';
import { resourceSpans, span, traces } from '#engine/pdata/testing/traces.ts';
import type { Traces } from '#engine/pdata/traces.ts';
import { fakeSettings } from '../testing/fakeHost.ts';
import { changedItems, changeWithReasons } from './changes.ts';

const rename = (from: string, to: string) => (data: Traces): Traces => mapRecords('traces', data, (each) => (each.name === from ? withSpan(each, { name: to }) : each));

describe('changedItems', () => {
  it('leaves out what stayed', () => {
    const data: Traces = { resourceSpans: [resourceSpans({ r: 1n }, span('a'), span('b')), resourceSpans({ r: 2n }, span('c'))] };

    expect(changedItems('traces', data, rename('b', 'x')(data))).toEqual({ data: { resourceSpans: [resourceSpans({ r: 1n }, span('b'))] }, after: { resourceSpans: [resourceSpans({ r: 1n }, span('x'))] } });
  });

  it('takes all of a resource that changed', () => {
    const data: Traces = { resourceSpans: [resourceSpans({ r: 1n }, span('a')), resourceSpans({}, span('b'))] };
    const after = mapResources('traces', data, (resource) => (resource.attributes.has('r') ? { ...resource, attributes: resource.attributes.with('r', 2n) } : resource));

    expect(changedItems('traces', data, after)).toEqual({ data: { resourceSpans: [data.resourceSpans[0]] }, after: { resourceSpans: [resourceSpans({ r: 2n }, span('a'))] } });
  });

  it('narrows a metric to the data points that changed', () => {
    const two = gauge('m', [numberDataPoint(1n), numberDataPoint(2n)]);
    const data = metrics(two, gauge('same', 1n));
    const after = mapRecords('metrics', data, (metric) => (metric.name === 'm' ? mapRecordAttributes('metrics', metric, firstOnly()) : metric));

    const { data: before } = changedItems('metrics', data, after);

    expect(before.resourceMetrics[0]?.scopeMetrics[0]?.metrics.map(({ name, data: { dataPoints } }) => [name, dataPoints.length])).toEqual([['m', 1]]);
  });
});

/** Changes the attributes it is given first, and no others. */
function firstOnly() {
  let asked = 0;
  return <A extends { with(key: string, value: bigint): A }>(attributes: A): A => ((asked += 1) === 1 ? attributes.with('new', 1n) : attributes);
}

describe('changeWithReasons', () => {
  it('gives a reason for each step that changed something, and the data after all of them', () => {
    const set = fakeSettings();
    const steps = [rename('a', 'b'), rename('nothing', 'x'), rename('b', 'c')].map((apply, index) => ({ apply, because: `step ${String(index)}`, rule: ['steps', index] }));

    const after = changeWithReasons('traces', traces(span('a')), { steps, reasons: set.reasons });

    expect(after).toEqual(traces(span('c')));
    expect(set.given).toEqual([
      { signal: 'traces', verdict: 'changed', because: 'step 0', rule: ['steps', 0], data: traces(span('a')), after: traces(span('b')) },
      { signal: 'traces', verdict: 'changed', because: 'step 2', rule: ['steps', 2], data: traces(span('b')), after: traces(span('c')) },
    ]);
  });
});
