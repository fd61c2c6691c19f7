import type {
  Exemplar, ExponentialBuckets, ExponentialHistogramDataPoint, HistogramDataPoint, NumberDataPoint, SummaryDataPoint,
} from '../../metrics.ts';
import { attributes, message, numberValue, repeated } from '../compositeFields.ts';
import { defineMessage } from '../message.ts';
import { packedDouble, packedFixed64, packedUint64 } from '../packedFields.ts';
import { double, fixed64, optionalDouble, sint32, spanId, time, traceId, uint32Varint } from '../scalarFields.ts';

const exemplarMessage = defineMessage<Exemplar>('Exemplar', {
  filteredAttributes: attributes(7), timeUnixNano: time(2), value: numberValue(3, 6), traceId: traceId(5), spanId: spanId(4),
});

export const numberDataPointMessage = defineMessage<NumberDataPoint>('NumberDataPoint', {
  attributes: attributes(7),
  startTimeUnixNano: time(2),
  timeUnixNano: time(3),
  value: numberValue(4, 6),
  exemplars: repeated(5, exemplarMessage),
  flags: uint32Varint(8),
});

export const histogramDataPointMessage = defineMessage<HistogramDataPoint>('HistogramDataPoint', {
  attributes: attributes(9),
  startTimeUnixNano: time(2),
  timeUnixNano: time(3),
  count: fixed64(4),
  sum: optionalDouble(5),
  bucketCounts: packedFixed64(6),
  explicitBounds: packedDouble(7),
  exemplars: repeated(8, exemplarMessage),
  flags: uint32Varint(10),
  min: optionalDouble(11),
  max: optionalDouble(12),
});

const bucketsMessage = defineMessage<ExponentialBuckets>('Buckets', { offset: sint32(1), bucketCounts: packedUint64(2) });

export const exponentialHistogramDataPointMessage = defineMessage<ExponentialHistogramDataPoint>('ExponentialHistogramDataPoint', {
  attributes: attributes(1),
  startTimeUnixNano: time(2),
  timeUnixNano: time(3),
  count: fixed64(4),
  sum: optionalDouble(5),
  scale: sint32(6),
  zeroCount: fixed64(7),
  positive: message(8, bucketsMessage),
  negative: message(9, bucketsMessage),
  flags: uint32Varint(10),
  exemplars: repeated(11, exemplarMessage),
  min: optionalDouble(12),
  max: optionalDouble(13),
  zeroThreshold: double(14),
});

const quantileMessage = defineMessage<SummaryDataPoint['quantileValues'][number]>('ValueAtQuantile', { quantile: double(1), value: double(2) });

export const summaryDataPointMessage = defineMessage<SummaryDataPoint>('SummaryDataPoint', {
  attributes: attributes(7),
  startTimeUnixNano: time(2),
  timeUnixNano: time(3),
  count: fixed64(4),
  sum: double(5),
  quantileValues: repeated(6, quantileMessage),
  flags: uint32Varint(8),
});
