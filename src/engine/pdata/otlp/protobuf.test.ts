import { describe, expect, it } from 'vitest';
import { mapRecords } from '../operations/mapRecords.ts';
import { merge } from '../operations/merge.ts';
import { withSpan } from '../operations/withRecord.ts';
import { plain } from '../testing/plain.ts';
import { resourceSpans, span, traces } from '../testing/traces.ts';
import { Attributes } from '../value.ts';
import { OtlpDecodeError } from './error.ts';
import { decodeProtobuf, encodeProtobuf, protobufSize } from './protobuf.ts';

const bytes = (...parts: readonly (number | readonly number[])[]): Uint8Array => Uint8Array.from(parts.flat());
/** A length-delimited field with a short body. */
const field = (number: number, ...body: readonly (number | readonly number[])[]): number[] => {
  const flat = body.flat();
  return [(number << 3) | 2, flat.length, ...flat];
};
const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));
const inSpan = (...body: readonly (number | readonly number[])[]): Uint8Array => bytes(field(1, field(2, field(2, ...body))));

function refusal(encoded: Uint8Array): string {
  try {
    decodeProtobuf('traces', encoded);
  } catch (error) {
    if (error instanceof OtlpDecodeError) return error.detail;
    throw error;
  }
  return 'accepted';
}

const firstSpan = (encoded: Uint8Array) => decodeProtobuf('traces', encoded).resourceSpans[0]!.scopeSpans[0]!.spans[0]!;

describe('refused protobuf', () => {
  it.each([
    ['a varint that does not end', bytes(0x0a, 0x80), 'unexpected EOF (at byte 2)'],
    ['a length past the end', bytes(0x0a, 5, 1), 'unexpected EOF (at byte 2)'],
    ['a length past its parent', bytes(field(1, 0x12, 5), 1, 1, 1, 1, 1), 'unexpected EOF (at byte 4)'],
    ['a varint of eleven bytes', bytes(0x0a, Array.from({ length: 11 }, () => 0xff)), 'proto: integer overflow (at byte 11)'],
    ['a negative length', bytes(0x0a, Array.from({ length: 9 }, () => 0xff), 1), 'proto: negative length found during unmarshaling (at byte 11)'],
    ['a wrong wire type', bytes(0x08, 1), 'proto: wrong wireType = 0 for field ResourceSpans (at byte 1)'],
    ['a wrong wire type deep inside', inSpan(0x3a, 0), 'proto: wrong wireType = 2 for field StartTimeUnixNano (at byte 7)'],
    ['field number zero', bytes(0x02, 0), 'proto: Link: illegal field=0 (tag=2, pos=0) (at byte 0)'],
    ['wire type 6', bytes(0x2e), 'proto: illegal wireType 6 (at byte 1)'],
    ['the end of a group that did not start', bytes(0x2c), 'proto: unexpected end of group (at byte 1)'],
    ['a group that does not end', bytes(0x2b, 0x08, 1), 'unexpected EOF (at byte 3)'],
    ['a trace id of 4 bytes', inSpan(field(1, 1, 2, 3, 4)), 'unmarshal: invalid TraceID length (at byte 8)'],
    ['a span id of 16 bytes', inSpan(field(2, Array.from({ length: 16 }, () => 1))), 'unmarshal: invalid SpanID length (at byte 8)'],
    ['a fixed64 cut short', inSpan(0x39, 1, 2, 3), 'unexpected EOF (at byte 7)'],
    ['a broken attribute nobody may ever look at', inSpan(field(9, field(2, 0x1a, 1, 0))), 'proto: wrong wireType = 2 for field IntValue (at byte 11)'],
  ])('%s', (_what, encoded, message) => {
    expect(refusal(encoded)).toBe(message);
  });

  it('says nothing of the offset in the message a client sees', () => {
    expect(() => decodeProtobuf('logs', bytes(0x0a, 5, 1))).toThrow(/^unexpected EOF$/);
  });
});

