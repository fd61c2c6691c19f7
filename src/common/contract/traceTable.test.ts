import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame } from '../rpc/codec.ts';
import { type TraceDetail, TraceTable } from './telemetry.ts';
import { packTrace, unpackTrace } from './traceTable.ts';

const trace: TraceDetail = {
  summary: { traceId: 'a'.repeat(32), rootName: 'POST /book', rootService: 'web', hasRoot: true, startUnixMillis: 1.5, durationNanos: 9e9, spanCount: 2, errorCount: 1, orphanCount: 1, services: ['web'], version: 3 },
  startUnixNano: '1790000000000000001',
  spans: [
    { spanId: '00f067aa0ba902b7', parentIndex: -1, depth: 0, orphan: false, service: 'web', name: 'POST /book', kind: 'server', status: 'ok', startNanos: 0, durationNanos: 9_007_199_254_740_991, selfNanos: 1, peer: null },
    { spanId: 'ffffffffffffffff', parentIndex: 0, depth: 1, orphan: true, service: 'web', name: '调用', kind: 'consumer', status: 'error', startNanos: 5, durationNanos: 0.5, selfNanos: 0, peer: 'db:5432' },
  ],
};

describe('packTrace', () => {
  it('says the same as the rows it was given, after a way over the wire', () => {
    const arrived = TraceTable.parse(decodeFrame(encodeFrame(packTrace(trace))));

    expect(unpackTrace(arrived)).toEqual(trace);
  });

  it('holds each word once', () => {
    expect(packTrace(trace).words).toEqual(['web', 'POST /book', '调用', 'db:5432']);
  });
});
