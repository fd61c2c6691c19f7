import type * as z from 'zod';
import type { Problem } from '../../../component/factory.ts';
import { section } from '../../../component/fields.ts';
import { type ActionConfig, actions, actions2023 } from '../kit/attributeRules.ts';
import { type MatchConfig, matchFields } from '../kit/matchConfig.ts';

export interface AttributesProcessorConfig extends MatchConfig {
  readonly actions: readonly ActionConfig[];
}
const goType = 'attributesprocessor.Config';
export const AttributesProcessorConfig = section({ ...matchFields(), actions: actions() }, { goType });
export const AttributesProcessorConfig2023: z.ZodType<AttributesProcessorConfig> = section({ ...matchFields(), actions: actions2023() }, { goType });

export function validateAttributes(config: AttributesProcessorConfig): Problem[] {
  return config.actions.length > 0 ? [] : [{ path: [], at: ['actions'], message: 'missing required field "actions"' }];
}
