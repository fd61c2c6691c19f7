import { toLab } from './labPort.ts';

/** How often the lab hears of new numbers, at most. Milliseconds. */
const interval = 100;

let ended = 0;
let exported = 0;
let failed = 0;
/** Sampled spans that ended since the last report, by trace id. */
let traced: Record<string, number> = {};
let timer: NodeJS.Timeout | undefined;

/** A sampled span has ended: the SDK has it, and is to send it. */
export function spanEnded(traceId: string): void {
  ended += 1;
  traced[traceId] = (traced[traceId] ?? 0) + 1;
  timer ??= setTimeout(reportSpanCounts, interval).unref();
}

/** The SDK is done with these spans: the collector took them, or it gave them up. */
export function spansSent(count: number, taken: boolean): void {
  if (taken) exported += count;
  else failed += count;
  reportSpanCounts();
}

/** Tells the lab now. */
export function reportSpanCounts(): void {
  clearTimeout(timer);
  timer = undefined;
  if (Object.keys(traced).length > 0) toLab({ type: 'traced', spans: traced });
  traced = {};
  toLab({ type: 'counted', ended, exported, failed });
}
