import { describe, expect, it } from 'vitest';
import { hopVerdict, sentTraceIds, type HopFacts } from './hopVerdict.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';
const other = { traceId: '80f198ee56343ba864fe8b2a57d3eff7' };
const hop = (facts: Partial<HopFacts>): HopFacts =>
  ({ requestHeaders: ['traceparent', `00-${traceId}-${spanId}-01`], status: 200, receiverPropagators: ['tracecontext'], receiverContext: { traceId }, ...facts });

describe('hopVerdict', () => {
  it.each<[string, string, Partial<HopFacts>]>([
    ['sameTrace', 'the receiver goes on with what it was sent', {}],
    ['sameTrace', 'it was answered with an error', { status: 500 }],
    ['sameTrace', 'a 64-bit id of B3 is filled up', { requestHeaders: ['b3', `${traceId.slice(16)}-${spanId}-1`], receiverContext: { traceId: traceId.slice(16).padStart(32, '0') } }],
    ['sameTrace', 'upper-case ids of X-B3 are kept', { requestHeaders: ['X-B3-TraceId', traceId.toUpperCase(), 'X-B3-SpanId', spanId], receiverContext: { traceId: traceId.toUpperCase() } }],
    ['sameTrace', 'one of two dialects is gone on with', { requestHeaders: ['traceparent', `00-${other.traceId}-${spanId}-01`, 'b3', `${traceId}-${spanId}-1`] }],
    ['newTrace', 'the receiver began another', { receiverContext: other }],
    ['newTrace', 'the receiver looks for another dialect', { receiverPropagators: ['b3'], receiverContext: other }],
    ['newTrace', 'the receiver looks for none', { receiverPropagators: [], receiverContext: other }],
    ['newTrace', 'what was sent is broken', { requestHeaders: ['traceparent', `ff-${traceId}-${spanId}-01`] }],
    ['noContext', 'nothing was sent', { requestHeaders: ['accept', '*/*'], receiverContext: other }],
    ['noContext', 'nothing was sent and the receiver has not said', { requestHeaders: [], receiverContext: null }],
    ['noContext', 'baggage alone was sent', { requestHeaders: ['baggage', 'a=1'], receiverContext: other }],
    ['noContext', 'a sampling state alone was sent', { requestHeaders: ['b3', '0'], receiverContext: other }],
    ['leaves', 'the receiver runs no SDK', { receiverPropagators: null, receiverContext: null }],
    ['failed', 'nobody answered', { status: null }],
    ['failed', 'nobody answered where no SDK runs', { status: null, receiverPropagators: null }],
    ['unknown', 'the receiver has not said', { receiverContext: null }],
  ])('is %s when %s', (verdict, _when, facts) => {
    expect(hopVerdict(hop(facts))).toBe(verdict);
  });

  it('knows every trace that was sent, once', () => {
    const third = '463ac35c9f6413ad48485a3953bb6124';
    const raw = ['traceparent', `00-${traceId}-${spanId}-01`, 'b3', `${other.traceId}-${spanId}`, 'X-B3-TraceId', third, 'X-B3-SpanId', spanId];

    expect(sentTraceIds(raw)).toEqual([traceId, other.traceId, third]);
    expect(sentTraceIds([...raw.slice(0, 2), 'b3', `${traceId}-${spanId}`])).toEqual([traceId]);
  });
});
