import { describe, expect, it } from 'vitest';
import { findMistake, jsonReading, jsonReading2023 } from './findMistake.ts';
import { JsonMistake } from './iterator.ts';

/** What the real v0.159 and v0.84 said of each request; null: nothing, they took it. */
const rows: readonly (readonly [body: string, today: string | null, in2023: string | null])[] = [
  ['garbage', 'ReadObject: expect { or , or } or n, but found g', 'ReadObjectCB: expect { or n, but found g'],
  ['[]', 'ReadObject: expect { or , or } or n, but found [', 'ReadObjectCB: expect { or n, but found ['],
  ['"a"', 'ReadObject: expect { or , or } or n, but found "', 'ReadObjectCB: expect { or n, but found "'],
  ['1', 'ReadObject: expect { or , or } or n, but found 1', 'ReadObjectCB: expect { or n, but found 1'],
  ['{', 'ReadObject: expect " after {, but found \0', 'ReadObjectCB: expect " after {, but found \0'],
  ['{"resourceSpans"', 'ReadObject: expect : after object field, but found \0', 'ReadObject: expect : after object field, but found \0'],
  ['{"resourceSpans":', 'ReadArray: expect [ or , or ] or n, but found \0', 'ReadArrayCB: expect [ or n, but found \0'],
  ['{"resourceSpans":[', 'ReadObject: expect { or , or } or n, but found \0', 'ReadObjectCB: expect { or n, but found \0'],
  ['{"resourceSpans":[{', 'ReadObject: expect " after {, but found \0', 'ReadObjectCB: expect " after {, but found \0'],
  ['{"resourceSpans":{}}', 'ReadArray: expect [ or , or ] or n, but found {', 'ReadArrayCB: expect [ or n, but found {'],
  ['{"resourceSpans":"x"}', 'ReadArray: expect [ or , or ] or n, but found "', 'ReadArrayCB: expect [ or n, but found "'],
  ['{} x', null, null],
  ['{"resourceSpans":[],}', 'ReadString: expects " or n, but found }', 'ReadString: expects " or n, but found }'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"zz"}]}]}]}', 'ID.UnmarshalJSONIter: length mismatch', 'readSpan.traceId: parse trace_id:invalid length for ID'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"zz0102030405060708090a0b0c0d0e0f"}]}]}]}', 'ID.UnmarshalJSONIter: encoding/hex: invalid byte: U+007A \'z\'', 'readSpan.traceId: parse trace_id:cannot unmarshal ID from string \'zz0102030405060708090a0b0c0d0e0f\': encoding/hex: invalid byte: U+007A \'z\''],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"spanId":"0102"}]}]}]}', 'ID.UnmarshalJSONIter: length mismatch', 'readSpan.spanId: parse span_id:invalid length for ID'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":1}]}]}]}', 'ReadStringAsSlice: expects " or n, but found 1', 'ReadString: expects " or n, but found 1'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":1}]}]}]}', 'ReadString: expects " or n, but found 1', 'ReadString: expects " or n, but found 1'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"kind":"x"}]}]}]}', 'ReadEnumValue: unknown string value', 'ReadEnumValue: unknown string value'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"kind":[]}]}]}]}', 'ReadEnumValue: unsupported value type', 'ReadEnumValue: unsupported value type'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":"abc"}]}]}]}', 'ReadUint64: strconv.ParseUint: parsing "abc": invalid syntax', 'ReadUint64: strconv.ParseUint: parsing "abc": invalid syntax'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":1.5}]}]}]}', 'assertInteger: can not decode float as int', 'assertInteger: can not decode float as int'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"a","value":{"intValue":"x"}}]}]}]}]}', 'ReadInt64: strconv.ParseInt: parsing "x": invalid syntax', 'ReadInt64: strconv.ParseInt: parsing "x": invalid syntax'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"a","value":{"boolValue":"x"}}]}]}]}]}', 'ReadBool: expect t or f, but found "', 'ReadBool: expect t or f, but found "'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"a","value":{"bytesValue":"%"}}]}]}]}]}', 'base64.Decode: illegal base64 data at input byte 0', 'bytesValue: base64 decode:illegal base64 data at input byte 0'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"a","value":{"doubleValue":"x"}}]}]}]}]}', 'ReadUint64: strconv.ParseFloat: parsing "x": invalid syntax', 'ReadUint64: strconv.ParseFloat: parsing "x": invalid syntax'],
  ['{\'a\':1}', 'ReadObject: expect " after {, but found \'', 'ReadObjectCB: expect " after {, but found \''],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"\\x"}]}]}]}', 'readEscapedChar: invalid escape char after \\', 'readEscapedChar: invalid escape char after \\'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"a\nb"}]}]}]}', 'ReadString: invalid control character found: 10', 'ReadString: invalid control character found: 10'],
  ['{"resourceSpans":[{"resource":{"attributes":{"a":"b"}}}]}', 'ReadArray: expect [ or , or ] or n, but found {', 'ReadArrayCB: expect [ or n, but found {'],
  ['{"resourceSpans":[{"resource":"x"}]}', 'ReadObject: expect { or , or } or n, but found "', 'ReadObjectCB: expect { or n, but found "'],
  ['{"resourceSpans":[{"scopeSpans":[{"spans":["x"]}]}]}', 'ReadObject: expect { or , or } or n, but found "', 'ReadObjectCB: expect { or n, but found "'],
  ['{"resourceSpans":[{"resource":{"attributes":[{"key":"a","value":"b"}]}}]}', 'ReadObject: expect { or , or } or n, but found "', 'ReadObjectCB: expect { or n, but found "'],
  ['{"resourceSpans":[{"resource":{"attributes":[{"key":1}]}}]}', 'ReadString: expects " or n, but found 1', 'ReadString: expects " or n, but found 1'],
  ['{"resourceSpans":[{} {}]}', 'ReadArray: expect [ or , or ] or n, but found {', 'ReadArrayCB: expect ] in the end, but found {'],
  ['{"resourceSpans" []}', 'ReadObject: expect : after object field, but found [', 'ReadObject: expect : after object field, but found ['],
  ['{"resourceSpans":[{"schemaUrl":"abc', 'readStringSlowPath: unexpected end of input', 'readStringSlowPath: unexpected end of input'],
];
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The complaint without its context. */
function complaint(body: string, reading: typeof jsonReading): string | null | undefined {
  const found = findMistake('traces', bytes(body), reading);
  return found instanceof JsonMistake ? found.message.split(', error found in')[0] : found === undefined ? undefined : null;
}

