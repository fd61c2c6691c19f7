import { describe, expect, it } from 'vitest';
import { metricFamilies } from './metricFamilies.ts';
import { MetricRegistry } from './metricRegistry.ts';
import { goFloat, prometheusText, type PrometheusSettings } from './prometheusText.ts';
import type { MetricView } from './metricViews.ts';
import { currentMetrics } from './currentMetrics.ts';
import { metricsOf2023 } from './metricsOf2023.ts';
import type { Era } from '../../component/era.ts';
import type { MetricLevel } from './metricDefinition.ts';

function measured(): MetricRegistry {
  const registry = new MetricRegistry();
  registry.configure({ detailed: true, boundariesOf: (name) => (name.endsWith('send_size') ? [10, 25] : [0, 5]) });
  const receiver = registry.forComponent({ receiver: 'otlp' });
  receiver.add('otelcol_receiver_accepted_spans', 6, { transport: 'http' });
  const exporter = registry.forComponent({ exporter: 'otlphttp' });
  exporter.add('otelcol_exporter_send_failed_spans', 2, { 'error.type': '_OTHER', 'server.address': 'x' });
  exporter.add('otelcol_exporter_send_failed_spans', 3, { 'error.type': 'other', 'server.address': 'x' });
  exporter.observe('otelcol_exporter_queue_size', () => 4, { data_type: 'traces' });
  exporter.observe('otelcol_exporter_queue_size', () => 5, { data_type: 'logs' });
  const batch = registry.forComponent({ processor: 'batch' });
  for (const size of [8, 10, 30]) batch.record('otelcol_processor_batch_batch_send_size', size);
  return registry;
}

