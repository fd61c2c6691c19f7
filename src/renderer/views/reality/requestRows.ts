import type { RealityRow, RealityView } from '#common/contract/reality.ts';

/** The request failed: no answer came, or the server says that it is at fault. False while in flight. The core's "failed" is the same. */
export function hasFailed({ status }: Pick<RealityRow, 'status'>): boolean {
  return status !== null && (status === 0 || status >= 500);
}

/** How many of `rows` (newest first) came after request `number`: so far the others moved down. */
export function countNewer(rows: readonly RealityRow[], number: number): number {
  const index = rows.findIndex((row) => row.number <= number);
  return index < 0 ? rows.length : index;
}

/** How many spans the right side of the equation is short of the left; below zero when it has too many. */
export function balanceGap({ generated, delivered, dropped, refused, held }: RealityView['items']): number {
  return generated - delivered - dropped - refused - held;
}

/** "14:03:07.482", in the learner's own time zone. */
export function timeOfDay(unixMillis: number): string {
  const date = new Date(unixMillis);
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0'));
  return `${String(hours)}:${String(minutes)}:${String(seconds)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

interface Window {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}

/** Which rows of fixed height a scrolled window shows, with six more on both sides; end exclusive. */
export function rowWindow({ scrollTop, height, rowHeight, count }: Window): { readonly start: number; readonly end: number } {
  const start = Math.max(0, Math.floor(scrollTop / rowHeight) - 6);
  return { start: Math.min(start, count), end: Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + 6) };
}

/** The row that a key leads to from `active` (-1: none yet); null when the key leads nowhere. `page` is how many rows are in sight. */
export function rowAfterKey(key: string, active: number, { count, page }: { readonly count: number; readonly page: number }): number | null {
  const target = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: count - 1 }[key];
  return target === undefined || count === 0 ? null : Math.max(0, Math.min(count - 1, target));
}