describe('findMistake', () => {
  it.each(rows)('says of %s what upstream says', (body, today, in2023) => {
    expect([complaint(body, jsonReading), complaint(body, jsonReading2023)]).toEqual([today, in2023]);
  });

  it('shows where, with ten and fifty bytes around', () => {
    expect(findMistake('traces', bytes('{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":1}]}]}]}'), jsonReading)).toMatchObject({
      message: 'ReadString: expects " or n, but found 1, error found in #10 byte of ...|[{"name":1}]}]}]}|..., bigger context ...|resourceSpans":[{"scopeSpans":[{"spans":[{"name":1}]}]}]}|...', isText: true,
    });
    expect(findMistake('traces', bytes('garbage'), jsonReading)).toMatchObject({
      message: 'ReadObject: expect { or , or } or n, but found g, error found in #1 byte of ...|garbage|..., bigger context ...|garbage|...',
    });
  });

  it('knows when what it shows is no text', () => {
    expect(findMistake('traces', bytes('{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":-1}]}]}]}'), jsonReading)).toMatchObject({ isText: false });
    expect(findMistake('traces', bytes('{"resourceSpans":"1234567ü"}'), jsonReading)).toMatchObject({ isText: true });
    expect(findMistake('traces', bytes('{"resourceSpans":"123456789ü"}'), jsonReading)).toMatchObject({ isText: false });
  });

  it('finds the end of a request', () => {
    expect(findMistake('traces', bytes(' {"a":[1,{"b":"}"}]} x'), jsonReading)).toEqual({ end: 20 });
  });

  it('survives deep nesting', () => {
    expect(findMistake('traces', bytes(`{"a":${'['.repeat(200_000)}`), jsonReading)).toBeUndefined();
  });
});
