import { shapeOf, type RecordOf, type ResourceGroupOf, type ScopeGroupOf } from '../shape.ts';
import type { Pdata, Signal } from '../signal.ts';
import { mapDataPoints } from './dataPoints.ts';
import { itemCount, recordItemCount, scopeItemCount } from './itemCount.ts';
import { emptyPdata } from './merge.ts';

type Halves<T> = readonly [first: T | null, rest: T | null];

/** Cuts one record after `count` items, 0 < count < all of them. Only a metric has more than one. */
const cutRecord: { readonly [S in Signal]: (record: RecordOf<S>, count: number) => Halves<RecordOf<S>> } = {
  traces: (span) => [span, null],
  logs: (record) => [record, null],
  // Upstream loses a cut metric's metadata in the first part. Here: both parts keep it.
  metrics: (metric, count) => [
    mapDataPoints(metric, (point, index) => (index < count ? point : null)),
    mapDataPoints(metric, (point, index) => (index < count ? null : point)),
  ],
};

/**
 * Cuts off the first `count` items (spans, data points, log records). Both parts keep their resources and scopes, with whatever fits whole
 * shared; a metric is cut between its data points. `rest` is empty when there was no more than `count`.
 */
export function split<S extends Signal>(signal: S, data: Pdata<S>, count: number): [first: Pdata<S>, rest: Pdata<S>] {
  if (count <= 0) return [emptyPdata(signal), data];
  if (itemCount(signal, data) <= count) return [data, emptyPdata(signal)];
  const shape = shapeOf(signal);
  const groupItems = (group: ResourceGroupOf<S>): number => shape.scopeGroups(group).reduce((sum, scopeGroup) => sum + scopeItemCount(signal, scopeGroup), 0);
  const cutScope = (scopeGroup: ScopeGroupOf<S>, size: number): Halves<ScopeGroupOf<S>> => {
    const records = shape.records(scopeGroup);
    const [first, rest] = cutList(records, size, (record) => recordItemCount(signal, record), cutRecord[signal]);
    return [shape.withRecords(scopeGroup, first), shape.withRecords(scopeGroup, rest)];
  };
  const cutGroup = (group: ResourceGroupOf<S>, size: number): Halves<ResourceGroupOf<S>> => {
    const [first, rest] = cutList(shape.scopeGroups(group), size, (scopeGroup) => scopeItemCount(signal, scopeGroup), cutScope);
    return [shape.withScopeGroups(group, first), shape.withScopeGroups(group, rest)];
  };
  const [first, rest] = cutList(shape.resourceGroups(data), count, groupItems, cutGroup);
  return [shape.fromResourceGroups(first), shape.fromResourceGroups(rest)];
}

function cutList<T>(list: readonly T[], count: number, sizeOf: (element: T) => number, cut: (element: T, size: number) => Halves<T>): [T[], T[]] {
  const first: T[] = [];
  const rest: T[] = [];
  let room = count;
  for (const element of list) {
    const size = room > 0 ? sizeOf(element) : Infinity;
    if (room === 0) rest.push(element);
    else if (size <= room) {
      first.push(element);
      room -= size;
    } else {
      const [before, after] = cut(element, room);
      if (before !== null) first.push(before);
      if (after !== null) rest.push(after);
      room = 0;
    }
  }
  return [first, rest];
}
