import { describe, expect, it } from 'vitest';
import { FakeClock } from '#common/base/fakeClock.ts';
import { decodeJson } from '#engine/pdata/otlp/json.ts';
import { fakeTraces } from './fakeSpans.ts';
import { exportTrace } from './exportTrace.ts';
import { spanText } from './spanDetail.ts';
import { TraceStore } from './traceStore.ts';

const traceId = '0102030405060708090a0b0c0d0e0f10';

describe('exportTrace', () => {
  it('writes the spans of one trace, and nobody else\'s, as OTLP/JSON that reads back equal', () => {
    const store = new TraceStore({ clock: new FakeClock() });
    const attributes = { text: 'x', count: 3n, ratio: 0.5, yes: true, list: ['a', 1n], raw: new Uint8Array([1, 255]) };
    store.add(fakeTraces({ id: '0000000000000001', trace: traceId, attributes }, { id: '0000000000000002', parent: '0000000000000001', trace: traceId, service: 'vets', status: 2 }));
    store.add(fakeTraces({ id: '0000000000000003', trace: 'ff02030405060708090a0b0c0d0e0f10' }));

    const back = decodeJson('traces', new TextDecoder().decode(exportTrace(store.trace(traceId)!)));
    const copy = new TraceStore({ clock: new FakeClock() });
    copy.add(back);

    expect(copy.trace(traceId)!.spans.map(spanText)).toEqual(store.trace(traceId)!.spans.map(spanText));
    expect(copy.state.traces).toBe(1);
  });
});

describe('spanText', () => {
  it('shows every kind of value as text with its type', () => {
    const store = new TraceStore({ clock: new FakeClock() });
    store.add(fakeTraces({ id: 'a', parent: 'b', status: 2, kind: 3, attributes: { s: 'x', i: -3n, d: 0.25, b: false, raw: new Uint8Array([1, 255]), list: ['a', 1n], none: undefined } }));

    const text = spanText(store.trace('t1')!.span('a')!);

    expect(text).toMatchObject({ parentSpanId: 'b', kind: 'client', status: { code: 'error' }, service: 'web', scope: { name: 'fake' } });
    expect(text.attributes.map(({ key, type, value }) => `${key} ${type} ${value}`)).toEqual([
      's string x', 'i int -3', 'd double 0.25', 'b bool false', 'raw bytes 01ff', 'list array ["a",1]', 'none empty ',
    ]);
  });
});
