import type { Resource } from '#engine/pdata/common.ts';
import { mapResources } from '#engine/pdata/operations/mapRecords.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import { changeWithReasons } from '../../../component/changes.ts';
import type { Settings } from '../../../component/component.ts';
import type { Context } from '../../../consumer/consumer.ts';
import { allSteps, attributeSteps, type ChangeAttributes } from '../kit/attributeProcessor.ts';
import type { AttributeRules } from '../kit/attributeRules.ts';
import type { ResourceProcessorConfig } from './config.ts';

/** Applies the actions to the attributes of every resource. Throws on actions that make no sense. */
export const changeResource = <S extends Signal>(signal: S, rules: AttributeRules) => (config: ResourceProcessorConfig, set: Settings) => {
  const steps = attributeSteps(config.attributes, { logger: set.logger, rules });
  const change = allSteps(steps);
  const changeBy = (data: Pdata<S>, by: ChangeAttributes, context: Context): Pdata<S> => mapResources(signal, data, (resource): Resource => {
    const attributes = by(resource.attributes, context);
    return attributes === resource.attributes ? resource : { ...resource, attributes };
  });
  const explain = (data: Pdata<S>, context: Context): Pdata<S> => changeWithReasons(signal, data, {
    reasons: set.reasons,
    steps: steps.map(({ because, change: by, inputs }, index) => ({ because, inputs, rule: ['attributes', index], apply: (current) => changeBy(current, by, context) })),
  });
  return (data: Pdata<S>, context: Context): Pdata<S> => (set.reasons.wanted ? explain(data, context) : changeBy(data, change, context));
};
