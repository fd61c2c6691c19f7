import type { SpanRow } from '#common/contract/telemetry.ts';

/** A row of the waterfall: a span, or the label above spans whose parent has not arrived. */
export type TraceRow =
  | { readonly type: 'span'; readonly index: number; readonly level: number; readonly childCount: number; readonly expanded: boolean }
  | { readonly type: 'orphans'; readonly count: number };

/** For each span (depth-first order, as the contract sends them) how many spans stand below it. */
export function descendantCounts(spans: readonly SpanRow[]): number[] {
  const counts = new Array<number>(spans.length).fill(0);
  for (let index = spans.length - 1; index >= 0; index -= 1) {
    const parent = spans[index]?.parentIndex ?? -1;
    if (parent >= 0) counts[parent] = (counts[parent] ?? 0) + (counts[index] ?? 0) + 1;
  }
  return counts;
}

/**
 * The rows to show, top to bottom: trees with a root first, then one label and the orphans' trees. Spans below a collapsed one are left out.
 * `collapsed` holds span ids.
 */
export function traceRows(spans: readonly SpanRow[], collapsed: ReadonlySet<string>): TraceRow[] {
  const below = descendantCounts(spans);
  const whole: TraceRow[] = [];
  const orphaned: TraceRow[] = [];
  let orphanCount = 0;
  let target = whole;
  for (let index = 0; index < spans.length; index += 1) {
    const span = spans[index];
    if (span === undefined) continue;
    if (span.parentIndex < 0) target = span.orphan ? orphaned : whole;
    if (span.parentIndex < 0 && span.orphan) orphanCount += 1;
    const childCount = below[index] ?? 0;
    const expanded = !collapsed.has(span.spanId);
    target.push({ type: 'span', index, level: span.depth + 1, childCount, expanded });
    if (!expanded) index += childCount;
  }
  return orphanCount === 0 ? whole : [...whole, { type: 'orphans', count: orphanCount }, ...orphaned];
}

/** Ids of all spans with children below `index` and itself: what `*` expands. */
export function expandableBelow(spans: readonly SpanRow[], index: number): string[] {
  const below = descendantCounts(spans);
  return spans.slice(index, index + (below[index] ?? 0) + 1).filter((_, offset) => (below[index + offset] ?? 0) > 0).map(({ spanId }) => spanId);
}

/** Which rows a scrolled window of fixed-height rows shows, with `spare` more on both sides; end exclusive. */
export function visibleRange({ scrollTop, height, rowHeight, count, spare = 6 }: { readonly scrollTop: number; readonly height: number; readonly rowHeight: number; readonly count: number; readonly spare?: number }): { readonly start: number; readonly end: number } {
  const start = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
  return { start: Math.min(start, count), end: Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare) };
}
