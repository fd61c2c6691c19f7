import { valueToString } from '#engine/pdata/format/value.ts';
import type { LogRecord } from '#engine/pdata/logs.ts';
import type { Span } from '#engine/pdata/traces.ts';
import type { ProbabilisticSamplerConfig2023 } from './config.ts';
import type { Decide } from './decision.ts';
import { hashBytes, hashHex, seeded } from './fnv.ts';
import { logPriority, spanPriority } from './priority.ts';
import { scaledRate } from './sampler.ts';

/** Go cuts a number to its low 32 bits. */
const toUint32 = (value: number): number => (Number.isFinite(value) ? Number(BigInt.asUintN(32, BigInt(Math.trunc(value)))) : 0);
const noId = '00000000000000000000000000000000';

/** Upstream probabilisticsamplerprocessor v0.84: every span is counted by its priority and, unless that drops it, again by its hash. One without a trace id hashes sixteen zeros. */
export function decideSpans2023({ hash_seed, sampling_percentage }: ProbabilisticSamplerConfig2023): Decide<Span> {
  const start = seeded(hash_seed);
  const rate = toUint32(scaledRate(sampling_percentage));
  return (span) => {
    const priority = spanPriority(span);
    const bucket = hashHex(start, span.traceId === '' ? noId : span.traceId) & 0x3fff;
    const looked = { hash: bucket, threshold: rate };
    if (priority === 'drop') return { kept: null, policy: 'sampling_priority', forced: true, looked };
    return { kept: priority === 'keep' || bucket < rate ? span : null, policy: 'trace_id_hash', passed: 'sampling_priority', forced: priority === 'keep', looked };
  };
}

/**
 * Upstream v0.84: an attribute in from_attribute that is not bytes ends the collector. Here: its text is hashed, as later releases do. A
 * record without anything to hash shares one hash with all others like it.
 */
export function decideLogRecords2023({ attribute_source, from_attribute, hash_seed, sampling_percentage, sampling_priority }: ProbabilisticSamplerConfig2023): Decide<LogRecord> {
  const start = seeded(hash_seed);
  const general = toUint32(scaledRate(sampling_percentage));
  const hashOf = ({ attributes, traceId }: LogRecord): { readonly hash: number; readonly policy: string } => {
    if (attribute_source === 'traceID' && traceId !== '') return { hash: hashHex(start, traceId), policy: 'trace_id_hash' };
    if (from_attribute === '' || !attributes.has(from_attribute)) return { hash: start >>> 0, policy: 'always_sampling' };
    const value = attributes.get(from_attribute);
    return { hash: hashBytes(start, value instanceof Uint8Array ? value : new TextEncoder().encode(valueToString(value))), policy: from_attribute };
  };
  return (record) => {
    const { hash, policy } = hashOf(record);
    const percent = logPriority(record, sampling_priority);
    const rate = percent === undefined ? general : toUint32(percent * (16384 / 100));
    const bucket = hash & 0x3fff;
    return { kept: bucket < rate ? record : null, policy, forced: percent !== undefined, looked: { hash: bucket, threshold: rate } };
  };
}
