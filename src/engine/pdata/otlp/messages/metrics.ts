import type { Metric, MetricData, Metrics, ResourceMetrics, ScopeMetrics } from '../../metrics.ts';
import type { Attributes } from '../../value.ts';
import { attributes, message, nextBody, repeated } from '../compositeFields.ts';
import { defineMessage } from '../message.ts';
import { ProtobufReader, type Slice } from '../protobufReader.ts';
import { LazyRecord, recordMessage } from '../record.ts';
import { string } from '../scalarFields.ts';
import { resourceMessage, scopeMessage } from './common.ts';
import { isDataField, metricData } from './metricData.ts';

const metricFields = defineMessage<Metric>('Metric', {
  name: string(1), description: string(2), unit: string(3), data: metricData, metadata: attributes(12),
});

/** A metric that is still its bytes; `dataPointCount` does not decode it. */
export class EncodedMetric extends LazyRecord<Metric> implements Metric {
  protected decode(slice: Slice): Metric { return metricFields.decode(slice); }
  get name(): string { return this.fields.name; }
  get description(): string { return this.fields.description; }
  get unit(): string { return this.fields.unit; }
  get metadata(): Attributes { return this.fields.metadata; }
  get data(): MetricData { return this.fields.data; }

  get dataPointCount(): number {
    const reader = new ProtobufReader(this);
    let data: Slice | undefined;
    while (reader.pos < reader.end) {
      const tag = reader.varint32();
      if (isDataField(tag >>> 3)) data = nextBody(reader);
      else reader.skip(tag & 7);
    }
    return data === undefined ? 0 : countField1(data);
  }
}

function countField1(slice: Slice): number {
  const reader = new ProtobufReader(slice);
  let count = 0;
  while (reader.pos < reader.end) {
    const tag = reader.varint32();
    if (tag >>> 3 === 1) count++;
    reader.skip(tag & 7);
  }
  return count;
}

const metricMessage = recordMessage<Metric>(metricFields, (slice) => new EncodedMetric(slice));

const scopeMetricsMessage = defineMessage<ScopeMetrics>(
  'ScopeMetrics',
  { scope: message(1, scopeMessage), metrics: repeated(2, metricMessage), schemaUrl: string(3) },
  { keepsBytes: true },
);

const resourceMetricsMessage = defineMessage<ResourceMetrics>(
  'ResourceMetrics',
  { resource: message(1, resourceMessage), scopeMetrics: repeated(2, scopeMetricsMessage), schemaUrl: string(3) },
  { keepsBytes: true, deprecated: { into: 'scopeMetrics', jsonName: 'deprecatedScopeMetrics' } },
);

/** ExportMetricsServiceRequest; MetricsData has the same layout. */
export const metricsMessage = defineMessage<Metrics>('ExportMetricsServiceRequest', { resourceMetrics: repeated(1, resourceMetricsMessage) }, { keepsBytes: true });
