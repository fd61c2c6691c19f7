import { useCallback, useMemo, useState } from 'react';
import { moved, type TimeWindow, zoomed } from './timeScale.ts';

export interface Zoom {
  readonly window: TimeWindow;
  /** `factor` below 1 is closer; `anchor` is 0 to 1 of the window. */
  readonly zoom: (factor: number, anchor: number) => void;
  /** By a share of the window; negative is earlier. */
  readonly pan: (share: number) => void;
  readonly reset: () => void;
  /** Zooms on Ctrl + wheel over the time column. Returns how to stop. */
  readonly listen: (element: HTMLElement | null) => () => void;
}

/** The part of the trace's time that is shown, `whole` nanoseconds at most. */
export function useZoom(whole: number): Zoom {
  const [chosen, setChosen] = useState<TimeWindow | null>(null);
  // The same object while nothing changes: rows are drawn anew only when it is another.
  const all = useMemo(() => ({ start: 0, end: whole }), [whole]);
  const window = chosen ?? all;
  const zoom = useCallback((factor: number, anchor: number): void => setChosen((old) => {
    const next = zoomed(old ?? { start: 0, end: whole }, factor, anchor, { whole });
    return next.end - next.start >= whole ? null : next;
  }), [whole]);
  // React listens to wheels passively; only an active listener may keep the page from zooming too.
  const listen = useCallback((element: HTMLElement | null) => {
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey || element === null) return;
      event.preventDefault();
      const axis = element.querySelector('[role="columnheader"]:last-child')?.getBoundingClientRect();
      if (axis === undefined || axis.width === 0) return;
      zoom(Math.exp(event.deltaY / 300), Math.min(1, Math.max(0, (event.clientX - axis.left) / axis.width)));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [zoom]);
  return {
    window, zoom, listen,
    pan: (share) => setChosen((old) => (old === null ? null : moved(old, (old.end - old.start) * share, whole))),
    reset: () => setChosen(null),
  };
}
