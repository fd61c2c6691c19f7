import type { UnixNano } from '#common/base/units.ts';
import { itemCount } from '#engine/pdata/operations/itemCount.ts';
import { merge } from '#engine/pdata/operations/merge.ts';
import { split } from '#engine/pdata/operations/split.ts';
import { protobufSize } from '#engine/pdata/otlp/protobuf.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Context } from '../consumer/consumer.ts';
import type { Sizer } from './sendingQueueConfig.ts';

/** What travels through an exporter's queue: one batch, and what travels beside it. */
export interface Request<S extends Signal> {
  readonly signal: S;
  readonly data: Pdata<S>;
  readonly context: Context;
  /** When it entered the queue; only while somebody asks for reasons. */
  readonly since?: UnixNano;
}

/** Bytes are those of the OTLP protobuf encoding. */
export function sizeOf<S extends Signal>(signal: S, data: Pdata<S>, sizer: Sizer): number {
  if (sizer === 'requests') return 1;
  return sizer === 'items' ? itemCount(signal, data) : protobufSize(signal, data);
}

export interface Parts<S extends Signal> {
  /** All but the last are full. */
  readonly parts: readonly Pdata<S>[];
  /** What could not be split any further, and was dropped. */
  readonly lost?: { readonly data: Pdata<S>; readonly error: Error };
}

/** Upstream's MergeSplit: everything in one, cut into parts of at most `maxSize` (0: not cut). */
export function mergeSplit<S extends Signal>(signal: S, data: readonly Pdata<S>[], limit: { readonly maxSize: number; readonly sizer: Sizer }): Parts<S> {
  const { maxSize, sizer } = limit;
  let rest = data.length === 1 && data[0] !== undefined ? data[0] : merge(signal, data);
  if (maxSize === 0) return { parts: [rest] };
  const parts: Pdata<S>[] = [];
  while (sizeOf(signal, rest, sizer) > maxSize) {
    const count = itemsThatFit(signal, rest, limit);
    if (count === 0) return { parts, lost: { data: rest, error: new Error(`one ${itemName[signal]} size is greater than max size, dropping items: ${String(itemCount(signal, rest))}`) } };
    const [first, second] = split(signal, rest, count);
    parts.push(first);
    rest = second;
  }
  parts.push(rest);
  return { parts };
}

const itemName: Readonly<Record<Signal, string>> = { traces: 'span', metrics: 'datapoint', logs: 'log record' };

/** The most items from the front whose size is within the limit. */
function itemsThatFit<S extends Signal>(signal: S, data: Pdata<S>, { maxSize, sizer }: { readonly maxSize: number; readonly sizer: Sizer }): number {
  if (sizer === 'items') return maxSize;
  let fits = 0;
  let tooMany = itemCount(signal, data);
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (sizeOf(signal, split(signal, data, middle)[0], sizer) <= maxSize) fits = middle;
    else tooMany = middle;
  }
  return fits;
}
