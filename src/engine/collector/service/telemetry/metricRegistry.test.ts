import { expect, it } from 'vitest';
import { MetricRegistry } from './metricRegistry.ts';

it('renders names with labels in order, sums counters and histograms, reads gauges while they live', () => {
  const registry = new MetricRegistry();
  const metrics = registry.forComponent({ receiver: 'otlp' });

  metrics.add('otelcol_receiver_accepted_spans', 2, { transport: 'http' });
  metrics.add('otelcol_receiver_accepted_spans', 3, { transport: 'http' });
  metrics.record('size', 5);
  metrics.record('size', 7);
  const gauge = metrics.observe('otelcol_exporter_queue_size', () => 4, { data_type: 'traces' });
  const during = registry.read();
  gauge[Symbol.dispose]();

  expect([...during]).toEqual([
    ['otelcol_receiver_accepted_spans{receiver="otlp",transport="http"}', 5], ['size_sum{receiver="otlp"}', 12], ['size_count{receiver="otlp"}', 2],
    ['otelcol_exporter_queue_size{data_type="traces",receiver="otlp"}', 4],
  ]);
  expect(registry.read().has('otelcol_exporter_queue_size{data_type="traces",receiver="otlp"}')).toBe(false);
  expect(registry.total('otelcol_receiver_accepted_spans', { receiver: 'otlp' })).toBe(5);
  expect(registry.total('otelcol_receiver_accepted_spans', { receiver: 'other' })).toBe(0);
});
