import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withLogRecord, withSpan } from '../operations/withRecord.ts';
import { anyValueArbitrary } from '../testing/arbitraries.ts';
import { logRecord, logs } from '../testing/logs.ts';
import { plain } from '../testing/plain.ts';
import { span, spanEvent, traces } from '../testing/traces.ts';
import { Attributes, type AnyValue } from '../value.ts';
import { originOf } from './origin.ts';
import { decodeProtobuf, encodeProtobuf } from './protobuf.ts';

const onlySpan = (bytes: Uint8Array) => decodeProtobuf('traces', bytes).resourceSpans[0]!.scopeSpans[0]!.spans[0]!;
const decodedSpan = (attributes: Attributes) => onlySpan(encodeProtobuf('traces', traces(span('a', { attributes, events: [spanEvent('e')] }))));

type Edit = (attributes: Attributes) => Attributes;
const key = fc.oneof(fc.constantFrom('', 'a', 'b', 'k', 'é', 'Ã©', 'http.request.method', 'x'.repeat(130)), fc.string({ maxLength: 3 }));
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(key, anyValueArbitrary).map(([name, value]): Edit => (attributes) => attributes.with(name, value)),
  key.map((name): Edit => (attributes) => attributes.without(name)),
  key.map((name): Edit => (attributes) => attributes.withoutFirst(name)),
);
const pairs = fc.array(fc.record({ key, value: anyValueArbitrary }), { maxLength: 6 });

describe('attributes that are still bytes', () => {
  it('answer and change as those made by hand do, whatever is done to them', () => {
    fc.assert(fc.property(pairs, fc.array(edit, { maxLength: 5 }), key, (list, edits, name) => {
      const byHand = edits.reduce((attributes, each) => each(attributes), new Attributes(list));
      const encoded = edits.reduce((attributes, each) => each(attributes), decodedSpan(new Attributes(list)).attributes);

      expect([encoded.size, encoded.has(name), encoded.get(name)]).toEqual([byHand.size, byHand.has(name), byHand.get(name)]);
      expect(encoded.entries).toEqual(byHand.entries);
    }));
  });

  it('are found whichever of key and value came first, and with fields that nobody knows', () => {
    const body = (...pair: readonly number[]): Uint8Array => {
      const spanBytes = [0x4a, pair.length, ...pair];
      return Uint8Array.from([0x0a, spanBytes.length + 4, 0x12, spanBytes.length + 2, 0x12, spanBytes.length, ...spanBytes]);
    };
    const valueFirst = [0x12, 0x03, 0x0a, 0x01, 0x76, 0x0a, 0x01, 0x6b];
    const keyFirst = [0x0a, 0x01, 0x6b, 0x12, 0x03, 0x0a, 0x01, 0x76];
    const unknown = [0x32, 0x01, 0x00, ...keyFirst];
    const twoKeys = [0x0a, 0x01, 0x6a, ...keyFirst];
    const longLength = [0x0a, 0x81, 0x80, 0x00, 0x6b, 0x12, 0x03, 0x0a, 0x01, 0x76];

    for (const pair of [valueFirst, keyFirst, unknown, twoKeys, longLength]) expect(onlySpan(body(...pair)).attributes.get('k')).toBe('v');
    expect(onlySpan(body(...twoKeys)).attributes.has('j')).toBe(false);
  });
});

describe('a record with other attributes', () => {
  it('keeps its bytes around them: the same data as one made anew', () => {
    fc.assert(fc.property(pairs, fc.array(edit, { minLength: 1, maxLength: 4 }), (list, edits) => {
      const one = decodedSpan(new Attributes(list));
      const attributes = edits.reduce((before, each) => each(before), one.attributes);
      const bytes = encodeProtobuf('traces', traces(withSpan(one, { attributes })));

      const expected = traces(span('a', { attributes: new Attributes(attributes.entries), events: [spanEvent('e')] }));
      expect(plain('traces', decodeProtobuf('traces', bytes))).toEqual(expected);
      // In the fields' usual order even the bytes are those of a full encoding.
      if (attributes.size > 0 && list.length > 0) expect(String(bytes)).toBe(String(encodeProtobuf('traces', expected)));
    }));
  });

  it('keeps fields that nobody knows, and has no bytes of its own to be copied', () => {
    const body = [0x7a, 0x00, 0x4a, 0x02, 0x0a, 0x00, 0xa2, 0x06, 0x01, 0x55]; // status, an attribute, field 100
    const one = onlySpan(Uint8Array.from([0x0a, body.length + 4, 0x12, body.length + 2, 0x12, body.length, ...body]));
    const changed = withSpan(one, { attributes: Attributes.empty });

    expect(originOf(changed)).toBeUndefined();
    expect(String(encodeProtobuf('traces', traces(changed)))).toContain('18,6,122,0,162,6,1,85');
    expect(withSpan(changed, { attributes: one.attributes }).attributes).toBe(one.attributes);
    expect(withSpan(changed, { name: 'n' })).toMatchObject({ name: 'n', attributes: Attributes.empty });
  });

  it('shows an id and a tracestate alone as it shows them with everything else', () => {
    const one = onlySpan(encodeProtobuf('traces', traces(span('a', { traceState: 'ot=th:8' }))));
    const alone = [one.traceId, one.traceState];
    const body = [0x1a, 0x01, 0x61, 0x1a, 0x01, 0x62, 0x0a, 0x00];
    const twice = onlySpan(Uint8Array.from([0x0a, body.length + 4, 0x12, body.length + 2, 0x12, body.length, ...body]));

    expect(one.name).toBe('a');
    expect(alone).toEqual([one.traceId, one.traceState]);
    expect(alone).toEqual([span('a').traceId, 'ot=th:8']);
    expect([twice.traceId, twice.traceState]).toEqual(['', 'b']);
  });

  it('may be a log record', () => {
    const value: AnyValue = [1n, 'two'];
    const data = decodeProtobuf('logs', encodeProtobuf('logs', logs(logRecord('a'))));
    const changed = withLogRecord(data.resourceLogs[0]!.scopeLogs[0]!.logRecords[0]!, { attributes: Attributes.of({ k: value }) });

    expect(plain('logs', decodeProtobuf('logs', encodeProtobuf('logs', logs(changed))))).toEqual(logs(logRecord('a', { attributes: { k: value } })));
  });
});
