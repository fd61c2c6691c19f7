import { mapResources } from '#engine/pdata/operations/mapRecords.ts';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Settings } from '../../../component/component.ts';
import type { Context } from '../../../consumer/consumer.ts';
import { attributeProcessor } from '../kit/attributeProcessor.ts';
import type { ResourceProcessorConfig } from './config.ts';

/** Applies the actions to the attributes of every resource. Throws on actions that make no sense. */
export const changeResource = <S extends Signal>(signal: S) => (config: ResourceProcessorConfig, set: Settings) => {
  const change = attributeProcessor(config.attributes, set.logger);
  return (data: Pdata<S>, context: Context): Pdata<S> => mapResources(signal, data, (resource) => {
    const attributes = change(resource.attributes, context);
    return attributes === resource.attributes ? resource : { ...resource, attributes };
  });
};
