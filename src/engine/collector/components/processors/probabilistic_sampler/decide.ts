import type { LogRecord } from '#engine/pdata/logs.ts';
import type { Span } from '#engine/pdata/traces.ts';
import type { Settings } from '../../../component/component.ts';
import { always, isGreater, never, passes, type Threshold, thresholdOf } from './bits56.ts';
import type { ProbabilisticSamplerConfig } from './config.ts';
import type { Decide, Decision } from './decision.ts';
import { logPriority, spanPriority } from './priority.ts';
import { createSampler, type Evidence, missingPolicy } from './sampler.ts';

/** A priority overrides the threshold, and what the metrics call the policy. */
type Override<R> = (item: R) => Threshold | undefined;

const callers = { undecided: ['probabilisticsamplerprocessor@v0.159.0/sampler_mode.go:489', 'probabilisticsamplerprocessor@v0.159.0/sampler_mode.go:491'], raised: 'probabilisticsamplerprocessor@v0.159.0/sampler_mode.go:514' } as const;

/** Upstream commonShouldSampleLogic, v0.159. */
export function decideSpans(config: ProbabilisticSamplerConfig, set: Settings): Decide<Span> {
  const { ofSpan, thresholdFor } = createSampler(config);
  const override = (span: Span): Threshold | undefined => {
    const priority = spanPriority(span);
    return priority === undefined ? undefined : priority === 'keep' ? always : never;
  };
  const by = { thresholdFor, override, config, set, description: 'traces sampler' };
  return (span) => decide(span, ofSpan(span), by);
}

export function decideLogRecords(config: ProbabilisticSamplerConfig, set: Settings): Decide<LogRecord> {
  const { ofLogRecord, thresholdFor } = createSampler(config);
  const override = (record: LogRecord): Threshold | undefined => {
    const percent = logPriority(record, config.sampling_priority);
    return percent === undefined || percent === 0 ? undefined : thresholdOf(percent / 100, config.sampling_precision);
  };
  const by = { thresholdFor, override, config, set, description: 'logs sampler' };
  return (record) => decide(record, ofLogRecord(record), by);
}

interface Rules<R> {
  readonly thresholdFor: (carrier: Evidence<R>['carrier']) => Threshold;
  readonly override: Override<R>;
  readonly config: ProbabilisticSamplerConfig;
  readonly set: Settings;
  readonly description: string;
}

function decide<R>(item: R, evidence: Evidence<R>, { config, description, override, set, thresholdFor }: Rules<R>): Decision<R> {
  const { carrier, hash, randomness } = evidence;
  const problem = evidence.problem ?? inconsistency(evidence);
  if (problem !== undefined) {
    set.logger.log(problem.expected ? 'debug' : 'info', description, { error: problem.text }, callers.undecided[problem.expected ? 0 : 1]);
  }
  const own = problem === undefined ? thresholdFor(carrier) : config.fail_closed ? never : always;
  const forced = override(item);
  const threshold = forced ?? own;
  const kept = !passes(threshold, randomness) ? null : carrier === undefined ? item : written(carrier, threshold, { set, description });
  return {
    kept, policy: forced === undefined ? evidence.policy : 'sampling_priority', forced: forced !== undefined, problem: problem?.text,
    // As hash_seed mode sees it: of 16384 buckets.
    looked: hash === undefined ? { randomness, threshold } : { hash: hash & 0x3fff, threshold: 0x4000 - (threshold.high >>> 14) },
  };
}

/** A threshold that the item's own randomness does not pass is a lie, and is taken off. */
function inconsistency<R>({ carrier, policy, randomness }: Evidence<R>): Evidence<R>['problem'] {
  if (policy === missingPolicy) return { text: 'missing randomness', expected: true };
  if (carrier?.threshold === undefined || passes(carrier.threshold, randomness)) return undefined;
  carrier.clearThreshold();
  return { text: 'inconsistent arriving threshold: item should not have been sampled', expected: true };
}

/** A sampling probability may fall on the way, never rise. */
function written<R>(carrier: NonNullable<Evidence<R>['carrier']>, threshold: Threshold, { description, set }: { readonly set: Settings; readonly description: string }): R {
  if (carrier.threshold === undefined || !isGreater(carrier.threshold, threshold)) carrier.setThreshold(threshold);
  else set.logger.debug(description, { error: 'cannot raise existing sampling probability' }, callers.raised);
  return carrier.written();
}
