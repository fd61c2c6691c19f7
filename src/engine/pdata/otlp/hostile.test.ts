import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemCount } from '../operations/itemCount.ts';
import { signals, type Signal } from '../signal.ts';
import { pdataArbitrary } from '../testing/arbitraries.ts';
import { span, traces } from '../testing/traces.ts';
import { touchAll } from '../testing/touchAll.ts';
import type { AnyValue } from '../value.ts';
import { OtlpDecodeError } from './error.ts';
import { decodeJson, encodeJson } from './json.ts';
import { decodeProtobuf, encodeProtobuf } from './protobuf.ts';

/** Decodes and looks at everything; the only failure allowed is OtlpDecodeError, and only from decoding. */
function survives(decode: () => unknown, use: (data: never) => void = () => undefined): boolean {
  let data;
  try {
    data = decode();
  } catch (error) {
    if (error instanceof OtlpDecodeError) return false;
    throw error;
  }
  touchAll(data);
  use(data as never);
  return true;
}

const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('set', 'flip', 'cut', 'insert', 'repeat')), { minLength: 1, maxLength: 4 });
type Edits = typeof edits extends fc.Arbitrary<infer T> ? T : never;

function mutate(bytes: Uint8Array, changes: Edits): Uint8Array {
  let list = [...bytes];
  for (const [where, value, kind] of changes) {
    const at = where % (list.length + 1);
    if (kind === 'set') list[at] = value;
    else if (kind === 'flip') list[at] = (list[at] ?? 0) ^ (1 << (value % 8));
    else if (kind === 'cut') list = list.slice(0, at);
    else if (kind === 'insert') list.splice(at, 0, value);
    else list.splice(at, 0, ...list.slice(at, at + value));
  }
  return Uint8Array.from(list);
}

describe.each(signals)('mutated %s', (signal: Signal) => {
  it('are refused or can be used, in protobuf', () => {
    let accepted = 0;
    let refused = 0;
    fc.assert(fc.property(pdataArbitrary(signal), edits, (data, changes) => {
      const bytes = mutate(encodeProtobuf(signal, data), changes);
      const worked = survives(() => decodeProtobuf(signal, bytes), (decoded) => {
        itemCount(signal, decoded);
        encodeJson(signal, decoded);
        // What was accepted must be acceptable again after a full re-encoding.
        decodeProtobuf(signal, encodeProtobuf(signal, decodeJson(signal, encodeJson(signal, decoded))));
      });
      if (worked) accepted++;
      else refused++;
    }), { numRuns: 600 });
    expect(accepted).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(20);
  });

  it('are refused or can be used, in JSON', () => {
    let refused = 0;
    fc.assert(fc.property(pdataArbitrary(signal), edits, (data, changes) => {
      const text = new TextDecoder().decode(mutate(new TextEncoder().encode(encodeJson(signal, data)), changes));
      if (!survives(() => decodeJson(signal, text), (decoded) => encodeProtobuf(signal, decoded))) refused++;
    }), { numRuns: 300 });
    expect(refused).toBeGreaterThan(20);
  });

  it('of pure noise are refused or can be used', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      survives(() => decodeProtobuf(signal, bytes));
      survives(() => decodeJson(signal, new TextDecoder().decode(bytes)));
    }), { numRuns: 500 });
  });
});

function nested(levels: number, wrap: (value: AnyValue) => AnyValue): AnyValue {
  let value: AnyValue = 'core';
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
}

describe('deep nesting', () => {
  const deep = traces(span('deep', { attributes: { k: nested(60, (value) => [value]) } }));

  it('is kept within reason, in both encodings', () => {
    expect(touchAll(decodeProtobuf('traces', encodeProtobuf('traces', deep)))).toBeGreaterThan(60);
    expect(decodeJson('traces', encodeJson('traces', deep))).toEqual(deep);
  });

  it('is refused beyond reason, in both encodings', () => {
    const tooDeep = traces(span('deep', { attributes: { k: nested(1000, (value) => [value]) } }));
    const bytes = encodeProtobuf('traces', tooDeep);
    const text = encodeJson('traces', tooDeep);

    expect(() => decodeProtobuf('traces', bytes)).toThrow(OtlpDecodeError);
    expect(() => decodeJson('traces', text)).toThrow('exceeded max depth');
    expect(() => decodeJson('traces', '['.repeat(5_000_000))).toThrow('exceeded max depth');
  });

  it('of groups is counted, not recursed into', () => {
    const groups = new Uint8Array(1_000_000).fill(0x2b); // start of group 5
    expect(() => decodeProtobuf('traces', groups)).toThrow('unexpected EOF');
    expect(itemCount('traces', decodeProtobuf('traces', Uint8Array.of(0x2b, 0x33, 0x34, 0x2c)))).toBe(0);
  });
});

describe('a million small things', () => {
  it('are read in linear time: unpacked numbers, repeated resources, long strings of escapes', () => {
    const unpacked = new Uint8Array(900_000);
    for (let at = 0; at < unpacked.length; at += 9) unpacked[at] = 0x31; // bucket_counts, one by one
    const prefix = (number: number, body: Uint8Array): Uint8Array => {
      const length: number[] = [];
      let rest = body.length;
      for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) length.push((rest % 0x80) | 0x80);
      return Uint8Array.from([(number << 3) | 2, ...length, rest, ...body]);
    };
    const request = prefix(1, prefix(2, prefix(2, prefix(9, prefix(1, unpacked)))));
    const metrics = decodeProtobuf('metrics', request);
    expect(metrics.resourceMetrics[0]?.scopeMetrics[0]?.metrics[0]?.data).toMatchObject({ type: 'histogram', dataPoints: [{ bucketCounts: { length: 100_000 } }] });

    const attribute = [0x0a, 0x05, 0x0a, 0x03, 0x0a, 0x01, 0x6b]; // resource { attributes { key: "k" } }
    const resources = prefix(1, Uint8Array.from(Array.from({ length: 100_000 }, () => attribute).flat()));
    expect(decodeProtobuf('traces', resources).resourceSpans[0]?.resource.attributes.size).toBe(100_000);

    const escapes = `{"resourceSpans":[{"schemaUrl":"${'\\"\\\\'.repeat(300_000)}12345678901234567"}]}`;
    expect(decodeJson('traces', escapes).resourceSpans[0]?.schemaUrl).toHaveLength(600_017);
  });
});
