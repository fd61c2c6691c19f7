import { Emitter } from '#common/base/emitter.ts';
import type { CollectorState } from '#common/contract/collector.ts';
import type { AllHandlers } from '#common/contract/define.ts';
import { contract } from '#common/contract/index.ts';
import type { LabState, LabStats } from '#common/contract/lab.ts';
import type { SdkState } from '#common/contract/sdk.ts';
import type { SpanRow, TraceDetail } from '#common/contract/telemetry.ts';
import { packTrace } from '#common/contract/traceTable.ts';
import type { Bridge } from '#common/rpc/bridge.ts';
import type { Frame } from '#common/rpc/channel.ts';
import { serve } from '#common/rpc/server.ts';
import { fakeReality } from './fakeReality.ts';

// A clinic that is not real: for looking at the screen and for its pictures, never shipped.

const second = 1e9;
type Row = readonly [service: string, name: string, kind: SpanRow['kind'], depth: number, start: number, duration: number, self: number, peer?: string];
const booking: readonly Row[] = [
  ['web', 'POST /book', 'server', 0, 0, 1.94, 0.01], ['web', 'POST', 'client', 1, 0.006, 1.93, 0.01], ['visits', 'POST /visits', 'server', 2, 0.011, 1.92, 0.03],
  ['visits', 'GET', 'client', 3, 0.02, 1.22, 0.01], ['vets', 'GET /vets/:id/slots', 'server', 4, 0.025, 1.21, 1.21], ['visits', 'POST', 'client', 3, 1.3, 0.568, 0.01],
  ['billing', 'POST /charges', 'server', 4, 1.305, 0.557, 0.058], ['billing', 'POST', 'client', 5, 1.34, 0.499, 0.499, 'cardpay.example:443'],
];

function spans(error: boolean, stretch: number): SpanRow[] {
  return booking.map(([service, name, kind, depth, start, duration, self, peer], index) => ({
    spanId: index.toString(16).padStart(16, '0'), parentIndex: booking.findLastIndex((row, before) => before < index && row[3] === depth - 1), depth, orphan: false, service, name, kind,
    status: error && (service === 'billing' || name === 'POST /book') ? 'error' : 'unset',
    startNanos: start * second * stretch, durationNanos: duration * second * stretch, selfNanos: self * second * stretch, peer: peer ?? null,
  }));
}

const traces: TraceDetail[] = Array.from({ length: 60 }, (_, index) => {
  const error = index % 7 === 3;
  const stretch = index % 4 === 0 ? 1 : 0.37 + (index % 3) / 90;
  const rows = spans(error, stretch);
  const startUnixMillis = Date.now() - index * 900;
  return {
    summary: {
      traceId: (0x4bf92f35 + index * 7919).toString(16).padEnd(28, 'a3ce92') + '4736', rootName: 'POST /book', rootService: 'web', hasRoot: true, startUnixMillis, durationNanos: 1.94 * second * stretch,
      spanCount: rows.length, errorCount: error ? 3 : 0, orphanCount: 0, services: ['web', 'visits', 'vets', 'billing'], version: 1,
    },
    startUnixNano: String(BigInt(Math.round(startUnixMillis)) * 1_000_000n), spans: rows,
  };
});

