import { mapRecordAttributes } from '../operations/mapRecordAttributes.ts';
import { mapRecords } from '../operations/mapRecords.ts';
import type { Pdata, Signal } from '../signal.ts';
import type { Attributes } from '../value.ts';

/** Maps the attributes of every span, data point or log record. Nothing that stayed the same is copied. */
export function mapAttributes<S extends Signal>(signal: S, data: Pdata<S>, map: (attributes: Attributes) => Attributes): Pdata<S> {
  return mapRecords(signal, data, (record) => mapRecordAttributes(signal, record, map));
}
