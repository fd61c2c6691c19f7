import type { RecordOf } from '../shape.ts';
import type { Pdata, Signal } from '../signal.ts';
import type { Attributes } from '../value.ts';
import { mapDataPoints } from './dataPoints.ts';
import { mapRecords, type Parents } from './mapRecords.ts';
import { withLogRecord, withSpan } from './withRecord.ts';

export type AttributesMapper<S extends Signal> = (attributes: Attributes, record: RecordOf<S>, parents: Parents) => Attributes;

const mapOne: { readonly [S in Signal]: (record: RecordOf<S>, map: (attributes: Attributes) => Attributes) => RecordOf<S> } = {
  traces: (span, map) => withSpan(span, { attributes: map(span.attributes) }),
  metrics: (metric, map) =>
    mapDataPoints(metric, (point) => {
      const attributes = map(point.attributes);
      return attributes === point.attributes ? point : { ...point, attributes };
    }),
  logs: (record, map) => withLogRecord(record, { attributes: map(record.attributes) }),
};

/** Maps the attributes of spans, of data points, or of log records: what upstream's attributes processor works on. */
export function mapAttributes<S extends Signal>(signal: S, data: Pdata<S>, map: AttributesMapper<S>): Pdata<S> {
  return mapRecords(signal, data, (record, parents) => mapOne[signal](record, (attributes) => map(attributes, record, parents)));
}

/** The same for one record. */
export function mapRecordAttributes<S extends Signal>(signal: S, record: RecordOf<S>, map: (attributes: Attributes) => Attributes): RecordOf<S> {
  return mapOne[signal](record, map);
}
