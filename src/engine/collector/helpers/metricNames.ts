import type { Signal } from '#engine/pdata/signal.ts';

/** How the collector's own metrics name the items of a signal: `otelcol_receiver_accepted_spans`. */
export const itemsOf: Readonly<Record<Signal, 'spans' | 'metric_points' | 'log_records'>> = { traces: 'spans', metrics: 'metric_points', logs: 'log_records' };
