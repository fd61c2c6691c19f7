import type { ExponentialHistogramDataPoint, HistogramDataPoint, MetricData, NumberDataPoint, SummaryDataPoint } from '#engine/pdata/metrics.ts';
import type { Attributes } from '#engine/pdata/value.ts';
import { exponentialBuckets } from '../kit/text/exponentialBuckets.ts';
import { formatFixed, formatShortest } from '../kit/text/goFormat.ts';

interface PointText {
  readonly attributes: Attributes;
  readonly text: string;
}

/** What the normal output says of each data point of a metric (upstream normal/metrics.go). */
export function normalDataPoints(data: MetricData): PointText[] {
  switch (data.type) {
    case 'empty': return [];
    case 'gauge': case 'sum': return data.dataPoints.map((point) => ({ attributes: point.attributes, text: numberText(point) }));
    case 'histogram': return data.dataPoints.map((point) => ({ attributes: point.attributes, text: histogramText(point) }));
    case 'exponentialHistogram': return data.dataPoints.map((point) => ({ attributes: point.attributes, text: exponentialText(point) }));
    case 'summary': return data.dataPoints.map((point) => ({ attributes: point.attributes, text: summaryText(point) }));
  }
}

function numberText({ value }: NumberDataPoint): string {
  if (value === undefined) return '';
  return typeof value === 'bigint' ? String(value) : formatShortest(value);
}

function statistics({ count, max, min, sum }: HistogramDataPoint | ExponentialHistogramDataPoint): string[] {
  const optional = (name: string, value: number | undefined): string[] => (value === undefined ? [] : [`${name}=${formatShortest(value)}`]);
  return [`count=${String(count)}`, ...optional('sum', sum), ...optional('min', min), ...optional('max', max)];
}

function histogramText(point: HistogramDataPoint): string {
  const buckets = point.bucketCounts.map((count, index) => {
    const bound = point.explicitBounds[index];
    return `${bound === undefined ? '' : `le${formatShortest(bound)}=`}${String(count)}`;
  });
  return [...statistics(point), ...buckets].join(' ');
}

function exponentialText(point: ExponentialHistogramDataPoint): string {
  const { negative, positive } = exponentialBuckets(point);
  const bucketText = ({ count, upper }: { readonly count: bigint; readonly upper: number }): string => `le${formatShortest(upper)}=${String(count)}`;
  const zero = point.zeroCount === 0n ? [] : [`zero=${String(point.zeroCount)}`];
  return [...statistics(point), ...negative.map(bucketText), ...zero, ...positive.map(bucketText)].join(' ');
}

function summaryText(point: SummaryDataPoint): string {
  const quantiles = point.quantileValues.map(({ quantile, value }) => `q${formatShortest(quantile)}=${formatShortest(value)}`);
  return [`count=${String(point.count)}`, `sum=${formatFixed(point.sum)}`, ...quantiles].join(' ');
}
