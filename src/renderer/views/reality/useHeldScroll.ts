import { type RefCallback, useCallback, useLayoutEffect, useRef } from 'react';
import type { RealityRow } from '#common/contract/reality.ts';
import { countNewer } from './requestRows.ts';

interface HeldScrollSettings {
  readonly rows: readonly RealityRow[];
  readonly rowHeight: number;
  /** The learner reads a row, even at the very top. */
  readonly reading: boolean;
}

/** Keeps the rows in sight where they are while newer ones come in above; at the top the newest keep coming into sight. */
export function useHeldScroll({ rows, rowHeight, reading }: HeldScrollSettings): RefCallback<HTMLElement> {
  const scroller = useRef<HTMLElement | null>(null);
  const newest = useRef<number | null>(null);
  useLayoutEffect(() => {
    const added = newest.current === null ? 0 : countNewer(rows, newest.current);
    newest.current = rows[0]?.number ?? newest.current;
    const element = scroller.current;
    if (element !== null && added > 0 && (reading || element.scrollTop > 0)) element.scrollTop += added * rowHeight;
  }, [rows, rowHeight, reading]);
  return useCallback((element: HTMLElement | null) => {
    scroller.current = element;
  }, []);
}
