import * as z from 'zod';
import { event, method } from './define.ts';
import { Diagnostic } from './diagnostic.ts';

/** One setting as it was written beside what the running SDK says of itself. */
export const EffectiveSetting = z.object({
  /** Place in the settings file, dotted: `propagators`, `exporter.endpoint`. */
  key: z.string(),
  /** The environment variable it stands for: `OTEL_PROPAGATORS`. */
  variable: z.string(),
  /** The variable's value in the program's environment; null when it is not set and the SDK's default holds. */
  written: z.string().nullable(),
  /** What the running SDK answers; null while no program runs, or where the SDK gives no answer. */
  effective: z.string().nullable(),
});
export type EffectiveSetting = z.infer<typeof EffectiveSetting>;

export const SdkState = z.object({
  service: z.string(),
  /** What the learner last wrote. */
  yaml: z.string(),
  /** What runs. Differs from `yaml` while the draft is broken. */
  runningYaml: z.string(),
  status: z.enum(['starting', 'running', 'restarting', 'crashed', 'stopped']),
  /** Counts programs that were started with new settings; the first is 1. */
  revision: z.int(),
  /** How long the last change took until the new program listened. Milliseconds; null before the first. */
  restartMillis: z.number().nullable(),
  /** About `yaml`. Errors mean that the program keeps its old settings. */
  diagnostics: z.array(Diagnostic),
  effective: z.array(EffectiveSetting),
});
export type SdkState = z.infer<typeof SdkState>;

export const sdk = {
  /** Every service that runs an SDK, in the catalog's order. */
  list: method(z.object({}), z.array(SdkState)),
  /** Restarts one service with these settings; when they are bad nothing changes and `diagnostics` say why. */
  apply: method(z.object({ service: z.string(), yaml: z.string().max(100_000) }), SdkState),
  /** Back to what the scene began with. */
  reset: method(z.object({ service: z.string() }), SdkState),
  /** JSON Schema (draft-7) of a settings file. */
  schema: method(z.object({}), z.record(z.string(), z.unknown())),
  changed: event(SdkState),
};
