import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapRecords } from '../operations/mapRecords.ts';
import { signals } from '../signal.ts';
import { pdataArbitrary } from '../testing/arbitraries.ts';
import { plain } from '../testing/plain.ts';
import { span, traces } from '../testing/traces.ts';
import { decodeJson, encodeJson } from './json.ts';
import { decodeProtobuf, encodeProtobuf } from './protobuf.ts';

describe.each(signals)('%s', (signal) => {
  it('come back from protobuf as they were', () => {
    fc.assert(fc.property(pdataArbitrary(signal), (data) => {
      expect(plain(signal, decodeProtobuf(signal, encodeProtobuf(signal, data)))).toEqual(data);
    }), { numRuns: 150 });
  });

  it('come back from JSON as they were', () => {
    fc.assert(fc.property(pdataArbitrary(signal), (data) => {
      const text = encodeJson(signal, data);
      JSON.parse(text);
      expect(decodeJson(signal, text)).toEqual(data);
    }), { numRuns: 150 });
  });

  it('give the same bytes whether copied or re-encoded record by record', () => {
    fc.assert(fc.property(pdataArbitrary(signal), (data) => {
      const bytes = encodeProtobuf(signal, data);
      const decoded = decodeProtobuf(signal, bytes);

      // As text, because comparing arrays of bytes one by one takes seconds.
      expect(String(encodeProtobuf(signal, decoded))).toBe(String(bytes));
      expect(String(encodeProtobuf(signal, plain(signal, decoded)))).toBe(String(bytes));
      expect(encodeJson(signal, decoded)).toBe(encodeJson(signal, data));
    }), { numRuns: 100 });
  });

  it('survive the way from JSON to protobuf and back', () => {
    fc.assert(fc.property(pdataArbitrary(signal), (data) => {
      const text = encodeJson(signal, data);
      const viaProtobuf = decodeProtobuf(signal, encodeProtobuf(signal, decodeJson(signal, text)));
      expect(encodeJson(signal, viaProtobuf)).toBe(text);
    }), { numRuns: 100 });
  });
});

describe('the comparison these tests rely on', () => {
  it('sees a difference deep inside attributes', () => {
    expect(traces(span('a', { attributes: { k: [1n, 'x'] } }))).not.toEqual(traces(span('a', { attributes: { k: [1n, 'y'] } })));
  });

  it('sees a dropped record', () => {
    const data = traces(span('a'), span('b'));
    expect(mapRecords('traces', data, (record) => (record.name === 'a' ? null : record))).not.toEqual(data);
  });
});
