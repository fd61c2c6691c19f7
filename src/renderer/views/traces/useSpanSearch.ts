import { useMemo, useState } from 'react';
import type { SpanRow } from '#common/contract/telemetry.ts';
import { findSpans } from './findSpans.ts';

export interface SpanSearch {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  /** Indices of the spans that match, in the order of the trace; empty without a query. */
  readonly matches: readonly number[];
  readonly isMatch: (index: number) => boolean;
  /** Which of `matches` the learner is at, from 0; -1 before the first step. */
  readonly at: number;
  /** To the next match, or the one before; from the last to the first and back. */
  readonly step: (by: 1 | -1) => void;
}

/** Search within one trace. Give its owner a `key` per trace. */
export function useSpanSearch(spans: readonly SpanRow[]): SpanSearch {
  const [query, setQuery] = useState('');
  const [wanted, setAt] = useState(-1);
  const matches = useMemo(() => findSpans(spans, query), [spans, query]);
  const known = useMemo(() => new Set(matches), [matches]);
  const at = Math.min(wanted, matches.length - 1);
  return {
    query, matches, at, isMatch: (index) => known.has(index),
    setQuery: (next) => {
      setQuery(next);
      setAt(-1);
    },
    step: (by) => {
      if (matches.length > 0) setAt(at < 0 && by < 0 ? matches.length - 1 : (at + by + matches.length) % matches.length);
    },
  };
}
