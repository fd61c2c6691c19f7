import { mapRecordAttributes } from '#engine/pdata/operations/mapRecordAttributes.ts';
import { forEachRecord, mapRecords } from '#engine/pdata/operations/mapRecords.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Attributes } from '#engine/pdata/value.ts';
import { changeWithReasons } from '../../../component/changes.ts';
import type { Settings } from '../../../component/component.ts';
import type { Context } from '../../../consumer/consumer.ts';
import { allSteps, attributeSteps } from '../kit/attributeProcessor.ts';
import type { AttributeRules } from '../kit/attributeRules.ts';
import { type Matches, matcher } from '../kit/match.ts';
import type { MatchRules } from '../kit/matchRules.ts';
import type { AttributesProcessorConfig } from './config.ts';

export interface AttributesRules {
  readonly actions: AttributeRules;
  readonly match: MatchRules;
}

/** Applies the actions to the attributes of spans, data points or log records that are to be changed. Throws on a config that makes no sense. */
export const changeAttributes = <S extends Signal>(signal: S, rules: AttributesRules) => (config: AttributesProcessorConfig, set: Settings) => {
  const steps = attributeSteps(config.actions, { logger: set.logger, rules: rules.actions });
  const change = allSteps(steps);
  const matches = matcher(signal, config, rules.match);
  const changeWhere = (data: Pdata<S>, by: (attributes: Attributes) => Attributes, isMeant: typeof matches): Pdata<S> =>
    mapRecords(signal, data, (record, parents) => (isMeant(record, parents) ? mapRecordAttributes(signal, record, by) : record));

  const explain = (data: Pdata<S>, context: Context): Pdata<S> => {
    const isMeant = decideOnce(signal, data, matches);
    return changeWithReasons(signal, data, {
      reasons: set.reasons,
      steps: steps.map((step, index) => ({
        because: step.because, inputs: step.inputs, rule: ['actions', index],
        apply: (current) => changeWhere(current, (attributes) => step.change(attributes, context), isMeant()),
      })),
    });
  };
  return (data: Pdata<S>, context: Context): Pdata<S> =>
    (set.reasons.wanted ? explain(data, context) : changeWhere(data, (attributes) => change(attributes, context), matches));
};

/** Records are chosen as they came in, whatever the first actions make of them: asks once, and answers each pass over the data in order. */
function decideOnce<S extends Signal>(signal: S, data: Pdata<S>, matches: Matches<S>): () => () => boolean {
  const verdicts: boolean[] = [];
  forEachRecord(signal, data, (record, parents) => { verdicts.push(matches(record, parents)); });
  return () => {
    let at = -1;
    return () => verdicts[at += 1] ?? false;
  };
}
