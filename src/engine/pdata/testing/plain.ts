import { withLogRecord, withMetric, withSpan } from '../operations/withRecord.ts';
import { mapRecords } from '../operations/mapRecords.ts';
import type { RecordOf } from '../shape.ts';
import type { Pdata, Signal } from '../signal.ts';

const copy: { readonly [S in Signal]: (record: RecordOf<S>) => RecordOf<S> } = {
  // NaN never equals what is there, so the record is copied; the true value is put back at once.
  traces: (span) => withSpan(withSpan(span, { flags: NaN }), { flags: span.flags }),
  logs: (record) => withLogRecord(withLogRecord(record, { flags: NaN }), { flags: record.flags }),
  metrics: (metric) => withMetric(withMetric(metric, { data: { ...metric.data } }), {}),
};

/** The same data with every record a plain object, for `toEqual`: a decoded record's getters are invisible to it. */
export function plain<S extends Signal>(signal: S, data: Pdata<S>): Pdata<S> {
  return mapRecords(signal, data, (record) => copy[signal](record));
}
