import type { Resource, Scope } from '#engine/pdata/common.ts';
import { type ResourceSpans, type ScopeSpans, type Span, statusCodes } from '#engine/pdata/traces.ts';
import type { UnixNano } from '#common/base/units.ts';

/** Who made a span: shared by all spans of one ScopeSpans. */
export interface SpanOrigin {
  /** The resource's `service.name`, or `unknown_service` as the SDKs say. */
  readonly service: string;
  readonly resource: Resource;
  readonly resourceSchemaUrl: string;
  readonly scope: Scope;
  readonly scopeSchemaUrl: string;
}
export interface StoredSpan {
  readonly span: Span;
  readonly origin: SpanOrigin;
}

export function spanOrigin(resourceSpans: ResourceSpans, scopeSpans: ScopeSpans): SpanOrigin {
  const name = resourceSpans.resource.attributes.get('service.name');
  return {
    service: typeof name === 'string' && name !== '' ? name : 'unknown_service',
    resource: resourceSpans.resource,
    resourceSchemaUrl: resourceSpans.schemaUrl,
    scope: scopeSpans.scope,
    scopeSchemaUrl: scopeSpans.schemaUrl,
  };
}

/** One line about a trace. */
export interface TraceOverview {
  readonly traceId: string;
  readonly rootName: string;
  readonly rootService: string;
  readonly hasRoot: boolean;
  readonly startUnixNano: UnixNano;
  readonly durationNanos: number;
  readonly spanCount: number;
  readonly errorCount: number;
  readonly orphanCount: number;
  /** By the start of their earliest span. */
  readonly services: readonly string[];
  readonly version: number;
}

/**
 * The spans of one trace in the order they arrived, with the indexes that make its overview cheap. Spans may come late, before their
 * parents, twice, or in circles: none is lost. A span delivered again (same id, kind, name, times and service) is counted, not kept twice.
 */
export class StoredTrace {
  readonly traceId: string;
  /** Grows whenever spans arrive. */
  version = 0;
  /** Spans that were delivered more than once. */
  redelivered = 0;
  readonly #spans: StoredSpan[] = [];
  readonly #firstById = new Map<string, StoredSpan>();
  /** Only for ids that came more than once: what has been seen under them. */
  readonly #identities = new Map<string, Set<string>>();
  /** Children by the id of a parent that has not arrived. */
  readonly #waiting = new Map<string, number>();
  readonly #serviceStarts = new Map<string, bigint>();
  #orphans = 0;
  #errors = 0;
  #root: StoredSpan | undefined;
  #earliest: StoredSpan | undefined;
  #start: bigint | undefined;
  #end = 0n;

  constructor(traceId: string) {
    this.traceId = traceId;
  }

  get spans(): readonly StoredSpan[] {
    return this.#spans;
  }

  /** The first span that arrived with this id. */
  span(spanId: string): StoredSpan | undefined {
    return this.#firstById.get(spanId);
  }

  /** False when the span was a redelivery. */
  add(stored: StoredSpan): boolean {
    const { span } = stored;
    if (span.spanId !== '' && this.#isRedelivery(stored)) {
      this.redelivered += 1;
      return false;
    }
    this.#spans.push(stored);
    this.#countOrphans(span);
    if (statusCodes[span.status.code] === 'error') this.#errors += 1;
    this.#placeInTime(stored);
    return true;
  }

  overview(): TraceOverview {
    const first = this.#root ?? this.#earliest;
    const start = this.#start ?? 0n;
    return {
      traceId: this.traceId,
      rootName: first?.span.name ?? '',
      rootService: first?.origin.service ?? '',
      hasRoot: this.#root !== undefined,
      startUnixNano: start as UnixNano,
      durationNanos: this.#end > start ? Number(this.#end - start) : 0,
      spanCount: this.#spans.length,
      errorCount: this.#errors,
      orphanCount: this.#orphans,
      services: [...this.#serviceStarts].sort((a, b) => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0)).map(([service]) => service),
      version: this.version,
    };
  }

  #isRedelivery(stored: StoredSpan): boolean {
    const { spanId } = stored.span;
    const first = this.#firstById.get(spanId);
    if (first === undefined) {
      this.#firstById.set(spanId, stored);
      return false;
    }
    const seen = this.#identities.get(spanId) ?? new Set([identity(first)]);
    this.#identities.set(spanId, seen);
    const own = identity(stored);
    if (seen.has(own)) return true;
    seen.add(own);
    return false;
  }

  #countOrphans(span: Span): void {
    const children = this.#waiting.get(span.spanId);
    if (span.spanId !== '' && children !== undefined) {
      this.#orphans -= children;
      this.#waiting.delete(span.spanId);
    }
    if (span.parentSpanId === '' || this.#firstById.has(span.parentSpanId)) return;
    this.#orphans += 1;
    this.#waiting.set(span.parentSpanId, (this.#waiting.get(span.parentSpanId) ?? 0) + 1);
  }

  #placeInTime(stored: StoredSpan): void {
    const { startTimeUnixNano: start, endTimeUnixNano: end, parentSpanId } = stored.span;
    if (start > 0n && (this.#start === undefined || start < this.#start)) this.#start = start;
    if (end > this.#end) this.#end = end;
    if (this.#earliest === undefined || start < this.#earliest.span.startTimeUnixNano) this.#earliest = stored;
    if (parentSpanId === '' && (this.#root === undefined || start < this.#root.span.startTimeUnixNano)) this.#root = stored;
    const known = this.#serviceStarts.get(stored.origin.service);
    if (known === undefined || start < known) this.#serviceStarts.set(stored.origin.service, start);
  }
}

function identity({ span, origin }: StoredSpan): string {
  return `${String(span.kind)} ${String(span.startTimeUnixNano)} ${String(span.endTimeUnixNano)} ${origin.service} ${span.name}`;
}
