/** A stretch of a trace, nanoseconds from its start. `end` is greater than `start`. */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}
export interface Tick {
  /** Nanoseconds from the trace's start. */
  readonly nanos: number;
  /** 0 to 1 within the window. */
  readonly fraction: number;
}

const steps = [1, 2, 5, 10];

/** A few round times inside the window, at most `most` of them and their first at or after the window's start. */
export function ticks({ start, end }: TimeWindow, most: number): Tick[] {
  const length = end - start;
  if (!(length > 0) || most < 1) return [];
  const rough = length / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (steps.find((candidate) => candidate * power >= rough) ?? 10);
  const first = Math.ceil(start / step - 1e-9) + 0; // + 0 turns -0 into 0
  const found: Tick[] = [];
  for (let count = first; count * step <= end + step * 1e-9; count += 1) found.push({ nanos: count * step, fraction: (count * step - start) / length });
  return found;
}

export interface Bar {
  /** Both 0 to 1 of the window, cut to it. */
  readonly left: number;
  readonly width: number;
  /** It goes on outside the window on this side. */
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
}

/** Where a span stands in the window; null when it lies wholly outside. */
export function barIn({ start, end }: TimeWindow, spanStart: number, duration: number): Bar | null {
  const spanEnd = spanStart + duration;
  if (spanEnd < start || spanStart > end) return null;
  const length = end - start;
  const left = Math.max(0, (spanStart - start) / length);
  const right = Math.min(1, (spanEnd - start) / length);
  return { left, width: Math.max(0, right - left), cutStart: spanStart < start, cutEnd: spanEnd > end };
}

/** The window after zooming by `factor` (below 1 is closer) around `anchor` (0 to 1 of the window), within the whole trace and never below `least` nanoseconds. */
export function zoomed(window: TimeWindow, factor: number, anchor: number, { whole, least = 1_000 }: { readonly whole: number; readonly least?: number }): TimeWindow {
  const length = window.end - window.start;
  const next = Math.min(whole, Math.max(Math.min(least, whole), length * factor));
  return moved({ start: window.start + (length - next) * anchor, end: window.start + (length - next) * anchor + next }, 0, whole);
}

/** The window moved by `by` nanoseconds, kept inside the trace. */
export function moved({ start, end }: TimeWindow, by: number, whole: number): TimeWindow {
  const length = end - start;
  const to = Math.max(0, Math.min(whole - length, start + by));
  return { start: to, end: to + length };
}
