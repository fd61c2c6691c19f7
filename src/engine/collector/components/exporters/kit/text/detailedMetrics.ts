import { formatTime } from '#engine/pdata/format/time.ts';
import type { Exemplar, ExponentialHistogramDataPoint, HistogramDataPoint, Metric, MetricData, Metrics, NumberDataPoint, SummaryDataPoint } from '#engine/pdata/metrics.ts';
import type { Attributes } from '#engine/pdata/value.ts';
import { exponentialBuckets } from './exponentialBuckets.ts';
import { formatFixed } from './goFormat.ts';
import { capitalized, temporalityName } from './names.ts';
import { TextBuffer } from './textBuffer.ts';
import type { TextStyle } from './textStyle.ts';

/** The detailed output of metrics (upstream otlptext/metrics.go). */
export function detailedMetrics({ resourceMetrics }: Metrics, style: TextStyle): string {
  const text = new TextBuffer(style);
  for (const [i, group] of resourceMetrics.entries()) {
    text.line(`ResourceMetrics #${String(i)}`);
    text.resource(group.schemaUrl, group.resource);
    for (const [j, scopeGroup] of group.scopeMetrics.entries()) {
      text.line(`ScopeMetrics #${String(j)}`);
      text.line(`ScopeMetrics SchemaURL: ${scopeGroup.schemaUrl}`);
      text.scope(scopeGroup.scope);
      for (const [k, metric] of scopeGroup.metrics.entries()) writeMetric(text, metric, k);
    }
  }
  return text.toString();
}

function writeMetric(text: TextBuffer, metric: Metric, index: number): void {
  const { data } = metric;
  text.line(`Metric #${String(index)}`);
  text.line('Descriptor:');
  text.line(`     -> Name: ${metric.name}`);
  text.line(`     -> Description: ${metric.description}`);
  text.line(`     -> Unit: ${metric.unit}`);
  text.line(`     -> DataType: ${capitalized(data.type)}`);
  if (text.style.newFields) text.attributes('     -> Metadata', metric.metadata);
  if (data.type === 'sum') text.line(`     -> IsMonotonic: ${String(data.isMonotonic)}`);
  if ('aggregationTemporality' in data) text.line(`     -> AggregationTemporality: ${temporalityName(data.aggregationTemporality)}`);
  writePoints(text, data);
}

function writePoints(text: TextBuffer, data: MetricData): void {
  switch (data.type) {
    case 'empty': return;
    case 'gauge': case 'sum': return data.dataPoints.forEach((point, i) => writeNumber(text, point, i));
    case 'histogram': return data.dataPoints.forEach((point, i) => writeHistogram(text, point, i));
    case 'exponentialHistogram': return data.dataPoints.forEach((point, i) => writeExponential(text, point, i));
    case 'summary': return data.dataPoints.forEach((point, i) => writeSummary(text, point, i));
  }
}

interface Point {
  readonly attributes: Attributes;
  readonly startTimeUnixNano: NumberDataPoint['startTimeUnixNano'];
  readonly timeUnixNano: NumberDataPoint['timeUnixNano'];
}

function writeHead(text: TextBuffer, title: string, point: Point): void {
  text.line(title);
  text.attributes('Data point attributes', point.attributes);
  text.line(`StartTimestamp: ${formatTime(point.startTimeUnixNano)}`);
  text.line(`Timestamp: ${formatTime(point.timeUnixNano)}`);
}

function writeNumber(text: TextBuffer, point: NumberDataPoint, index: number): void {
  writeHead(text, `NumberDataPoints #${String(index)}`, point);
  if (point.value !== undefined) text.line(`Value: ${numberText(point.value)}`);
  writeExemplars(text, point.exemplars);
}

const numberText = (value: bigint | number): string => (typeof value === 'bigint' ? String(value) : formatFixed(value));

function writeStatistics(text: TextBuffer, point: HistogramDataPoint | ExponentialHistogramDataPoint): void {
  text.line(`Count: ${String(point.count)}`);
  if (point.sum !== undefined) text.line(`Sum: ${formatFixed(point.sum)}`);
  if (point.min !== undefined) text.line(`Min: ${formatFixed(point.min)}`);
  if (point.max !== undefined) text.line(`Max: ${formatFixed(point.max)}`);
}

function writeHistogram(text: TextBuffer, point: HistogramDataPoint, index: number): void {
  writeHead(text, `HistogramDataPoints #${String(index)}`, point);
  writeStatistics(text, point);
  for (const [i, bound] of point.explicitBounds.entries()) text.line(`ExplicitBounds #${String(i)}: ${formatFixed(bound)}`);
  for (const [i, count] of point.bucketCounts.entries()) text.line(`Buckets #${String(i)}, Count: ${String(count)}`);
  writeExemplars(text, point.exemplars);
}

function writeExponential(text: TextBuffer, point: ExponentialHistogramDataPoint, index: number): void {
  writeHead(text, `ExponentialHistogramDataPoints #${String(index)}`, point);
  writeStatistics(text, point);
  const { negative, positive } = exponentialBuckets(point);
  for (const { count, lower, upper } of negative) text.line(`Bucket [${formatFixed(lower)}, ${formatFixed(upper)}), Count: ${String(count)}`);
  if (point.zeroCount !== 0n) text.line(`Bucket [0, 0], Count: ${String(point.zeroCount)}`);
  for (const { count, lower, upper } of positive) text.line(`Bucket (${formatFixed(lower)}, ${formatFixed(upper)}], Count: ${String(count)}`);
  writeExemplars(text, point.exemplars);
}

function writeSummary(text: TextBuffer, point: SummaryDataPoint, index: number): void {
  writeHead(text, `SummaryDataPoints #${String(index)}`, point);
  text.line(`Count: ${String(point.count)}`);
  text.line(`Sum: ${formatFixed(point.sum)}`);
  for (const [i, { quantile, value }] of point.quantileValues.entries()) text.line(`QuantileValue #${String(i)}: Quantile ${formatFixed(quantile)}, Value ${formatFixed(value)}`);
}

function writeExemplars(text: TextBuffer, exemplars: readonly Exemplar[]): void {
  if (exemplars.length === 0) return;
  text.line('Exemplars:');
  for (const [i, exemplar] of exemplars.entries()) {
    text.line(`Exemplar #${String(i)}`);
    text.line(`     -> Trace ID: ${exemplar.traceId}`);
    text.line(`     -> Span ID: ${exemplar.spanId}`);
    text.line(`     -> Timestamp: ${formatTime(exemplar.timeUnixNano)}`);
    if (exemplar.value !== undefined) text.line(`     -> Value: ${numberText(exemplar.value)}`);
    text.attributes('     -> FilteredAttributes', exemplar.filteredAttributes);
  }
}
