import type { Era, EraRules } from './era.ts';
import type { Factories } from './factory.ts';

export type Distribution = 'otelcol' | 'otelcol-contrib' | 'otelcol-k8s';
export const distributions: readonly Distribution[] = ['otelcol-contrib', 'otelcol', 'otelcol-k8s'];

/** A release and a build, by name. */
export interface ReleaseName {
  readonly era: Era;
  readonly distribution: Distribution;
}

/** A release and a build of the Collector to behave as. */
export interface Release {
  readonly rules: EraRules;
  readonly distribution: Distribution;
  readonly factories: Factories;
}

export const nameOf = ({ rules: { era }, distribution }: Release): ReleaseName => ({ era, distribution });
