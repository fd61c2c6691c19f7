import { mapAttributes } from '#engine/pdata/operations/mapAttributes.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Settings } from '../../../component/component.ts';
import type { Context } from '../../../consumer/consumer.ts';
import { attributeProcessor } from '../kit/attributeProcessor.ts';
import type { AttributesProcessorConfig } from './config.ts';
import { matcher } from './match.ts';

/** Applies the actions to the attributes of spans, data points or log records that are to be changed. Throws on a config that makes no sense. */
export const changeAttributes = <S extends Signal>(signal: S) => (config: AttributesProcessorConfig, set: Settings) => {
  const change = attributeProcessor(config.actions, set.logger);
  const matches = matcher(signal, config);
  return (data: Pdata<S>, context: Context): Pdata<S> =>
    mapAttributes(signal, data, (attributes, record, parents) => (matches(record, parents) ? change(attributes, context) : attributes));
};
