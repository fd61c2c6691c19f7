import { propagation, ROOT_CONTEXT, trace, type TextMapPropagator } from '@opentelemetry/api';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { B3InjectEncoding, B3Propagator } from '@opentelemetry/propagator-b3';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextOf } from './propagation.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';
const traceparent = `00-${traceId}-${spanId}-01`;

const real: Readonly<Record<string, TextMapPropagator>> = {
  tracecontext: new W3CTraceContextPropagator(),
  baggage: new W3CBaggagePropagator(),
  b3: new B3Propagator(),
  b3multi: new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER }),
};
const getter = {
  keys: (carrier: Record<string, string>): string[] => Object.keys(carrier),
  get: (carrier: Record<string, string>, key: string): string | undefined => carrier[key],
};

/** What the SDK's own propagators read from headers as node:http joins them. */
function really(raw: readonly string[], propagators: readonly string[]): unknown {
  const carrier: Record<string, string> = {};
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase();
    carrier[name] = carrier[name] === undefined ? raw[at + 1]! : `${carrier[name]}, ${raw[at + 1]!}`;
  }
  const composite = new CompositePropagator({ propagators: propagators.flatMap((name) => real[name] ?? []) });
  const context = composite.extract(ROOT_CONTEXT, carrier, getter);
  const span = trace.getSpanContext(context);
  const entries = propagation.getBaggage(context)?.getAllEntries();
  return {
    span: span === undefined ? null : { traceId: span.traceId, spanId: span.spanId, isSampled: (span.traceFlags & 1) === 1 },
    baggage: entries === undefined ? null : Object.fromEntries(entries.map(([key, { value, metadata }]) => [key, { value, metadata: metadata?.toString() ?? null }])),
  };
}

function ours(raw: readonly string[], propagators: readonly string[]): unknown {
  const { span, baggage } = contextOf(raw, propagators);
  return {
    span: span === null ? null : { traceId: span.traceId, spanId: span.spanId, isSampled: span.isSampled },
    baggage: baggage === null ? null : baggage.entries,
  };
}

