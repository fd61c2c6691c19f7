import type * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { section } from '../../../component/fields.ts';
import { actions } from '../kit/attributeActions.ts';

export const ResourceProcessorConfig = section({ attributes: actions() }, { goType: 'resourceprocessor.Config' });
export type ResourceProcessorConfig = z.output<typeof ResourceProcessorConfig>;

export function validateResource(config: ResourceProcessorConfig): Problem[] {
  return config.attributes.length > 0 ? [] : [{ path: [], at: ['attributes'], message: 'missing required field "attributes"' }];
}