const names = [['web', ['visits']], ['visits', ['vets', 'billing']], ['vets', []], ['billing', []]] as const;
const lab: LabState = {
  sceneId: 'petclinic', status: 'running', services: names.map(([name, calls], index) => ({ name, kind: 'service', status: 'running', port: 9001 + index, calls: [...calls], tracing: true })),
  collectors: ['collector'], backends: [{ name: 'tempo', port: 4317 }], traffic: { running: true, requestsPerSecond: 2, seed: 1 },
};
const parts = ['receiver/otlp', 'traces/processor/memory_limiter', 'traces/processor/batch', 'exporter/otlp_grpc/tempo', 'exporter/debug'];
const stats: LabStats = {
  uptimeMillis: 41_200,
  services: Object.fromEntries(names.map(([name], index) => [name, { requests: 86, errors: index === 3 ? 4 : 0, recentErrorRatio: index === 3 ? 0.05 : 0, requestsPerSecond: 2.1, p95Millis: [1940, 1910, 1220, 557][index] ?? null, spansPerSecond: [4.2, 6.3, 2.1, 4.2][index] ?? 0 }])),
  hopsPerSecond: { 'client->web': 2.1, 'web->visits': 2.1, 'visits->vets': 2.1, 'visits->billing': 2.1, 'web->collector': 4.2, 'visits->collector': 6.3, 'vets->collector': 2.1, 'billing->collector': 4.2, 'collector->tempo': 16.8 },
  collectors: { collector: Object.fromEntries(parts.map((part, index) => [part, { inItems: 688, outItems: 688, droppedItems: 0, itemsPerSecond: 16.8, ...(index === 1 ? { note: '61 of 512 MiB' } : {}) }])) },
  backends: { tempo: { traces: 60, spans: 480, spansPerSecond: 16.8 } },
};
const yaml = 'receivers:\n  otlp:\n    protocols:\n      http:\n        endpoint: localhost:4318\n\nprocessors:\n  memory_limiter:\n    check_interval: 1s\n    limit_mib: 512\n  batch:\n    timeout: 200ms\n\nexporters:\n  otlp_grpc/tempo:\n    endpoint: tempo:4317\n  debug:\n\nservice:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      processors: [memory_limiter, batch]\n      exporters: [otlp_grpc/tempo, debug]\n';
const collector: CollectorState = {
  collectorId: 'collector', yaml, runningYaml: yaml, release: { era: 'current', distribution: 'otelcol-contrib' }, runningRelease: { era: 'current', distribution: 'otelcol-contrib' }, revision: 1, runningSince: Date.now(), status: 'running', diagnostics: [], unused: [], listening: [],
  graph: {
    nodes: parts.map((nodeId) => ({ nodeId, kind: nodeId.includes('receiver') ? 'receiver' : nodeId.includes('processor') ? 'processor' : 'exporter', componentId: nodeId.replace(/^(traces\/)?(receiver|processor|exporter)\//, ''), pipelines: ['traces'] })),
    pipelines: [{ pipelineId: 'traces', signal: 'traces', receivers: parts.slice(0, 1), processors: parts.slice(1, 3), exporters: parts.slice(3) }], extensions: [],
  },
};
const sdkYaml = 'propagators: [tracecontext, baggage]\nsampler: parentbased_always_on\nexporter:\n  endpoint: http://collector:4318\n';
const sdkState = (service: string): SdkState => ({
  service, yaml: sdkYaml, runningYaml: sdkYaml, status: 'running', revision: 2, restartMillis: 420, diagnostics: [],
  effective: [
    { key: 'propagators', variable: 'OTEL_PROPAGATORS', written: 'tracecontext,baggage', effective: 'tracecontext,baggage' },
    { key: 'sampler', variable: 'OTEL_TRACES_SAMPLER', written: 'parentbased_always_on', effective: service === 'vets' ? 'always_on' : 'parentbased_always_on' },
    { key: 'exporter.endpoint', variable: 'OTEL_EXPORTER_OTLP_ENDPOINT', written: 'http://collector:4318', effective: null },
    { key: 'batch.schedule_delay', variable: 'OTEL_BSP_SCHEDULE_DELAY', written: null, effective: '5000' },
  ],
});
const store = { traces: traces.length, spans: 480, evictedTraces: 0, maxTraces: 5000 };
const text = (key: string, value: string) => ({ key, type: 'string' as const, value });

const handlers: AllHandlers<typeof contract> = {
  app: { info: async () => ({ version: '0.1.0', shell: 'browser', platform: 'fixture' }) },
  collector: { list: async () => [collector], apply: async () => collector, schema: async () => ({ type: 'object' }), releases: async () => [{ era: 'current', version: '0.159.0', distributions: ['otelcol-contrib', 'otelcol', 'otelcol-k8s'] }, { era: '2023', version: '0.84.0', distributions: ['otelcol-contrib', 'otelcol'] }] },
  lab: { state: async () => lab, stats: async () => stats, sendOne: async () => ({ status: 201, durationMillis: 748, error: null }), setTraffic: async () => lab.traffic, logs: async () => [] },
  lessons: { list: async () => [], open: () => missing(), current: async () => null, close: async () => null, restart: () => missing(), answer: () => missing(), act: () => missing(), next: () => missing(), selected: async () => null },
  reality: fakeReality(traces.map(({ summary }) => summary.traceId), location.search.includes('empty')),
  sdk: { list: async () => names.map(([name]) => sdkState(name)), apply: async ({ service, yaml: written }) => ({ ...sdkState(service), yaml: written, runningYaml: written }), reset: async ({ service }) => sdkState(service), schema: async () => ({ type: 'object' }) },
  telemetry: {
    listTraces: async () => ({ traces: location.search.includes('empty') ? [] : traces.map(({ summary }) => summary), store: location.search.includes('empty') ? { ...store, traces: 0 } : store }),
    getTraceTable: async ({ traceId }) => {
      const trace = traces.find(({ summary }) => summary.traceId === traceId);
      return trace === undefined ? null : packTrace(trace);
    },
    getSpan: async ({ traceId, spanId }) => {
      const row = traces.find(({ summary }) => summary.traceId === traceId)?.spans.find((span) => span.spanId === spanId);
      if (row === undefined) return null;
      return {
        traceId, spanId, parentSpanId: null, name: row.name, kind: row.kind, service: row.service, status: { code: row.status, message: '' }, traceState: '', flags: 1, startUnixNano: '1', endUnixNano: '2',
        attributes: [text('http.request.method', 'POST'), text('http.route', '/charges'), { key: 'http.response.status_code', type: 'int', value: '201' }, text('url.full', 'http://billing:9004/charges')],
        resource: [text('service.name', row.service), text('telemetry.sdk.language', 'nodejs'), text('telemetry.sdk.name', 'opentelemetry'), text('telemetry.sdk.version', '3.1.0')],
        scope: { name: '@opentelemetry/instrumentation-http', version: '0.301.0', attributes: [] }, events: [{ name: 'charged', offsetNanos: 4e8, attributes: [text('amount', '42')] }], links: [], droppedAttributes: 0,
      };
    },
    exportTrace: async () => null, clear: async () => null,
  },
};
const missing = (): Promise<never> => Promise.reject(new Error('the fake clinic has no lessons'));

/** What the preload script of the desktop shell would be, answered inside the page. */
export function fakeBridge(): Bridge {
  const toCore = new Emitter<Frame>();
  return {
    send: (frame) => toCore.emit(frame),
    onMessage(listener) {
      serve({ contract, handlers, channel: { send: listener, received: toCore.event, closed: new Emitter<void>().event }, log: (message, error) => console.error(message, error) });
    },
  };
}
