import * as fc from 'fast-check';
import { encodeJson } from '#engine/pdata/otlp/json.ts';
import { encodeProtobuf } from '#engine/pdata/otlp/protobuf.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import { pdataArbitrary } from '#engine/pdata/testing/arbitraries.ts';

export type Encoding = 'proto' | 'json';

/** Bodies that began as good ones, or never were. */
export function hostileBody(signal: Signal, encoding: Encoding): fc.Arbitrary<Uint8Array> {
  // Good bodies are costly to make up: a hundred of each kind serve all runs.
  const good = fc.sample(pdataArbitrary(signal), { numRuns: 100, seed: 7 }).map((data) => (encoding === 'proto' ? encodeProtobuf(signal, data) : bytesOf(encodeJson(signal, data))));
  const mutated = fc.tuple(fc.constantFrom(...good), fc.array(encoding === 'proto' ? bytesEdit : textEdit, { minLength: 1, maxLength: 4 }))
    .map(([body, edits]) => edits.reduce((current, edit) => edit(current), body));
  const nested = fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.boolean()).map(([depth, asMaps]) => (encoding === 'proto' ? deepProtobuf(signal, depth, asMaps) : deepJson(signal, depth, asMaps)));
  return fc.oneof({ weight: 40, arbitrary: mutated }, { weight: 1, arbitrary: nested }, { weight: 4, arbitrary: fc.uint8Array({ maxLength: 300 }) });
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

type Edit = (body: Uint8Array) => Uint8Array;
const somewhere = fc.nat();

function splice(body: Uint8Array, where: number, { remove = 0, insert = [] }: { readonly remove?: number; readonly insert?: ArrayLike<number> }): Uint8Array {
  const at = where % (body.length + 1);
  const rest = body.subarray(Math.min(body.length, at + remove));
  const result = new Uint8Array(at + insert.length + rest.length);
  result.set(body.subarray(0, at));
  result.set(insert, at);
  result.set(rest, at + insert.length);
  return result;
}

/** 2^64 - 1, 2^63, 2^32, 2^31, an eleventh byte, one that never ends. */
const hugeVarints = [
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], [0x80, 0x80, 0x80, 0x80, 0x10],
  [0x80, 0x80, 0x80, 0x80, 0x08], Array<number>(11).fill(0x80), Array<number>(40).fill(0xff),
];

const commonEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(somewhere, fc.nat(7)).map(([at, bit]): Edit => (body) => splice(body, at, { remove: 1, insert: [(body[at % (body.length + 1)] ?? 0) ^ (1 << bit)] })),
  fc.tuple(somewhere, fc.nat(255)).map(([at, byte]): Edit => (body) => splice(body, at, { remove: 1, insert: [byte] })),
  somewhere.map((at): Edit => (body) => body.slice(0, at % (body.length + 1))),
  fc.tuple(somewhere, fc.nat(40)).map(([at, remove]): Edit => (body) => splice(body, at, { remove })),
  fc.tuple(somewhere, somewhere, fc.nat(200)).map(([from, at, length]): Edit => (body) => splice(body, at, { insert: body.subarray(from % (body.length + 1)).subarray(0, length) })),
  fc.tuple(somewhere, fc.uint8Array({ maxLength: 20 })).map(([at, insert]): Edit => (body) => splice(body, at, { insert })),
);

const bytesEdit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: commonEdit },
  { weight: 2, arbitrary: fc.tuple(somewhere, fc.constantFrom(...hugeVarints)).map(([at, insert]): Edit => (body) => splice(body, at, { remove: 1, insert })) },
  // The whole request becomes the body of a field of another one: lengths that agree, in the wrong place.
  { weight: 1, arbitrary: fc.nat(31).map((number): Edit => (body) => delimited(number, body)) },
);

const oddities = ['null', '[]', '{}', '""', '-0', '1e999', '-1e999', '9'.repeat(400), '"\\ud800"', '"\\u0000"', '/**/', '[[[[', '}}', 'NaN', '"Infinity"', '\ufeff', '{"a":1,"a":2}', '"__proto__":{"x":1},'];
const textEdit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: commonEdit },
  { weight: 3, arbitrary: fc.tuple(somewhere, fc.nat(6), fc.constantFrom(...oddities)).map(([at, remove, text]): Edit => (body) => splice(body, at, { remove, insert: bytesOf(text) })) },
);

function delimited(number: number, body: Uint8Array): Uint8Array {
  const head = [(number << 3) | 2];
  if (head[0] !== undefined && head[0] > 0x7f) head.splice(0, 1, (head[0] & 0x7f) | 0x80, head[0] >> 7);
  let rest = body.length;
  for (; rest > 0x7f; rest >>= 7) head.push((rest & 0x7f) | 0x80);
  head.push(rest);
  return splice(body, 0, { insert: head });
}

/** Ways from a request to an AnyValue: resource_spans.scope_spans.spans.attributes.value and their like. */
const ways: Readonly<Record<Signal, readonly number[]>> = { traces: [1, 2, 2, 9, 2], metrics: [1, 2, 2, 12, 2], logs: [1, 2, 2, 5] };
const withFields = (body: Uint8Array, fromTheInside: readonly number[]): Uint8Array => fromTheInside.reduce((inner, number) => delimited(number, inner), body);

function deepProtobuf(signal: Signal, depth: number, asMaps: boolean): Uint8Array {
  let value: Uint8Array = Uint8Array.of(0x0a, 1, 0x78);
  // AnyValue.kvlist_value.values.value, or AnyValue.array_value.values.
  for (let level = 0; level < depth; level += 1) value = withFields(value, asMaps ? [2, 1, 6] : [1, 5]);
  return withFields(value, ways[signal].toReversed());
}

function deepJson(signal: Signal, depth: number, asMaps: boolean): Uint8Array {
  const [open, close] = asMaps ? ['{"kvlistValue":{"values":[{"key":"k","value":', '}]}}'] : ['{"arrayValue":{"values":[', ']}}'];
  const value = `${open.repeat(depth)}{"stringValue":"x"}${close.repeat(depth)}`;
  const attributes = `"attributes":[{"key":"k","value":${value}}]`;
  const bodies: Readonly<Record<Signal, string>> = {
    traces: `{"resourceSpans":[{"scopeSpans":[{"spans":[{${attributes}}]}]}]}`, metrics: `{"resourceMetrics":[{"resource":{${attributes}}}]}`, logs: `{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":${value}}]}]}]}`,
  };
  return bytesOf(bodies[signal]);
}
