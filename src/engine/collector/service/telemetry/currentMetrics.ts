import { countBoundaries, type MetricDefinition, perItem } from './metricDefinition.ts';

const core = 'go.opentelemetry.io/collector';
const service = { name: `${core}/service` };
const receiver = { name: `${core}/receiver/receiverhelper` };
const processor = { name: `${core}/processor/processorhelper` };
const batch = { name: `${core}/processor/batchprocessor` };
const memoryLimiter = { name: `${core}/processor/memorylimiterprocessor` };
const sampler = { name: 'github.com/open-telemetry/opentelemetry-collector-contrib/processor/probabilisticsamplerprocessor' };
const exporter = { name: `${core}/exporter/exporterhelper` };
const http = { name: 'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp', version: '0.70.0' };
const grpc = { name: 'go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc', version: '0.70.0', schemaUrl: 'https://opentelemetry.io/schemas/1.43.0' };

const powersOfTwo = Array.from({ length: 18 }, (_, index) => 128 * 2 ** index);
const seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

const receivers = [
  ...perItem(({ name, unit, words }) => ({
    name: `otelcol_receiver_accepted_${name}`, kind: 'counter', unit, scope: receiver, description: `Number of ${words} successfully pushed into the pipeline. [Alpha]`,
  })),
  // Only behind a gate that we do not have is it ever more than 0.
  ...perItem(({ name, unit, words }) => ({
    name: `otelcol_receiver_failed_${name}`, kind: 'counter', unit, scope: receiver, zeroWith: `otelcol_receiver_accepted_${name}`,
    description: `The number of ${words} that failed to be processed by the receiver due to internal errors. [Alpha]`,
  })),
  ...perItem(({ name, unit, words }) => ({
    name: `otelcol_receiver_refused_${name}`, kind: 'counter', unit, scope: receiver, description: `Number of ${words} that could not be pushed into the pipeline. [Alpha]`,
  })),
] satisfies MetricDefinition[];

const processors = [
  { name: 'otelcol_processor_incoming_items', kind: 'counter', unit: '{item}', scope: processor, description: 'Number of items passed to the processor. [Alpha]' },
  { name: 'otelcol_processor_outgoing_items', kind: 'counter', unit: '{item}', scope: processor, description: 'Number of items emitted from the processor. [Alpha]' },
  {
    name: 'otelcol_processor_internal_duration', kind: 'histogram', unit: 's', scope: processor, level: 'detailed',
    description: 'Duration of time taken to process a batch of telemetry data through the processor. [Alpha]',
  },
  { name: 'otelcol_processor_batch_batch_send_size', kind: 'histogram', unit: '{unit}', scope: batch, level: 'normal', boundaries: countBoundaries, description: 'Number of units in the batch [Development]' },
  {
    name: 'otelcol_processor_batch_batch_send_size_bytes', kind: 'histogram', unit: 'By', scope: batch, level: 'detailed', boundaries: powersOfTwo,
    description: 'Number of bytes in batch that was sent. Only available on detailed level. [Development]',
  },
  { name: 'otelcol_processor_batch_batch_size_trigger_send', kind: 'counter', unit: '{time}', scope: batch, level: 'normal', description: 'Number of times the batch was sent due to a size trigger [Development]' },
  { name: 'otelcol_processor_batch_metadata_cardinality', kind: 'upDownCounter', unit: '{combination}', scope: batch, level: 'normal', description: 'Number of distinct metadata value combinations being processed [Development]' },
  { name: 'otelcol_processor_batch_timeout_trigger_send', kind: 'counter', unit: '{time}', scope: batch, level: 'normal', description: 'Number of times the batch was sent due to a timeout trigger [Development]' },
  ...perItem(({ name, unit, words }) => ({
    name: `otelcol_processor_memory_limiter_accepted_${name}`, from: [`otelcol_processor_accepted_${name}`], kind: 'counter', unit, scope: memoryLimiter,
    description: `Number of ${words} successfully pushed into the next component in the pipeline. [Alpha]`,
  })),
  ...perItem(({ name, unit, words }) => ({
    name: `otelcol_processor_memory_limiter_refused_${name}`, from: [`otelcol_processor_refused_${name}`], kind: 'counter', unit, scope: memoryLimiter,
    description: `Number of ${words} that were rejected by the next component in the pipeline. [Alpha]`,
  })),
  // Upstream gives these two no `processor`.
  { name: 'otelcol_processor_probabilistic_sampler_count_logs_sampled', kind: 'counter', unit: '1', scope: sampler, hides: ['processor'], description: 'Count of logs that were sampled or not [Development]' },
  { name: 'otelcol_processor_probabilistic_sampler_count_traces_sampled', kind: 'counter', unit: '1', scope: sampler, hides: ['processor'], description: 'Count of traces that were sampled or not [Development]' },
] satisfies MetricDefinition[];

