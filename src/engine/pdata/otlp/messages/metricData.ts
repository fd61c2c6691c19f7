import type { MetricData } from '../../metrics.ts';
import { nextBody, repeated } from '../compositeFields.ts';
import type { Field } from '../field.ts';
import { defineMessage, type Message } from '../message.ts';
import { boolean, enumNumber } from '../scalarFields.ts';
import { wireKinds, type Layout } from '../wire.ts';
import type { JsonWriter } from '../jsonWriter.ts';
import type { ProtobufWriter } from '../protobufWriter.ts';
import type { Slice } from '../protobufReader.ts';
import { exponentialHistogramDataPointMessage, histogramDataPointMessage, numberDataPointMessage, summaryDataPointMessage } from './dataPoints.ts';

type DataType = Exclude<MetricData['type'], 'empty'>;
type DataOf<K extends DataType> = Extract<MetricData, { readonly type: K }>;

const temporality = enumNumber(2, ['AGGREGATION_TEMPORALITY_UNSPECIFIED', 'AGGREGATION_TEMPORALITY_DELTA', 'AGGREGATION_TEMPORALITY_CUMULATIVE']);

/** One arm of the oneof `data`. */
interface Arm {
  readonly type: DataType;
  readonly number: number;
  readonly layout: Layout;
  decode(slice: Slice): MetricData;
  decodeJson(json: unknown): MetricData;
  /** Writes the body when `data` is of this type. */
  encode(writer: ProtobufWriter, data: MetricData): boolean;
  encodeJson(writer: JsonWriter, data: MetricData): boolean;
}

function defineArm<K extends DataType>(type: K, number: number, body: Message<Omit<DataOf<K>, 'type'>>): Arm {
  const tagged = (fields: Omit<DataOf<K>, 'type'>): MetricData => ({ type, ...fields }) as unknown as MetricData;
  const isOurs = (data: MetricData): data is DataOf<K> => data.type === type;
  return {
    type, number, layout: body.layout,
    decode: (slice) => tagged(body.decode(slice)),
    decodeJson: (json) => tagged(body.decodeJson(json)),
    encode(writer, data) {
      if (!isOurs(data)) return false;
      body.encode(writer, data);
      return true;
    },
    encodeJson(writer, data) {
      if (!isOurs(data)) return false;
      writer.field(type);
      body.encodeJson(writer, data);
      return true;
    },
  };
}

const arms: readonly Arm[] = [
  defineArm('gauge', 5, defineMessage('Gauge', { dataPoints: repeated(1, numberDataPointMessage) })),
  defineArm('sum', 7, defineMessage('Sum', { dataPoints: repeated(1, numberDataPointMessage), aggregationTemporality: temporality, isMonotonic: boolean(3) })),
  defineArm('histogram', 9, defineMessage('Histogram', { dataPoints: repeated(1, histogramDataPointMessage), aggregationTemporality: temporality })),
  defineArm('exponentialHistogram', 10, defineMessage('ExponentialHistogram', {
    dataPoints: repeated(1, exponentialHistogramDataPointMessage), aggregationTemporality: temporality,
  })),
  defineArm('summary', 11, defineMessage('Summary', { dataPoints: repeated(1, summaryDataPointMessage) })),
];
const armByNumber = new Map(arms.map((arm) => [arm.number, arm]));
const armByType = new Map<string, Arm>(arms.map((arm) => [arm.type, arm]));
const empty: MetricData = { type: 'empty', dataPoints: [] };

/** Whether a field number of Metric is an arm of its oneof `data`. */
export const isDataField = (number: number): boolean => armByNumber.has(number);

/** The oneof `data` of Metric: of several arms the last counts. */
export const metricData: Field<MetricData> = {
  wires: () => arms.map(({ number, type, layout }) => ({ number, kind: wireKinds.message, name: type, layout })),
  initial: empty,
  read: (reader, tag) => armByNumber.get(tag >>> 3)?.decode(nextBody(reader)) ?? empty,
  write(writer, _wires, data) {
    const before = writer.length;
    const arm = armByType.get(data.type);
    if (arm?.encode(writer, data)) writer.prefix(arm.number, before);
  },
  readJson: (json, wire) => armByType.get(wire.name)?.decodeJson(json) ?? empty,
  writeJson: (writer, _wires, data) => { armByType.get(data.type)?.encodeJson(writer, data); },
};
