import type { Logs } from './logs.ts';
import type { Metrics } from './metrics.ts';
import type { Traces } from './traces.ts';

/** The one place that pairs a signal's name with its data. Everything generic over signals is a mapped type over this. */
export interface PdataBySignal {
  readonly traces: Traces;
  readonly metrics: Metrics;
  readonly logs: Logs;
}
export type Signal = keyof PdataBySignal;
export type Pdata<S extends Signal> = PdataBySignal[S];

export const signals: readonly Signal[] = ['traces', 'metrics', 'logs'];
