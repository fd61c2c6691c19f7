import { forEachRecord, mapRecords } from '#engine/pdata/operations/mapRecords.ts';
import type { Span, Traces } from '#engine/pdata/traces.ts';
import { changeWithReasons } from '../../../component/changes.ts';
import type { Settings } from '../../../component/component.ts';
import { matcher } from '../kit/match.ts';
import type { MatchRules } from '../kit/matchRules.ts';
import { spanSteps } from './changeSpan.ts';
import type { SpanProcessorConfig } from './config.ts';

/** Renames spans, sets their status, or takes attributes out of their names. Throws on a config that makes no sense. */
export const changeSpans = (rules: MatchRules) => (config: SpanProcessorConfig, set: Settings) => {
  const steps = spanSteps(config);
  const matches = matcher('traces', config, rules);
  const explain = (data: Traces): Traces => {
    // Chosen as they came in: a new name must not change what include and exclude said.
    const verdicts: boolean[] = [];
    forEachRecord('traces', data, (span, parents) => { verdicts.push(matches(span, parents)); });
    const applied = (change: (span: Span) => Span) => (current: Traces): Traces => {
      let at = -1;
      return mapRecords('traces', current, (span) => (verdicts[at += 1] === true ? change(span) : span));
    };
    return changeWithReasons('traces', data, { reasons: set.reasons, steps: steps.map(({ change, ...why }) => ({ ...why, apply: applied(change) })) });
  };
  const change = (span: Span): Span => steps.reduce((changed, step) => step.change(changed), span);
  return (data: Traces): Traces =>
    (set.reasons.wanted ? explain(data) : mapRecords('traces', data, (span, parents) => (matches(span, parents) ? change(span) : span)));
};
