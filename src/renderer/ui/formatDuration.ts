const second = 1e9;

/**
 * A duration for people: "1.94 s", "748 ms", "8.2 ms", "412 µs", "2 min 05 s". `durationNanos` is in nanoseconds; below zero keeps its sign.
 * The unit is chosen after rounding, so 999.6 ms reads "1.00 s" and never "1000 ms".
 */
export function formatDuration(durationNanos: number): string {
  if (durationNanos < 0) return `−${formatDuration(-durationNanos)}`;
  if (durationNanos >= 59.995 * second) {
    const seconds = Math.round(durationNanos / second);
    return `${String(Math.floor(seconds / 60))} min ${String(seconds % 60).padStart(2, '0')} s`;
  }
  if (durationNanos >= 999.5e6) return `${(durationNanos / second).toFixed(durationNanos >= 9.995 * second ? 1 : 2)} s`;
  if (durationNanos >= 9.95e6) return `${String(Math.round(durationNanos / 1e6))} ms`;
  if (durationNanos >= 999.5e3) return `${(durationNanos / 1e6).toFixed(1)} ms`;
  if (durationNanos >= 999.5) return `${String(Math.round(durationNanos / 1e3))} µs`;
  return durationNanos === 0 ? '0' : `${String(Math.round(durationNanos))} ns`;
}

/** The same for a number of milliseconds. */
export const formatMillis = (durationMillis: number): string => formatDuration(durationMillis * 1e6);

/** "2.1", "0.4", "120": as many digits as help. */
export function formatRate(perSecond: number): string {
  return perSecond >= 99.5 ? String(Math.round(perSecond)) : perSecond.toFixed(1);
}
