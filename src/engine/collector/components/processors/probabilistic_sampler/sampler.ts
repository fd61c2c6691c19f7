import { valueToString } from '#engine/pdata/format/value.ts';
import type { LogRecord } from '#engine/pdata/logs.ts';
import type { Span } from '#engine/pdata/traces.ts';
import type { AnyValue } from '#engine/pdata/value.ts';
import { always, highest, isGreater, never, ofTraceId, probabilityOf, type Randomness, type Threshold, thresholdOf } from './bits56.ts';
import { type Carrier, LogCarrier, spanCarrier } from './carrier.ts';
import type { ProbabilisticSamplerConfig } from './config.ts';
import { hashBytes, hashHex, seeded } from './fnv.ts';

/** What an item brings to the decision. */
export interface Evidence<R> {
  readonly randomness: Randomness;
  /** Where the randomness comes from, as the sampler's metrics name it. */
  readonly policy: string;
  /** The hash it was made of. */
  readonly hash?: number | undefined;
  /** Undefined: what the item carries must be left alone. */
  readonly carrier: Carrier<R> | undefined;
  /** Why it cannot be decided on; `expected` says that upstream reckons with it. */
  readonly problem?: { readonly text: string; readonly expected: boolean };
}

/** One mode of sampling (upstream dataSampler). */
export interface Sampler {
  readonly ofSpan: (span: Span) => Evidence<Span>;
  readonly ofLogRecord: (record: LogRecord) => Evidence<LogRecord>;
  readonly thresholdFor: (carrier: Carrier<unknown> | undefined) => Threshold;
}

export const missingPolicy = 'missing_randomness';
const buckets = 0x4000;

/** Upstream makeSampler, v0.159. A percentage too small for hash_seed's 14 bits drops everything, as upstream's does. */
export function createSampler(config: ProbabilisticSamplerConfig): Sampler {
  const percent = Math.min(config.sampling_percentage, 100);
  if (percent === 0) return dropAll;
  const { sampling_precision: precision } = config;
  const ratio = Math.max(percent / 100, 2 ** -56);
  switch (config.mode) {
    case 'equalizing': {
      const own = thresholdOf(ratio, precision) ?? always;
      return { ...consistent, thresholdFor: (carrier) => (carrier?.threshold !== undefined && isGreater(carrier.threshold, own) ? carrier.threshold : own) };
    }
    case 'proportional': {
      const own = thresholdOf(ratio, precision) ?? never;
      return { ...consistent, thresholdFor: (carrier) => (carrier?.threshold === undefined ? own : thresholdOf(probabilityOf(carrier.threshold) * ratio, precision) ?? never) };
    }
    case 'hash_seed': return hashing(config, scaledRate(percent));
  }
}

/** Of 16384 buckets, how many pass: multiplied as a float32 and cut, which upstream keeps for consistency with itself. */
export const scaledRate = (percent: number): number => Math.trunc(Math.fround(percent * Math.fround(buckets / 100)));

/** Decided by nothing but the item's own priority. Upstream counts that as policy sampling_priority, and so does this. */
const dropAll: Sampler = {
  ofSpan: (span) => withProblem({ randomness: highest, policy: 'sampling_priority', carrier: spanCarrier(span) }),
  ofLogRecord: (record) => withProblem({ randomness: highest, policy: 'sampling_priority', carrier: new LogCarrier(record) }),
  thresholdFor: () => never,
};

const consistent = {
  ofSpan: (span: Span): Evidence<Span> => consistentEvidence(span.traceId, spanCarrier(span)),
  ofLogRecord: (record: LogRecord): Evidence<LogRecord> => consistentEvidence(record.traceId, new LogCarrier(record)),
};

