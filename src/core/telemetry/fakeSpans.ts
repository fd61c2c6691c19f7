import { unixNano } from '#common/base/units.ts';
import type { Span, Traces } from '#engine/pdata/traces.ts';
import { Attributes, type AnyValue } from '#engine/pdata/value.ts';

/** Builders for tests: short names for ids, milliseconds for time. */
export interface FakeSpan {
  readonly id: string;
  readonly parent?: string;
  readonly trace?: string;
  readonly service?: string;
  readonly name?: string;
  /** Index into spanKinds. Default 1, internal. */
  readonly kind?: number;
  /** Index into statusCodes. */
  readonly status?: number;
  /** Milliseconds after `fakeStart`. */
  readonly start?: number;
  readonly millis?: number;
  readonly attributes?: Readonly<Record<string, AnyValue>>;
}

export const fakeStart = 1_704_067_200_000_000_000n;

function fakeSpan(given: FakeSpan): Span {
  const start = fakeStart + BigInt(Math.round((given.start ?? 0) * 1e6));
  return {
    traceId: given.trace ?? 't1', spanId: given.id, parentSpanId: given.parent ?? '', traceState: '', flags: 0,
    name: given.name ?? given.id, kind: given.kind ?? 1,
    startTimeUnixNano: unixNano(start), endTimeUnixNano: unixNano(start + BigInt(Math.round((given.millis ?? 10) * 1e6))),
    attributes: Attributes.of(given.attributes ?? {}), droppedAttributesCount: 0,
    events: [], droppedEventsCount: 0, links: [], droppedLinksCount: 0, status: { code: given.status ?? 0, message: '' },
  };
}

/** One ResourceSpans per span. */
export function fakeTraces(...given: readonly FakeSpan[]): Traces {
  return fakeTracesOf(given);
}

export function fakeTracesOf(given: readonly FakeSpan[]): Traces {
  return {
    resourceSpans: given.map((one) => ({
      resource: { attributes: Attributes.of({ 'service.name': one.service ?? 'web' }), droppedAttributesCount: 0 },
      scopeSpans: [{ scope: { name: 'fake', version: '1', attributes: Attributes.empty, droppedAttributesCount: 0 }, spans: [fakeSpan(one)], schemaUrl: '' }],
      schemaUrl: '',
    })),
  };
}
