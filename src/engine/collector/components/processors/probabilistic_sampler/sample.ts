import { mapRecords } from '#engine/pdata/operations/mapRecords.ts';
import { type RecordOf, shapeOf } from '#engine/pdata/shape.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Settings } from '../../../component/component.ts';
import type { Counter } from '../../../component/metrics.ts';
import { becauseOf, type Decide, type Decision, inputsOf } from './decision.ts';

export type SampledSignal = 'traces' | 'logs';

/** Keeps and drops spans or log records, each by itself, and counts them by policy. Null when nothing is left. */
export function sample<S extends SampledSignal>(signal: S, set: Settings, { decide, sampling_percentage }: { readonly decide: Decide<RecordOf<S>>; readonly sampling_percentage: number }) {
  const tally = new Tally((policy, sampled) =>
    set.metrics.counter(`otelcol_processor_probabilistic_sampler_count_${signal}_sampled`, { policy, sampled: String(sampled) }));
  return (data: Pdata<S>): Pdata<S> | null => {
    const explanations = set.reasons.wanted ? new Explanations(signal, data) : undefined;
    const kept = mapRecords(signal, data, (record) => {
      const decision = decide(record);
      if (decision.passed !== undefined) tally.count(decision.passed, true);
      tally.count(decision.policy, decision.kept !== null);
      explanations?.add(record, decision);
      return decision.kept;
    });
    tally.flush();
    explanations?.give(set, sampling_percentage);
    return withoutEmpty(signal, kept);
  };
}

interface Count {
  readonly policy: string;
  readonly sampled: boolean;
  readonly counter: Counter;
  items: number;
}

/** Counts items by policy and verdict, of which there are few, and adds them to the metrics batch by batch. */
class Tally {
  readonly #open: (policy: string, sampled: boolean) => Counter;
  readonly #counts: Count[] = [];

  constructor(open: (policy: string, sampled: boolean) => Counter) {
    this.#open = open;
  }

  count(policy: string, sampled: boolean): void {
    for (const each of this.#counts) {
      if (each.policy !== policy || each.sampled !== sampled) continue;
      each.items += 1;
      return;
    }
    this.#counts.push({ policy, sampled, counter: this.#open(policy, sampled), items: 1 });
  }

  flush(): void {
    for (const each of this.#counts) {
      if (each.items > 0) each.counter.add(each.items);
      each.items = 0;
    }
  }
}

/** Upstream drops scopes and resources that were empty before, too. */
function withoutEmpty<S extends Signal>(signal: S, data: Pdata<S>): Pdata<S> | null {
  const shape = shapeOf(signal);
  const groups = shape.resourceGroups(data);
  const isFull = (group: (typeof groups)[number]): boolean => shape.scopeGroups(group).every((scopeGroup) => shape.records(scopeGroup).length > 0) && shape.scopeGroups(group).length > 0;
  if (groups.length > 0 && groups.every(isFull)) return data;
  const full = groups.flatMap((group) => {
    const scopeGroups = shape.scopeGroups(group).filter((scopeGroup) => shape.records(scopeGroup).length > 0);
    return scopeGroups.length === 0 ? [] : [shape.withScopeGroups(group, scopeGroups)];
  });
  return full.length === 0 ? null : shape.fromResourceGroups(full);
}

/** One reason for all items of a batch about which the same was decided for the same cause: the spans of one trace. */
class Explanations<S extends SampledSignal> {
  readonly #signal: S;
  readonly #data: Pdata<S>;
  readonly #groups = new Map<string, { readonly decision: Decision<RecordOf<S>>; readonly records: Set<RecordOf<S>> }>();

  constructor(signal: S, data: Pdata<S>) {
    this.#signal = signal;
    this.#data = data;
  }

  add(record: RecordOf<S>, decision: Decision<RecordOf<S>>): void {
    const key = JSON.stringify([record.traceId, decision.kept !== null, decision.forced, inputsOf(decision, 0)]);
    const group = this.#groups.get(key) ?? { decision, records: new Set() };
    group.records.add(record);
    this.#groups.set(key, group);
  }

  give({ reasons }: Settings, sampling_percentage: number): void {
    for (const { decision, records } of this.#groups.values()) {
      const data = mapRecords(this.#signal, this.#data, (record) => (records.has(record) ? record : null));
      reasons.give({
        signal: this.#signal, verdict: decision.kept === null ? 'dropped' : 'kept', data, because: becauseOf(decision, sampling_percentage),
        rule: ['sampling_percentage'], inputs: inputsOf(decision, sampling_percentage),
      });
    }
  }
}