const exporters = [
  ...perItem(({ name, unit, words }) => ({
    name: `otelcol_exporter_enqueue_failed_${name}`, kind: 'counter', unit, scope: exporter, description: `Number of ${words} failed to be added to the sending queue. [Alpha]`,
  })),
  {
    name: 'otelcol_exporter_enqueue_size', kind: 'histogram', unit: '{unit}', scope: exporter, level: 'detailed', boundaries: countBoundaries,
    description: 'Number of units in the request added to the sending queue. Only available on detailed level. [Development]',
  },
  {
    name: 'otelcol_exporter_enqueue_size_bytes', kind: 'histogram', unit: 'By', scope: exporter, level: 'detailed', boundaries: powersOfTwo,
    description: 'Number of bytes in the request added to the sending queue. Only available on detailed level. [Development]',
  },
  { name: 'otelcol_exporter_in_flight_requests', kind: 'upDownCounter', unit: '{request}', scope: exporter, description: 'Number of export requests currently in-flight (including retry backoff). [Development]' },
  {
    name: 'otelcol_exporter_queue_batch_send_size', kind: 'histogram', unit: '{unit}', scope: exporter, level: 'detailed', boundaries: countBoundaries,
    description: 'Number of units in the batch. Only recorded when batching is enabled. Only available on detailed level. [Development]',
  },
  {
    name: 'otelcol_exporter_queue_batch_send_size_bytes', kind: 'histogram', unit: 'By', scope: exporter, level: 'detailed', boundaries: powersOfTwo,
    description: 'Number of bytes in batch that was sent. Only recorded when batching is enabled. Only available on detailed level. [Development]',
  },
  { name: 'otelcol_exporter_queue_capacity', kind: 'gauge', unit: '{batch}', scope: exporter, description: 'Fixed capacity of the retry queue (in batches). [Alpha]' },
  { name: 'otelcol_exporter_queue_size', kind: 'gauge', unit: '{batch}', scope: exporter, description: 'Current size of the retry queue (in batches). [Alpha]' },
  ...perItem(({ name, unit, words }) => ({
    name: `otelcol_exporter_send_failed_${name}`, kind: 'counter', unit, scope: exporter, detailedAttributes: ['error.type', 'error.permanent'],
    description: `Number of ${words} in failed attempts to send to destination. At detailed telemetry level, includes attributes: error.type (semantic convention), error.permanent. [Alpha]`,
  })),
  ...perItem(({ name, unit, words }) => ({
    // Upstream says "log record".
    name: `otelcol_exporter_sent_${name}`, kind: 'counter', unit, scope: exporter, description: `Number of ${words === 'log records' ? 'log record' : words} successfully sent to destination. [Alpha]`,
  })),
] satisfies MetricDefinition[];

const processes = [
  { name: 'otelcol_process_cpu_seconds', kind: 'counter', unit: 's', scope: service, description: 'Total CPU user and system time in seconds [Alpha]' },
  { name: 'otelcol_process_memory_rss', kind: 'gauge', unit: 'By', scope: service, description: 'Total physical memory (resident set size) [Alpha]' },
  { name: 'otelcol_process_runtime_heap_alloc_bytes', kind: 'gauge', unit: 'By', scope: service, description: "Bytes of allocated heap objects (see 'go doc runtime.MemStats.HeapAlloc') [Alpha]" },
  { name: 'otelcol_process_runtime_total_sys_memory_bytes', kind: 'gauge', unit: 'By', scope: service, description: "Total bytes of memory obtained from the OS (see 'go doc runtime.MemStats.Sys') [Alpha]" },
  { name: 'otelcol_process_uptime', kind: 'counter', unit: 's', scope: service, description: 'Uptime of the process [Alpha]' },
] satisfies MetricDefinition[];

const transports = [
  { name: 'http.client.request.body.size', kind: 'histogram', unit: 'By', scope: http, level: 'detailed', description: 'Size of HTTP client request bodies.' },
  { name: 'http.client.request.duration', kind: 'histogram', unit: 's', scope: http, level: 'detailed', boundaries: seconds, description: 'Duration of HTTP client requests.' },
  { name: 'http.server.request.body.size', kind: 'histogram', unit: 'By', scope: http, level: 'detailed', description: 'Size of HTTP server request bodies.' },
  { name: 'http.server.request.duration', kind: 'histogram', unit: 's', scope: http, level: 'detailed', boundaries: seconds, description: 'Duration of HTTP server requests.' },
  { name: 'http.server.response.body.size', kind: 'histogram', unit: 'By', scope: http, level: 'detailed', description: 'Size of HTTP server response bodies.' },
  { name: 'rpc.client.call.duration', kind: 'histogram', unit: 's', scope: grpc, level: 'detailed', boundaries: seconds, description: 'Measures the duration of an outgoing Remote Procedure Call (RPC).' },
  { name: 'rpc.server.call.duration', kind: 'histogram', unit: 's', scope: grpc, level: 'detailed', boundaries: seconds, description: 'Measures the duration of an incoming Remote Procedure Call (RPC).' },
] satisfies MetricDefinition[];

/** The collector's own metrics of v0.159 (its metadata.yaml files; levels: service/internal/metricviews). Bucket ends and texts as its /metrics page shows them. */
export const currentMetrics: readonly MetricDefinition[] = [...receivers, ...processors, ...exporters, ...processes, ...transports];
