import { describe, expect, it } from 'vitest';
import { logRecord, logs } from '../testing/logs.ts';
import { exponentialHistogram, exponentialHistogramDataPoint, histogram, histogramDataPoint, metrics, numberDataPoint, sum } from '../testing/metrics.ts';
import { span, spanEvent, spanLink, traces } from '../testing/traces.ts';
import { Attributes } from '../value.ts';
import { OtlpDecodeError } from './error.ts';
import { decodeJson, encodeJson } from './json.ts';

const spanJson = (fields: string): string => `{"resourceSpans":[{"scopeSpans":[{"spans":[{${fields}}]}]}]}`;
const firstSpan = (fields: string) => decodeJson('traces', spanJson(fields)).resourceSpans[0]!.scopeSpans[0]!.spans[0]!;

function refusal(text: string): string {
  try {
    decodeJson('traces', text);
  } catch (error) {
    if (error instanceof OtlpDecodeError) return error.detail;
    throw error;
  }
  return 'accepted';
}

describe('JSON that is written', () => {
  it('has the fields, the order and the omissions of the real Collector', () => {
    const data = traces(span('n', {
      traceId: '0102030405060708090a0b0c0d0e0f10', kind: 2, status: { code: 2, message: 'm' }, flags: 257,
      attributes: { d: 1e21, nan: NaN, small: 1e-7, zero: -0, int: 9007199254740993n, bytes: Uint8Array.of(1, 2), empty: undefined, list: [true], map: Attributes.of({ k: '' }) },
      events: [spanEvent('e')], links: [spanLink({ flags: 1 })],
    }));

    expect(encodeJson('traces', data)).toBe(
      '{"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{},"spans":[{"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"1112131415161718",' +
      '"flags":257,"name":"n","kind":2,"startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"1700000001000000000","attributes":[' +
      '{"key":"d","value":{"doubleValue":1e+21}},{"key":"nan","value":{"doubleValue":"NaN"}},{"key":"small","value":{"doubleValue":1e-07}},' +
      '{"key":"zero","value":{"doubleValue":-0}},{"key":"int","value":{"intValue":"9007199254740993"}},{"key":"bytes","value":{"bytesValue":"AQI="}},' +
      '{"key":"empty","value":{}},{"key":"list","value":{"arrayValue":{"values":[{"boolValue":true}]}}},' +
      '{"key":"map","value":{"kvlistValue":{"values":[{"key":"k","value":{"stringValue":""}}]}}}],' +
      '"events":[{"timeUnixNano":"1700000000500000000","name":"e"}],' +
      '"links":[{"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"2122232425262728","flags":1}],"status":{"message":"m","code":2}}]}]}]}',
    );
  });

  it('writes metrics as the real Collector does', () => {
    const data = metrics(
      sum('n', [numberDataPoint(3n), numberDataPoint(0), numberDataPoint(undefined)]),
      histogram('h', histogramDataPoint({ sum: 0, min: undefined })),
      exponentialHistogram('e', exponentialHistogramDataPoint({ sum: undefined, min: undefined, max: undefined })),
    );
    const times = '"startTimeUnixNano":"1700000000000000000","timeUnixNano":"1700000010000000000"';

    expect(encodeJson('metrics', data)).toBe(
      `{"resourceMetrics":[{"resource":{},"scopeMetrics":[{"scope":{},"metrics":[{"name":"n","sum":{"dataPoints":[{${times},"asInt":"3"},{${times},"asDouble":0},{${times}}],` +
      `"aggregationTemporality":2,"isMonotonic":true}},{"name":"h","histogram":{"dataPoints":[{${times},"count":"3","sum":0,"bucketCounts":["1","2"],"explicitBounds":[1.5],"max":3}],` +
      `"aggregationTemporality":2}},{"name":"e","exponentialHistogram":{"dataPoints":[{${times},"count":"3","scale":2,"positive":{"offset":-1,"bucketCounts":["1","2"]},"negative":{}}],` +
      '"aggregationTemporality":2}}]}]}]}',
    );
  });

  it('always has a body in a log record, and Go\'s escapes in a string', () => {
    const data = logs(logRecord(undefined, { severityText: 'a"\\\n\r\t\b\f\u0001\u2028/<é', severityNumber: 0 }));

    expect(encodeJson('logs', data)).toContain('"severityText":"a\\"\\\\\\n\\r\\t\\u0008\\u000c\\u0001\u2028/<é","body":{}');
  });
});

