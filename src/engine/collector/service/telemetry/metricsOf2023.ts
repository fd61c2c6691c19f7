import { countBoundaries, type MetricDefinition, perItem } from './metricDefinition.ts';

/** v0.84 measures with OpenCensus, which knows no scopes. */
const scope = { name: '' };

const byteBoundaries = [...countBoundaries, 200_000, 300_000, 400_000, 500_000, 600_000, 700_000, 800_000, 900_000, 1e6, 2e6, 3e6, 4e6, 5e6, 6e6, 7e6, 8e6, 9e6];

const receivers = [
  ...perItem(({ name, unit, words }) => ({ name: `otelcol_receiver_accepted_${name}`, kind: 'counter', unit, scope, description: `Number of ${words} successfully pushed into the pipeline.` })),
  ...perItem(({ name, unit, words }) => ({ name: `otelcol_receiver_refused_${name}`, kind: 'counter', unit, scope, description: `Number of ${words} that could not be pushed into the pipeline.` })),
] satisfies MetricDefinition[];

const processors = [
  ...perItem(({ name, unit, words }) => ({
    name: `otelcol_processor_accepted_${name}`, from: [`otelcol_processor_memory_limiter_accepted_${name}`], kind: 'counter', unit, scope,
    description: `Number of ${words} successfully pushed into the next component in the pipeline.`,
  })),
  ...perItem(({ name, unit, words }) => ({
    name: `otelcol_processor_refused_${name}`, from: [`otelcol_processor_memory_limiter_refused_${name}`], kind: 'counter', unit, scope, zeroWith: `otelcol_processor_accepted_${name}`,
    description: `Number of ${words} that were rejected by the next component in the pipeline.`,
  })),
  ...perItem(({ name, unit, words }) => ({
    name: `otelcol_processor_dropped_${name}`, kind: 'counter', unit, scope, zeroWith: `otelcol_processor_accepted_${name}`, description: `Number of ${words} that were dropped.`,
  })),
  { name: 'otelcol_processor_batch_batch_send_size', kind: 'histogram', unit: '', scope, boundaries: countBoundaries, description: 'Number of units in the batch' },
  { name: 'otelcol_processor_batch_batch_send_size_bytes', kind: 'histogram', unit: '', scope, level: 'detailed', boundaries: byteBoundaries, description: 'Number of bytes in batch that was sent' },
  { name: 'otelcol_processor_batch_batch_size_trigger_send', kind: 'counter', unit: '', scope, description: 'Number of times the batch was sent due to a size trigger' },
  { name: 'otelcol_processor_batch_timeout_trigger_send', kind: 'counter', unit: '', scope, description: 'Number of times the batch was sent due to a timeout trigger' },
  { name: 'otelcol_processor_probabilistic_sampler_count_logs_sampled', kind: 'counter', unit: '', scope, hides: ['processor'], description: 'Count of logs that were sampled or not' },
  { name: 'otelcol_processor_probabilistic_sampler_count_traces_sampled', kind: 'counter', unit: '', scope, hides: ['processor'], description: 'Count of traces that were sampled or not' },
] satisfies MetricDefinition[];

/** What later releases tell of where an exporter sends to, and why it failed. */
const hides = ['server.address', 'server.port', 'url.path', 'error.type', 'error.permanent'];

const exporters = [
  ...perItem(({ name, unit, words }) => ({
    name: `otelcol_exporter_enqueue_failed_${name}`, kind: 'counter', unit, scope, hides, zeroFor: 'exporter', description: `Number of ${words} failed to be added to the sending queue.`,
  })),
  { name: 'otelcol_exporter_queue_capacity', kind: 'gauge', unit: '', scope, hides: ['data_type'], description: 'Fixed capacity of the retry queue (in batches)' },
  { name: 'otelcol_exporter_queue_size', kind: 'gauge', unit: '', scope, hides: ['data_type'], description: 'Current size of the retry queue (in batches)' },
  {
    name: 'otelcol_exporter_send_failed_requests', kind: 'counter', unit: '', scope, callsOf: 'otelcol_exporter_send_failed_spans',
    description: 'number of times exporters failed to send requests to the destination',
  },
  ...perItem(({ name, unit, words }) => ({ name: `otelcol_exporter_send_failed_${name}`, kind: 'counter', unit, scope, hides, description: `Number of ${words} in failed attempts to send to destination.` })),
  ...perItem(({ name, unit, words }) => ({
    name: `otelcol_exporter_sent_${name}`, kind: 'counter', unit, scope, hides, description: `Number of ${words === 'log records' ? 'log record' : words} successfully sent to destination.`,
  })),
] satisfies MetricDefinition[];

const processes = [
  { name: 'otelcol_process_cpu_seconds', kind: 'counter', unit: 's', scope, description: 'Total CPU user and system time in seconds' },
  { name: 'otelcol_process_memory_rss', kind: 'gauge', unit: 'By', scope, description: 'Total physical memory (resident set size)' },
  { name: 'otelcol_process_runtime_heap_alloc_bytes', kind: 'gauge', unit: 'By', scope, description: "Bytes of allocated heap objects (see 'go doc runtime.MemStats.HeapAlloc')" },
  { name: 'otelcol_process_runtime_total_sys_memory_bytes', kind: 'gauge', unit: 'By', scope, description: "Total bytes of memory obtained from the OS (see 'go doc runtime.MemStats.Sys')" },
  { name: 'otelcol_process_uptime', kind: 'counter', unit: 's', scope, description: 'Uptime of the process' },
] satisfies MetricDefinition[];

/** The collector's own metrics of v0.84 (obsreport's OpenCensus views), as its /metrics page shows them. */
export const metricsOf2023: readonly MetricDefinition[] = [...receivers, ...processors, ...exporters, ...processes];