function page(options: { readonly era?: Era; readonly level?: MetricLevel; readonly views?: readonly MetricView[]; readonly settings?: Partial<PrometheusSettings> } = {}): string {
  const { era = 'current', level = 'normal', settings, views = [] } = options;
  const registry = measured();
  return prometheusText(metricFamilies(registry.snapshot(), registry.identities, { era, level, views }), {
    withoutScope: true, withSuffixes: false, constantLabels: [], targetInfo: undefined, handlerErrors: false, ...settings,
  });
}
const series = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('the metrics page', () => {
  it('is as today\'s Collector writes it', () => {
    expect(page({ settings: { targetInfo: [['service.name', 'otelcol']] } })).toBe(`# HELP otelcol_exporter_queue_size Current size of the retry queue (in batches). [Alpha]
# TYPE otelcol_exporter_queue_size gauge
otelcol_exporter_queue_size{data_type="logs",exporter="otlphttp"} 5
otelcol_exporter_queue_size{data_type="traces",exporter="otlphttp"} 4
# HELP otelcol_exporter_send_failed_spans Number of spans in failed attempts to send to destination. At detailed telemetry level, includes attributes: error.type (semantic convention), error.permanent. [Alpha]
# TYPE otelcol_exporter_send_failed_spans counter
otelcol_exporter_send_failed_spans{exporter="otlphttp",server_address="x"} 5
# HELP otelcol_processor_batch_batch_send_size Number of units in the batch [Development]
# TYPE otelcol_processor_batch_batch_send_size histogram
otelcol_processor_batch_batch_send_size_bucket{processor="batch",le="10"} 2
otelcol_processor_batch_batch_send_size_bucket{processor="batch",le="25"} 2
otelcol_processor_batch_batch_send_size_bucket{processor="batch",le="+Inf"} 3
otelcol_processor_batch_batch_send_size_sum{processor="batch"} 48
otelcol_processor_batch_batch_send_size_count{processor="batch"} 3
# HELP otelcol_receiver_accepted_spans Number of spans successfully pushed into the pipeline. [Alpha]
# TYPE otelcol_receiver_accepted_spans counter
otelcol_receiver_accepted_spans{receiver="otlp",transport="http"} 6
# HELP otelcol_receiver_failed_spans The number of spans that failed to be processed by the receiver due to internal errors. [Alpha]
# TYPE otelcol_receiver_failed_spans counter
otelcol_receiver_failed_spans{receiver="otlp",transport="http"} 0
# HELP target_info Target metadata
# TYPE target_info gauge
target_info{service_name="otelcol"} 1
`);
  });

  it('is as v0.84 writes it: other names, the resource on every series, zeros', () => {
    expect(series(page({ era: '2023', level: 'basic', settings: { constantLabels: [['service_name', 'otelcol']] } })).filter((line) => !line.includes('batch_send_size'))).toEqual([
      'otelcol_exporter_enqueue_failed_log_records{exporter="otlphttp",service_name="otelcol"} 0',
      'otelcol_exporter_enqueue_failed_metric_points{exporter="otlphttp",service_name="otelcol"} 0',
      'otelcol_exporter_enqueue_failed_spans{exporter="otlphttp",service_name="otelcol"} 0',
      'otelcol_exporter_queue_size{exporter="otlphttp",service_name="otelcol"} 5',
      'otelcol_exporter_send_failed_requests{service_name="otelcol"} 2',
      'otelcol_exporter_send_failed_spans{exporter="otlphttp",service_name="otelcol"} 5',
      'otelcol_receiver_accepted_spans{receiver="otlp",service_name="otelcol",transport="http"} 6',
    ]);
  });

  it('shows kinds of errors at detailed only, and no batches at basic', () => {
    const detailed = series(page({ level: 'detailed' })).filter((line) => line.includes('send_failed'));
    const basic = series(page({ level: 'basic' }));

    expect(detailed).toEqual(['otelcol_exporter_send_failed_spans{error_type="_OTHER",exporter="otlphttp",server_address="x"} 2', 'otelcol_exporter_send_failed_spans{error_type="other",exporter="otlphttp",server_address="x"} 3']);
    expect(basic.filter((line) => line.includes('batch'))).toEqual([]);
  });

  it('adds units, types and scopes when asked', () => {
    const registry = new MetricRegistry();
    const own = registry.forComponent({});
    own.add('otelcol_process_uptime', 1.5);
    own.add('otelcol_process_cpu_seconds', 2);
    own.observe('otelcol_process_memory_rss', () => 2 ** 20);

    const text = prometheusText(metricFamilies(registry.snapshot(), [], { era: 'current', level: 'basic', views: [] }), { withoutScope: false, withSuffixes: true, constantLabels: [], targetInfo: undefined, handlerErrors: false });

    const scope = '{otel_scope_name="go.opentelemetry.io/collector/service",otel_scope_schema_url="",otel_scope_version=""}';
    expect(series(text)).toEqual([`otelcol_process_cpu_seconds_total${scope} 2`, `otelcol_process_memory_rss_bytes${scope} 1.048576e+06`, `otelcol_process_uptime_seconds_total${scope} 1.5`]);
  });

  it('drops, renames and thins out by views', () => {
    const views: readonly MetricView[] = [
      { selector: { instrument_name: 'otelcol_exporter_*' }, stream: { aggregation: { drop: {} } } },
      { selector: { instrument_name: 'otelcol_receiver_accepted_spans' }, stream: { name: 'mine', attribute_keys: { excluded: ['transport'] } } },
    ];

    expect(series(page({ level: 'detailed', views })).filter((line) => !line.includes('batch'))).toEqual(['mine{receiver="otlp"} 6', 'otelcol_receiver_failed_spans{receiver="otlp",transport="http"} 0']);
  });

  it('writes numbers as Go does', () => {
    expect([0, 1, 100_000, 1e6, 1_048_576, 45_441_024, 0.11000000000000001, 0.0001, 0.000013785, 1e21, Infinity].map(goFloat))
      .toEqual(['0', '1', '100000', '1e+06', '1.048576e+06', '4.5441024e+07', '0.11000000000000001', '0.0001', '1.3785e-05', '1e+21', '+Inf']);
  });

  it.each([['current', currentMetrics], ['2023', metricsOf2023]] as const)('defines each metric of %s once', (_era, definitions) => {
    const names = definitions.map(({ name }) => name);

    expect(names).toEqual([...new Set(names)]);
  });
});