describe('accepted protobuf', () => {
  it('takes ids of zero length and ids of zeros as absent', () => {
    const read = firstSpan(inSpan(field(1), field(2, 0, 0, 0, 0, 0, 0, 0, 0)));

    expect([read.traceId, read.spanId]).toEqual(['', '']);
  });

  it('shows invalid UTF-8 as U+FFFD and forwards it as it came', () => {
    const encoded = inSpan(field(5, 0x61, 0xff, 0x62));

    expect(firstSpan(encoded).name).toBe('a\ufffdb');
    expect(encodeProtobuf('traces', decodeProtobuf('traces', encoded))).toEqual(encoded);
  });

  it('keeps a byte order mark', () => {
    expect(firstSpan(inSpan(field(5, 0xef, 0xbb, 0xbf, 0x61))).name).toBe('\ufeffa');
  });

  it('lets the last of a repeated scalar win', () => {
    expect(firstSpan(inSpan(field(5, ascii('a')), field(5, ascii('b')))).name).toBe('b');
  });

  it('merges a message given in parts', () => {
    const attribute = (key: string): number[] => field(1, field(1, ascii(key)));
    const encoded = bytes(field(1, field(1, attribute('a'), 0x10, 7), field(1, attribute('b'))));
    const data = decodeProtobuf('traces', encoded);

    expect(data.resourceSpans[0]!.resource.attributes.entries.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(data.resourceSpans[0]!.resource.droppedAttributesCount).toBe(7);
    expect(decodeProtobuf('traces', encodeProtobuf('traces', data))).toEqual(data);
  });

  it('reads what the first OTLP releases put into field 1000', () => {
    const old = bytes(field(1, [0xc2, 0x3e, 6], field(2, field(5, ascii('ol')))));
    const data = decodeProtobuf('traces', old);

    expect(data.resourceSpans[0]!.scopeSpans[0]!.spans[0]!.name).toBe('ol');
    expect(encodeProtobuf('traces', data)).toEqual(bytes(field(1, field(2, field(2, field(5, ascii('ol')))), field(1))));
  });

  it('reads negative and 64-bit integers', () => {
    const attributes = Attributes.of({ a: -1n, b: -(2n ** 63n), c: 2n ** 63n - 1n, d: 0n, e: 2n ** 53n, f: 300n });
    const data = traces(span('ints', { attributes, kind: -5, flags: 0xffffffff }));

    expect(plain('traces', decodeProtobuf('traces', encodeProtobuf('traces', data)))).toEqual(data);
  });
});

describe('copying', () => {
  const unknown = [0xfa, 0x07, 3, 1, 2, 3]; // field 127

  it('keeps fields nobody knows in what was not changed', () => {
    const encoded = bytes(
      field(1, field(1, field(3, unknown)), field(2, field(2, field(5, ascii('stays')), unknown), field(2, field(5, ascii('goes'))))), unknown,
    );
    const data = decodeProtobuf('traces', encoded);
    const changed = mapRecords('traces', data, (record) => (record.name === 'goes' ? null : record));
    const reencoded = encodeProtobuf('traces', changed);

    expect(encodeProtobuf('traces', data)).toEqual(encoded);
    // The span and the resource are copied whole; the scope and the containers around them are written anew.
    expect(reencoded).toEqual(bytes(field(1, field(2, field(2, field(5, ascii('stays')), unknown), field(1)), field(1, field(3, unknown)))));
  });

  it('re-encodes only the changed span, and copies its attributes', () => {
    const attributes = { one: 1n, two: 'zwei', three: [true, 2.5] };
    const encoded = encodeProtobuf('traces', traces(span('a', { attributes }), span('b', { attributes })));
    const renamed = mapRecords('traces', decodeProtobuf('traces', encoded), (record) => (record.name === 'a' ? withSpan(record, { name: 'A' }) : record));

    expect(encodeProtobuf('traces', renamed)).toEqual(encodeProtobuf('traces', traces(span('A', { attributes }), span('b', { attributes }))));
  });

  it('gives a request that nobody touched as the bytes it came as', () => {
    const encoded = encodeProtobuf('traces', { resourceSpans: [resourceSpans({ a: 'b' }, span('s'))] });

    expect(encodeProtobuf('traces', decodeProtobuf('traces', encoded)).buffer).toBe(encoded.buffer);
  });

  it('makes exactly the room that requests joined into one need', () => {
    const parts = [1, 2, 300].map((count) => encodeProtobuf('traces', { resourceSpans: [resourceSpans({ count: BigInt(count) }, ...Array.from({ length: count }, () => span('s')))] }));
    const data = merge('traces', parts.map((part) => decodeProtobuf('traces', part)));
    const joined = encodeProtobuf('traces', data);

    expect(Array.from(joined)).toEqual(parts.flatMap((part) => Array.from(part)));
    expect([joined.buffer.byteLength, protobufSize('traces', data)]).toEqual([joined.length, joined.length]);
    expect(protobufSize('traces', traces(span('by hand')))).toBe(encodeProtobuf('traces', traces(span('by hand'))).length);
  });

  it('does not mind a view into a larger buffer', () => {
    const encoded = encodeProtobuf('traces', traces(span('inside')));
    const larger = new Uint8Array(encoded.length + 20).fill(255);
    larger.set(encoded, 7);

    expect(firstSpan(larger.subarray(7, 7 + encoded.length)).startTimeUnixNano).toBe(span('inside').startTimeUnixNano);
  });
});
