import { type KeyboardEvent, useState } from 'react';
import type { SpanRow } from '#common/contract/telemetry.ts';
import { keepInView } from './TraceList.tsx';
import type { Tree } from './useCollapsed.ts';
import type { Zoom } from './useZoom.ts';

interface WaterfallKeysSettings {
  readonly spans: readonly SpanRow[];
  readonly tree: Tree;
  readonly zoom: Zoom;
  readonly onSelect: (spanId: string) => void;
  readonly rowHeight: number;
  readonly headHeight: number;
}
export interface WaterfallKeys {
  /** The row the keys are on. */
  readonly active: number;
  /** Selects a span, as a click does. */
  readonly choose: (spanId: string) => void;
  /** Puts the keys on a span, by its index in the trace, and brings it into view; on the closed one above it when it is hidden. */
  readonly show: (spanIndex: number, element: HTMLElement) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** The keys of a tree grid: arrows, Home, End, `*` and Enter; W and S zoom, A and D move in time, 0 shows all. */
export function useWaterfallKeys({ spans, tree, zoom, onSelect, rowHeight, headHeight }: WaterfallKeysSettings): WaterfallKeys {
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, tree.rows.length - 1);
  const positionOf = (spanIndex: number): number => tree.rows.findIndex((row) => row.type === 'span' && row.index === spanIndex);
  const choose = (spanId: string): void => {
    setActive(positionOf(spans.findIndex((span) => span.spanId === spanId)));
    onSelect(spanId);
  };
  const row = tree.rows[active];
  const span = row?.type === 'span' ? spans[row.index] : undefined;
  const goTo = (position: number, element: HTMLElement): void => {
    const next = Math.max(0, Math.min(tree.rows.length - 1, position));
    setActive(next);
    keepInView(element, next * rowHeight, rowHeight, headHeight);
  };
  const show = (spanIndex: number, element: HTMLElement): void => {
    for (let index = spanIndex; index >= 0; index = spans[index]?.parentIndex ?? -1) {
      const position = positionOf(index);
      if (position < 0) continue;
      goTo(position, element);
      return;
    }
  };
  const left = (element: HTMLElement): void => {
    if (row?.type !== 'span' || span === undefined) return;
    if (row.childCount > 0 && row.expanded) tree.toggle(span.spanId);
    else if (span.parentIndex >= 0) goTo(positionOf(span.parentIndex), element);
  };
  const right = (element: HTMLElement): void => {
    if (row?.type !== 'span' || span === undefined || row.childCount === 0) return;
    if (row.expanded) goTo(active + 1, element);
    else tree.toggle(span.spanId);
  };
  const actions: Readonly<Record<string, (element: HTMLElement) => void>> = {
    ArrowDown: (element) => goTo(active + 1, element), ArrowUp: (element) => goTo(active - 1, element),
    Home: (element) => goTo(0, element), End: (element) => goTo(tree.rows.length - 1, element),
    ArrowLeft: left, ArrowRight: right,
    '*': () => {
      if (row?.type === 'span') tree.expandAll(row.index);
    },
    Enter: () => {
      if (span !== undefined) choose(span.spanId);
    },
    w: () => zoom.zoom(0.7, 0.5), s: () => zoom.zoom(1 / 0.7, 0.5), a: () => zoom.pan(-0.2), d: () => zoom.pan(0.2), 0: () => zoom.reset(),
    '/': (element) => element.closest('section')?.querySelector<HTMLElement>('[data-search]')?.focus(),
  };
  return {
    active, choose, show,
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const action = actions[event.key === ' ' ? 'Enter' : event.key];
      if (action === undefined) return;
      event.preventDefault();
      action(event.currentTarget);
    },
  };
}
