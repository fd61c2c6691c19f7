import { type ValueStyle, valueStyle, valueStyle2023 } from '#engine/pdata/format/value.ts';

/** How the releases' detailed texts differ. */
export interface TextStyle {
  readonly value: ValueStyle;
  /** True: a span's tracestate, its three dropped counts, a log record's event name and a metric's metadata are printed. */
  readonly newFields: boolean;
}
/** v0.159. */
export const textStyle: TextStyle = { value: valueStyle, newFields: true };
/** v0.84. */
export const textStyle2023: TextStyle = { value: valueStyle2023, newFields: false };