const mostly = (usual: fc.Arbitrary<string>, strange: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof({ arbitrary: usual, weight: 20 }, { arbitrary: strange, weight: 1 });
const hex = (length: number): fc.Arbitrary<string> => mostly(
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length }),
  fc.oneof(fc.constant('0'.repeat(length)), fc.constant('A'.repeat(length)), fc.constant('f'.repeat(length - 1)), fc.constant('g'.repeat(length)), fc.constant('')),
);
const traceIds = mostly(hex(32), hex(16));
const end = fc.constantFrom('', '', '', '', '', '', '', '', ' ', '  ', '\t', '-', '-x', '.x');
const state = mostly(fc.constantFrom('0', '1', 'd'), fc.constantFrom('true', 'True', 'false', 'False', 'TRUE', 'x', '', '1a'));
const join = (separator: string, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.tuple(...parts).map((texts) => texts.join(separator));
const traceparents = join('', end.map((text) => text.trim() === '' ? text : ''), join('-', fc.constantFrom('00', '00', '00', '00', '00', '01', 'cc', 'ff', '0', '0A'), hex(32), hex(16), fc.constantFrom('00', '01', '02', '03', 'ff', '00', '01', 'zz')), end);
const b3s = fc.oneof(
  join('-', traceIds, hex(16)), join('-', traceIds, hex(16), state), join('-', traceIds, hex(16), state, hex(16)), join('-', traceIds, hex(16), hex(16)),
  join('', fc.constantFrom('', 'x', 'ab', ' '), join('-', traceIds, hex(16), state), end), state,
);
const text = mostly(fc.constantFrom('a', 'b', 'tenant', '%41', ' a ', '42'), fc.constantFrom('', '%', '%ff', '%e4%b8%ad', '__proto__', 'constructor', 'é', '=', '\u00a0'));
const members = fc.oneof(join('=', text, text), join('', join('=', text, text), fc.constantFrom(';', ';p', ';p=1; q', ';;')), text);
const baggages = fc.oneof(fc.array(members, { maxLength: 5 }).map((list) => list.join(',')), fc.string({ maxLength: 40 }));
const header = fc.oneof(
  fc.tuple(fc.constantFrom('traceparent', 'Traceparent'), traceparents), fc.tuple(fc.constant('b3'), b3s), fc.tuple(fc.constantFrom('baggage', 'Baggage'), baggages), fc.tuple(fc.constant('baggage'), baggages),
  fc.tuple(fc.constant('X-B3-Sampled'), state), fc.tuple(fc.constant('X-B3-Flags'), fc.constantFrom('0', '1', '')), fc.tuple(fc.constant('tracestate'), text),
);
const ids = fc.oneof(fc.constant<string[]>([]), fc.tuple(traceIds, hex(16)).map(([trace, span]) => ['X-B3-TraceId', trace, 'x-b3-spanid', span]));
const requests = fc.tuple(ids, fc.array(header, { minLength: 1, maxLength: 5 })).map(([multi, others]) => [...multi, ...others.flat()]);
const chosen = fc.shuffledSubarray(['tracecontext', 'baggage', 'b3', 'b3multi', 'jaeger'], { minLength: 2 });

describe('contextOf', () => {
  it('reads what the propagators of the SDK read', () => {
    let spansRead = 0;
    let baggagesRead = 0;
    fc.assert(fc.property(requests, chosen, (raw, propagators) => {
      const expected = really(raw, propagators);

      expect(ours(raw, propagators)).toEqual(expected);
      const read = contextOf(raw, propagators);
      spansRead += read.span === null ? 0 : 1;
      baggagesRead += read.baggage === null ? 0 : 1;
    }), { numRuns: 3000, seed: 20261124 });
    // Else they agreed on nothing.
    expect(Math.min(spansRead, baggagesRead)).toBeGreaterThan(300);
  });

  it.each([
    ['181 members', Array.from({ length: 181 }, (_, at) => `k${at}=v`).join(',')],
    ['a member of 4096', `a=${'v'.repeat(4094)},b=1`],
    ['a member of 4097', `a=${'v'.repeat(4095)},b=1`],
    ['8192 characters', `a=${'v'.repeat(4000)},b=${'v'.repeat(4000)},c=${'v'.repeat(184)}`],
    ['8193 characters', `a=${'v'.repeat(4000)},b=${'v'.repeat(4000)},c=${'v'.repeat(185)},d=1`],
    ['only a name that is lost', '__proto__=1'],
  ])('has the limits of the SDK for baggage: %s', (_what, value) => {
    expect(ours(['baggage', value], ['baggage'])).toEqual(really(['baggage', value], ['baggage']));
    expect(contextOf(['baggage', value], ['baggage']).baggage).not.toBeNull();
  });

  it('says which propagator read what, and lets the last one win', () => {
    const other = '80f198ee56343ba864fe8b2a57d3eff7';

    const { span, reads, baggage } = contextOf(['traceparent', traceparent, 'b3', `${other}-${spanId}-0`, 'baggage', 'a=1;p'], ['tracecontext', 'b3', 'baggage', 'b3']);

    expect(reads.map((read) => read.propagator)).toEqual(['tracecontext', 'b3']);
    expect(span).toEqual({ propagator: 'b3', traceId: other, spanId, isSampled: false });
    expect(baggage).toEqual({ propagator: 'baggage', entries: { a: { value: '1', metadata: 'p' } } });
  });

  it('keeps what an earlier one read when a later one reads nothing', () => {
    expect(contextOf(['traceparent', traceparent, 'b3', '0'], ['tracecontext', 'b3']).span?.propagator).toBe('tracecontext');
  });

  it('reads nothing in a dialect that the receiver does not look for', () => {
    expect(contextOf(['traceparent', traceparent, 'baggage', 'a=1'], ['b3'])).toEqual({ span: null, reads: [], baggage: null });
  });

  it('reads nothing with none', () => {
    expect(contextOf(['traceparent', traceparent], ['tracecontext', 'none']).span).toBeNull();
  });

  it('reads neither of two traceparents', () => {
    expect(contextOf(['traceparent', traceparent, 'traceparent', traceparent], ['tracecontext']).span).toBeNull();
  });
});
