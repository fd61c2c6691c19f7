import { ROOT_CONTEXT, SeverityNumber, SpanKind, SpanStatusCode, TraceFlags, trace, type AnyValue } from '@opentelemetry/api';
import { OTLPLogExporter as JsonLogs } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtoLogs } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter as JsonMetrics } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtoMetrics } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as JsonTraces } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtoTraces } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { AggregationType, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

const resource = resourceFromAttributes({ 'service.name': 'conformance', 'host.cpus': 8, 'tags': ['a', 'ü', '汉字'] });

/** Every value an attribute of the SDK can have, and the awkward ones of each. */
const attributes = {
  text: 'plain', empty: '', wide: '汉字 🐾', long: 'x'.repeat(300), zero: 0, negative: -5, big: Number.MAX_SAFE_INTEGER, small: Number.MIN_SAFE_INTEGER,
  // No whole number above 2^63: the SDK sends 1e22 as an intValue, which is not OTLP and which the real Collector refuses, too.
  double: 1.5, tiny: 1e-9, yes: true, no: false, texts: ['a', 'b'], numbers: [1, 2.5, -3], booleans: [true, false], none: [],
};
const body: AnyValue = { nested: { list: [1, 'two', false, null, { deep: 1.5 }], bytes: Uint8Array.of(0, 1, 254, 255) }, text: 't' };

/** Sends the same spans to `url` in both encodings. */
export async function emitTraces(url: string): Promise<void> {
  const exporters = [new ProtoTraces({ url: `${url}/v1/traces` }), new JsonTraces({ url: `${url}/v1/traces` })];
  const provider = new TracerProvider({ resource, spanLimits: { attributeCountLimit: 15 }, spanProcessors: exporters.map((exporter) => new BatchSpanProcessor({ exporter })) });
  const tracer = provider.getTracer('conformance', '1.2.3');
  const parent = tracer.startSpan('parent', { kind: SpanKind.SERVER, attributes });
  const context = trace.setSpan(ROOT_CONTEXT, parent);
  const other = { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), traceFlags: TraceFlags.SAMPLED, isRemote: true };
  const child = tracer.startSpan('child', { kind: SpanKind.CLIENT, links: [{ context: other, attributes: { why: 'batch' } }, { context: parent.spanContext() }] }, context);
  child.addEvent('cache.miss', { key: 'k', tries: 3 });
  child.addEvent('bare');
  child.recordException(new TypeError('not a function'));
  child.setStatus({ code: SpanStatusCode.ERROR, message: 'failed — 失败' });
  child.end();
  tracer.startSpan('consumer', { kind: SpanKind.CONSUMER }, trace.setSpanContext(ROOT_CONTEXT, other)).setStatus({ code: SpanStatusCode.OK }).end();
  parent.end();
  provider.getTracer('second').startSpan('').end();
  await provider.forceFlush();
  await provider.shutdown();
}

/** Sends the same log records to `url` in both encodings. */
export async function emitLogs(url: string): Promise<void> {
  const exporters = [new ProtoLogs({ url: `${url}/v1/logs` }), new JsonLogs({ url: `${url}/v1/logs` })];
  const provider = new LoggerProvider({ resource, processors: exporters.map((exporter) => new BatchLogRecordProcessor({ exporter })) });
  const logger = provider.getLogger('conformance', '1.2.3');
  const context = trace.setSpanContext(ROOT_CONTEXT, { traceId: '12'.repeat(16), spanId: '34'.repeat(8), traceFlags: TraceFlags.SAMPLED });
  logger.emit({ severityNumber: SeverityNumber.INFO, severityText: 'INFO', body: 'hello', attributes, context });
  logger.emit({ severityNumber: SeverityNumber.FATAL4, body, eventName: 'device.crash', timestamp: 1_700_000_000_123 });
  for (const value of [0, -1, 2.5, true, false, '', ['a', 1], Uint8Array.of(1, 2, 3), undefined] satisfies AnyValue[]) logger.emit({ body: value });
  await provider.forceFlush();
  await provider.shutdown();
}

/** Sends one collection of every kind of instrument to `url` in the given encoding. */
export async function emitMetrics(url: string, encoding: 'proto' | 'json'): Promise<void> {
  const Exporter = encoding === 'proto' ? ProtoMetrics : JsonMetrics;
  const reader = new PeriodicExportingMetricReader({ exporter: new Exporter({ url: `${url}/v1/metrics` }), exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ resource, readers: [reader], views: [{ instrumentName: 'exponential', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }] });
  const meter = provider.getMeter('conformance', '1.2.3');
  meter.createCounter('counter', { unit: '1', description: 'counts — 数' }).add(3, { k: 'v', n: 1 });
  meter.createCounter('doubles').add(0.5);
  const upDown = meter.createUpDownCounter('up.down');
  upDown.add(-7);
  upDown.add(0, { zero: true });
  meter.createGauge('gauge').record(-1.25, { list: ['a'] });
  for (const name of ['histogram', 'exponential']) {
    const histogram = meter.createHistogram(name, { unit: 'ms' });
    for (const value of [0, 0.001, 3.5, 40, 1e6]) histogram.record(value, { route: '/a' });
    histogram.record(-0.0, { route: '/b' });
  }
  meter.createObservableGauge('observable').addCallback((result) => { result.observe(42, { a: 'b' }); });
  await provider.forceFlush();
  await provider.shutdown();
}
