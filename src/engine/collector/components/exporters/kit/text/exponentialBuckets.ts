import type { ExponentialHistogramDataPoint } from '#engine/pdata/metrics.ts';

export interface Bucket {
  readonly lower: number;
  readonly upper: number;
  readonly count: bigint;
}

/** The bounds of an exponential histogram's buckets, lowest first; the zero bucket lies between the two lists. */
export function exponentialBuckets(point: ExponentialHistogramDataPoint): { readonly negative: readonly Bucket[]; readonly positive: readonly Bucket[] } {
  // Upstream computes e^(index × factor) rather than powers of 2, so the last digits are those of that way.
  const factor = Math.LN2 * 2 ** -point.scale;
  const bounds = (index: number): readonly [lower: number, upper: number] => [Math.exp(index * factor), Math.exp((index + 1) * factor)];
  const positive = point.positive.bucketCounts.map((count, position): Bucket => {
    const [lower, upper] = bounds(point.positive.offset + position);
    return { lower, upper, count };
  });
  const negative = point.negative.bucketCounts.map((count, position): Bucket => {
    const [lower, upper] = bounds(point.negative.offset + position);
    return { lower: -upper, upper: -lower, count };
  });
  return { negative: negative.reverse(), positive };
}
