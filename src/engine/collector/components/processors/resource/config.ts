import type * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { section } from '../../../component/fields.ts';
import { type ActionConfig, actions, actions2023 } from '../kit/attributeRules.ts';

export interface ResourceProcessorConfig {
  readonly attributes: readonly ActionConfig[];
}
const goType = 'resourceprocessor.Config';
export const ResourceProcessorConfig = section({ attributes: actions() }, { goType });
export const ResourceProcessorConfig2023: z.ZodType<ResourceProcessorConfig> = section({ attributes: actions2023() }, { goType });

export function validateResource(config: ResourceProcessorConfig): Problem[] {
  return config.attributes.length > 0 ? [] : [{ path: [], at: ['attributes'], message: 'missing required field "attributes"' }];
}
