import type { SpanDetail, telemetry, TraceDetail, TraceSummary } from '#common/contract/telemetry.ts';
import { packTrace } from '#common/contract/traceTable.ts';
import type { Handlers, Publish } from '#common/contract/define.ts';
import type { AttributeText } from '#core/telemetry/attributeView.ts';
import { exportTrace } from '#core/telemetry/exportTrace.ts';
import { spanText, type SpanText } from '#core/telemetry/spanDetail.ts';
import type { StoredTrace, TraceOverview } from '#core/telemetry/storedTrace.ts';
import type { TraceStore } from '#core/telemetry/traceStore.ts';
import { traceTree } from '#core/telemetry/traceTree.ts';

export function telemetryHandlers(store: TraceStore): Handlers<typeof telemetry> {
  return {
    listTraces: async ({ limit }) => ({ traces: store.newest(limit).map(summary), store: store.state }),
    getTraceTable: async ({ traceId }) => {
      const trace = store.trace(traceId);
      return trace === undefined ? null : packTrace(detail(trace));
    },
    getSpan: async ({ traceId, spanId }) => {
      const span = store.trace(traceId)?.span(spanId);
      return span === undefined ? null : spanDetail(spanText(span));
    },
    exportTrace: async ({ traceId }) => {
      const trace = store.trace(traceId);
      return trace === undefined ? null : exportTrace(trace);
    },
    clear: async () => {
      store.clear();
      return null;
    },
  };
}

export function publishTelemetry(store: TraceStore, publish: Publish<typeof telemetry>): Disposable {
  return store.changed((change) => publish.changed({ traceIds: [...change.traceIds], store: change.store }));
}

function summary({ startUnixNano, services, ...rest }: TraceOverview): TraceSummary {
  return { ...rest, services: [...services], startUnixMillis: Number(startUnixNano / 1_000n) / 1e3 };
}

function detail(trace: StoredTrace): TraceDetail {
  const overview = trace.overview();
  return { summary: summary(overview), startUnixNano: String(overview.startUnixNano), spans: [...traceTree(trace.spans, overview.startUnixNano)] };
}

const copy = (attributes: readonly AttributeText[]): AttributeText[] => [...attributes];

function spanDetail(span: SpanText): SpanDetail {
  return {
    ...span,
    attributes: copy(span.attributes),
    resource: copy(span.resource),
    scope: { ...span.scope, attributes: copy(span.scope.attributes) },
    events: span.events.map((event) => ({ ...event, attributes: copy(event.attributes) })),
    links: span.links.map((link) => ({ ...link, attributes: copy(link.attributes) })),
  };
}
