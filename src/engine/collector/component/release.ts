import type { EraRules } from './era.ts';
import type { Factories } from './factory.ts';

export type Distribution = 'otelcol' | 'otelcol-contrib' | 'otelcol-k8s';
export const distributions: readonly Distribution[] = ['otelcol-contrib', 'otelcol', 'otelcol-k8s'];

/** A release and a build of the Collector to behave as. */
export interface Release {
  readonly rules: EraRules;
  readonly distribution: Distribution;
  readonly factories: Factories;
}