function consistentEvidence<R>(traceId: string, carrier: Carrier<R>): Evidence<R> {
  if (carrier.problem !== undefined) return { randomness: highest, policy: missingPolicy, carrier: undefined, problem: { text: carrier.problem, expected: false } };
  if (carrier.randomness !== undefined) return { randomness: carrier.randomness, policy: 'sampling_randomness', carrier };
  if (isAbsent(traceId)) return { randomness: highest, policy: missingPolicy, carrier };
  return { randomness: ofTraceId(traceId), policy: 'trace_id_w3c', carrier };
}

function hashing({ attribute_source, from_attribute, hash_seed }: ProbabilisticSamplerConfig, rate: number): Sampler {
  if (rate === 0) return dropAll;
  const start = seeded(hash_seed);
  // The spans of a trace often come together.
  let last: { readonly traceId: string; readonly found: Hashed } | undefined;
  const ofId = (traceId: string): Hashed | undefined => {
    if (isAbsent(traceId)) return undefined;
    if (last?.traceId !== traceId) last = { traceId, found: hashed(hashHex(start, traceId), 'trace_id_hash') };
    return last.found;
  };
  const ofAttribute = (record: LogRecord): Hashed | undefined => {
    if (from_attribute === '' || !record.attributes.has(from_attribute)) return undefined;
    const bytes = bytesOf(record.attributes.get(from_attribute));
    return bytes.length === 0 ? undefined : hashed(hashBytes(start, bytes), from_attribute);
  };
  const threshold: Threshold = { high: (buckets - rate) << 14, low: 0 };
  return {
    ofSpan(span) {
      const carrier = spanCarrier(span);
      const found = ofId(span.traceId) ?? missing;
      return ownRandomness(found, carrier, true);
    },
    ofLogRecord(record) {
      const carrier = new LogCarrier(record);
      const found = (attribute_source === 'traceID' ? ofId(record.traceId) : undefined) ?? ofAttribute(record) ?? missing;
      return ownRandomness(found, carrier, found !== missing);
    },
    thresholdFor: () => threshold,
  };
}

interface Hashed {
  readonly randomness: Randomness;
  readonly policy: string;
  readonly hash?: number;
}
const missing: Hashed = { randomness: highest, policy: missingPolicy };

/** The bucket counts from the other end, so that a higher randomness passes; what the hash has left fills the rest (upstream randomnessFromBytes). */
function hashed(hash: number, policy: string): Hashed {
  const bucket = hash & (buckets - 1);
  // Upstream shifts by 18, so four bits of the hash go nowhere.
  const unused = hash >>> 18;
  const mixed = unused ^ (unused << 10);
  return { randomness: { high: ((buckets - 1 - bucket) << 14) | (mixed >>> 14), low: ((mixed & 0x3fff) << 14) | bucket }, policy, hash };
}

/** Items that carry randomness or a threshold already are not for hash_seed mode; on the others it puts its own. */
function ownRandomness<R>({ hash, policy, randomness }: Hashed, carrier: Carrier<R>, puts: boolean): Evidence<R> {
  if (carrier.problem !== undefined) return { randomness, policy, hash, carrier: undefined, problem: { text: carrier.problem, expected: false } };
  const found = carrier.randomness !== undefined ? 'randomness' : carrier.threshold !== undefined ? 'threshold' : undefined;
  if (found !== undefined) return { randomness, policy, hash, carrier: undefined, problem: { text: `item has sampling ${found}, equalizing or proportional mode recommended`, expected: true } };
  if (puts) carrier.setRandomness(randomness);
  return { randomness, policy, hash, carrier };
}

const withProblem = <R>(evidence: Evidence<R> & { readonly carrier: Carrier<R> }): Evidence<R> =>
  (evidence.carrier.problem === undefined ? evidence : { ...evidence, problem: { text: evidence.carrier.problem, expected: false } });

const isAbsent = (traceId: string): boolean => traceId === '' || traceId === '00000000000000000000000000000000';
const bytesOf = (value: AnyValue): Uint8Array => (value instanceof Uint8Array ? value : new TextEncoder().encode(valueToString(value)));
