import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eras } from '#engine/collector/component/era.ts';
import { encodeJson } from '#engine/pdata/otlp/json.ts';
import { decodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import { type CollectorBench, collectorBench } from './collectorBench.ts';
import { json, send } from './requests.ts';

const span = (fields: string): string => `{"resourceSpans":[{"scopeSpans":[{"spans":[{${fields}}]}]}]}`;
const attribute = (value: string): string => span(`"attributes":[{"key":"k","value":${value}}]`);
const traceId = '5b8efff798038103d269b633813fc60c';
const spanId = 'eee19b7ec3c1b174';

type Json = Readonly<Record<string, unknown>>;

/** The span that came of each at the backend of the real v0.159 and v0.84, as OTLP/JSON; a number is the HTTP status of what is refused. */
const spans: readonly (readonly [rule: string, sent: string, arrives: Json | number, in2023?: Json | number])[] = [
  ['ids are hexadecimal, in either case', span(`"traceId":"${traceId.toUpperCase()}","spanId":"${spanId}","parentSpanId":"${spanId.toUpperCase()}"`), { traceId, spanId, parentSpanId: spanId }],
  ['an empty id is none', span('"traceId":"","spanId":""'), {}],
  ['an id of another length is refused', span('"traceId":"5b8e"'), 400],
  ['an id that is not hexadecimal is refused', span('"traceId":"zz8efff798038103d269b633813fc60c"'), 400],
  ['64-bit integers are strings or numbers', span('"startTimeUnixNano":"1544712660000000001","endTimeUnixNano":1544712661'), { startTimeUnixNano: '1544712660000000001', endTimeUnixNano: '1544712661' }],
  ['no integer is a fraction', span('"startTimeUnixNano":1.5'), 400],
  ['enums are numbers or names', span('"kind":"SPAN_KIND_SERVER","status":{"code":2}'), { kind: 2, status: { code: 2 } }],
  ['an unknown name of an enum is refused', span('"kind":"SERVER"'), 400],
  ['unknown fields are ignored', span('"name":"a","nope":{"deep":[1,"2",null]}'), { name: 'a' }],
  ['null is as absent', span('"name":"a","attributes":null,"status":null'), { name: 'a' }],
  ['an intValue may be a number', attribute('{"intValue":-3}'), { attributes: [{ key: 'k', value: { intValue: '-3' } }] }],
  ['bytes are base64', attribute('{"bytesValue":"AQID"}'), { attributes: [{ key: 'k', value: { bytesValue: 'AQID' } }] }],
  ['bytes that are not base64 are refused', attribute('{"bytesValue":"%"}'), 400],
  ['a double may be a string', attribute('{"doubleValue":"1.5"}'), { attributes: [{ key: 'k', value: { doubleValue: 1.5 } }] }],
  ['a bool is no string', attribute('{"boolValue":"true"}'), 400],
  ['values nest', attribute('{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"a","value":{"boolValue":true}}]}}]}}'),
    { attributes: [{ key: 'k', value: { arrayValue: { values: [{ kvlistValue: { values: [{ key: 'a', value: { boolValue: true } }] } }] } } }] }],
  ['a name is no number', span('"name":1'), 400],
  ['text may be any Unicode', span('"name":"\\u00fc\\ud83d\\ude00"'), { name: 'ü😀' }],
];

describe.each(eras.map((era) => ({ era })))('OTLP/JSON as the otlp receiver of $era reads it', ({ era }) => {
  let bench: CollectorBench;
  beforeAll(async () => { bench = await collectorBench(era); });
  afterAll(() => bench.close());

  it.each(spans.map(([rule, sent, arrives, in2023 = arrives]) => ({ rule, sent, wanted: era === 'current' ? arrives : in2023 })))('$rule', async ({ sent, wanted }) => {
    const { status } = await send(bench.httpUrl, { headers: json, body: sent });

    if (typeof wanted === 'number') expect(status).toBe(wanted);
    else {
      expect(status).toBe(200);
      const written = JSON.parse(encodeJson('traces', decodeProtobuf('traces', bench.backend.messages.at(-1) ?? new Uint8Array()))) as { readonly resourceSpans: readonly [{ readonly scopeSpans: readonly [{ readonly spans: readonly Json[] }] }] };
      expect(written.resourceSpans[0].scopeSpans[0].spans).toEqual([{ status: {}, ...wanted }]);
    }
  });

  it('an old-fashioned request vanishes without a word', async () => {
    const before = bench.backend.messages.length;

    const answer = await send(bench.httpUrl, { headers: json, body: '{"resourceSpans":[{"instrumentationLibrarySpans":[{"spans":[{"name":"a"}]}]}]}' });

    expect([answer.status, answer.body.toString(), bench.backend.messages.length]).toEqual([200, '{"partialSuccess":{}}', before]);
  });
});
