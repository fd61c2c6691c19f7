import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotateHeaders } from './annotate.ts';

const names = ['traceparent', 'Tracestate', 'BAGGAGE', 'b3', 'X-B3-TraceId', 'x-b3-spanid', 'X-B3-ParentSpanId', 'X-B3-Sampled', 'X-B3-Flags'];
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('annotateHeaders', () => {
  it('keeps order, case and repeats, and leaves other headers whole', () => {
    const views = annotateHeaders(['Host', 'vets:3003', 'TraceParent', traceparent, 'X-Clinic-Visit', '7', 'Accept', 'a', 'accept', 'b']);

    expect(views.map(({ name, value, format, isLabs }) => [name, value, format, isLabs])).toEqual([
      ['Host', 'vets:3003', null, false], ['TraceParent', traceparent, 'tracecontext', false], ['X-Clinic-Visit', '7', null, true],
      ['Accept', 'a', null, false], ['accept', 'b', null, false],
    ]);
    expect(views[0]?.fields).toEqual([]);
    expect(views[1]?.fields.every(({ problem }) => problem === null)).toBe(true);
  });

  it('tells the dialect of each', () => {
    expect(annotateHeaders(names.flatMap((name) => [name, ''])).map(({ format }) => format)).toEqual([
      'tracecontext', 'tracecontext', 'baggage', 'b3', 'b3multi', 'b3multi', 'b3multi', 'b3multi', 'b3multi',
    ]);
  });

  it('faults both of two traceparents, in any case, though they say the same', () => {
    const views = annotateHeaders(['traceparent', traceparent, 'Traceparent', traceparent]);

    expect(views.map(({ fields }) => fields[0]?.problem)).toEqual(['duplicateHeader', 'duplicateHeader']);
  });

  it('reads repeated tracestate and baggage as one list each', () => {
    const views = annotateHeaders(['tracestate', 'a=1', 'tracestate', 'a=2', 'baggage', 'a=1', 'baggage', 'a=2']);

    expect(views.flatMap(({ fields }) => fields.map(({ problem }) => problem)).filter((problem) => problem !== null)).toEqual(['duplicateKey']);
  });

  it('has fields that join to the value, whatever it is', () => {
    const piece = fc.constantFrom('00', 'ff', '0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331', '-', ',', ';', '=', ' ', '\t', '%', '%41', '@', 'd', '1', 'a', 'é');
    const value = fc.oneof(fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')), fc.string({ maxLength: 80 }));
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 4 }), (pairs) => {
      const views = annotateHeaders(pairs.flat());

      expect(views.map(({ name, fields }) => [name, fields.map(({ text }) => text).join('')])).toEqual(pairs);
      // Only what is missing may be an empty field, and that is a problem.
      expect(views.flatMap(({ fields }) => fields).filter(({ text, problem }) => text === '' && problem === null).map(({ kind }) => kind).filter((kind) => kind !== 'value')).toEqual([]);
    }), { numRuns: 500 });
  });
});
