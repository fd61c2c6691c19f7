import { useMemo, useState } from 'react';
import type { SpanRow } from '#common/contract/telemetry.ts';
import { expandableBelow, type TraceRow, traceRows } from './traceRows.ts';

export interface Tree {
  readonly rows: readonly TraceRow[];
  readonly toggle: (spanId: string) => void;
  readonly expandAll: (index: number) => void;
}

/** Which spans of a trace are closed. All start open. */
export function useCollapsed(spans: readonly SpanRow[]): Tree {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => traceRows(spans, collapsed), [spans, collapsed]);
  return {
    rows,
    toggle: (spanId) => setCollapsed((old) => {
      const next = new Set(old);
      if (!next.delete(spanId)) next.add(spanId);
      return next;
    }),
    expandAll: (index) => setCollapsed((old) => {
      const opened = new Set(expandableBelow(spans, index));
      return new Set([...old].filter((spanId) => !opened.has(spanId)));
    }),
  };
}