describe('JSON that is read', () => {
  it('may spell ids in any case, integers as numbers or strings, enums as numbers or names, and fields in snake_case', () => {
    const read = firstSpan(
      '"traceId":"0102030405060708090A0B0C0D0E0F10","span_id":"","parentSpanId":"0000000000000000","kind":"SPAN_KIND_SERVER","startTimeUnixNano":"5",' +
      '"endTimeUnixNano":6,"droppedAttributesCount":"7","status":{"code":"STATUS_CODE_ERROR"}',
    );

    expect(read).toMatchObject({
      traceId: '0102030405060708090a0b0c0d0e0f10', spanId: '', parentSpanId: '', kind: 2, startTimeUnixNano: 5n, endTimeUnixNano: 6n, droppedAttributesCount: 7,
      status: { code: 2, message: '' },
    });
  });

  it('loses no digit of a big integer, written as a number or in a string, and leaves text alone', () => {
    const read = firstSpan(
      '"name":"12345678901234567890 \\" 1","startTimeUnixNano":18446744073709551615,"attributes":[{"key":"n","value":{"intValue":-9223372036854775808}},' +
      '{"key":"s","value":{"intValue":"9007199254740993"}},{"key":"d","value":{"doubleValue":12345678901234567890}},{"key":"e","value":{"doubleValue":1.2345678901234567e300}}]',
    );

    expect(read.name).toBe('12345678901234567890 " 1');
    expect(read.startTimeUnixNano).toBe(2n ** 64n - 1n);
    expect(read.attributes).toEqual(Attributes.of({ n: -(2n ** 63n), s: 9007199254740993n, d: 12345678901234567890, e: 1.2345678901234567e300 }));
  });

  it('ignores fields it does not know and takes null for nothing', () => {
    expect(decodeJson('traces', '{"later":{"a":[1]},"resourceSpans":[{"resource":null,"scopeSpans":null,"schemaUrl":null,"instrumentationLibrarySpans":[{}]}]}').resourceSpans).toHaveLength(1);
    expect(decodeJson('traces', 'null')).toEqual({ resourceSpans: [] });
  });

  it('reads doubles from strings', () => {
    const read = firstSpan('"attributes":[{"key":"a","value":{"doubleValue":"NaN"}},{"key":"b","value":{"doubleValue":"-Infinity"}},{"key":"c","value":{"doubleValue":"1.5"}}]');

    expect(read.attributes).toEqual(Attributes.of({ a: NaN, b: -Infinity, c: 1.5 }));
  });
});

describe('refused JSON', () => {
  const place = 'resourceSpans[0].scopeSpans[0].spans[0]';
  it.each([
    [spanJson('"traceId":"abc"'), `ID.UnmarshalJSONIter: length mismatch (in ${place}.traceId)`],
    [spanJson('"traceId":"zz02030405060708090A0b0c0d0e0f10"'), `ID.UnmarshalJSONIter: encoding/hex: invalid byte: U+007A 'z' (in ${place}.traceId)`],
    [spanJson('"kind":"X"'), `ReadEnumValue: unknown string value (in ${place}.kind)`],
    [spanJson('"name":5'), `ReadString: expects " or n, but found 5 (in ${place}.name)`],
    [spanJson('"startTimeUnixNano":1.5'), `assertInteger: can not decode float as int (in ${place}.startTimeUnixNano)`],
    [spanJson('"startTimeUnixNano":"-5"'), `ReadUint64: strconv.ParseUint: parsing "-5": invalid syntax (in ${place}.startTimeUnixNano)`],
    [spanJson('"startTimeUnixNano":"99999999999999999999999999"'), `ReadUint64: strconv.ParseUint: parsing "99999999999999999999999999": value out of range (in ${place}.startTimeUnixNano)`],
    [spanJson('"startTimeUnixNano":null'), `ReadUint64: unsupported value type (in ${place}.startTimeUnixNano)`],
    [spanJson('"attributes":[{"key":"a","value":{"boolValue":"true"}}]'), `ReadBool: expect t or f, but found " (in ${place}.attributes[0].value.boolValue)`],
    [spanJson('"attributes":[{"key":"a","value":{"bytesValue":"%%%"}}]'), `base64.Decode: illegal base64 data at input byte 0 (in ${place}.attributes[0].value.bytesValue)`],
    ['{"resourceSpans":5}', 'ReadArray: expect [ or , or ] or n, but found 5 (in resourceSpans)'],
    ['[1]', 'ReadObject: expect { or , or } or n, but found ['],
  ])('%s', (text, message) => {
    expect(refusal(text)).toBe(message);
  });

  it('is anything that is not JSON', () => {
    for (const text of ['', '{', '{"resourceSpans":[}', '{"a":"\\', 'NaN', '{"a":01234567890123456789}']) expect(() => decodeJson('traces', text)).toThrow(OtlpDecodeError);
  });
});
