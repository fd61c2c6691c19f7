import { describe, expect, it } from 'vitest';
import type { SpanRow } from '#common/contract/telemetry.ts';
import { findSpans } from './findSpans.ts';

const span = (service: string, name: string, status: SpanRow['status'] = 'unset', peer: string | null = null): SpanRow => ({
  spanId: name, parentIndex: -1, depth: 0, orphan: false, service, name, kind: 'client', status, startNanos: 0, durationNanos: 1, selfNanos: 1, peer,
});
const spans = [span('web', 'POST /book'), span('visits', 'POST /visits', 'error'), span('visits', 'query', 'unset', 'db')];

describe('findSpans', () => {
  it.each([
    ['post', [0, 1]], ['visits post', [1]], ['ERROR', [1]], ['db', [2]], ['client', [0, 1, 2]], ['nobody', []], ['  ', []],
  ])('finds %j', (query, found) => {
    expect(findSpans(spans, query)).toEqual(found);
  });
});
