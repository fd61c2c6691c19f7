import type { RecordOf } from '../shape.ts';
import type { Signal } from '../signal.ts';
import type { Attributes } from '../value.ts';
import { mapDataPoints } from './dataPoints.ts';
import { withLogRecord, withSpan } from './withRecord.ts';

const mapOne: { readonly [S in Signal]: (record: RecordOf<S>, map: (attributes: Attributes) => Attributes) => RecordOf<S> } = {
  traces: (span, map) => withSpan(span, { attributes: map(span.attributes) }),
  metrics: (metric, map) =>
    mapDataPoints(metric, (point) => {
      const attributes = map(point.attributes);
      return attributes === point.attributes ? point : { ...point, attributes };
    }),
  logs: (record, map) => withLogRecord(record, { attributes: map(record.attributes) }),
};

/** Maps the attributes of a span, of a metric's data points, or of a log record: what upstream's attributes processor works on. */
export function mapRecordAttributes<S extends Signal>(signal: S, record: RecordOf<S>, map: (attributes: Attributes) => Attributes): RecordOf<S> {
  return mapOne[signal](record, map);
}
