import type * as z from 'zod';
import { defineTransform } from '../../../component/factory.ts';
import { attributeRules, attributeRules2023 } from '../kit/attributeRules.ts';
import { matchRules, matchRules2023 } from '../kit/matchRules.ts';
import { type AttributesRules, changeAttributes } from './attributes.ts';
import { AttributesProcessorConfig, AttributesProcessorConfig2023, validateAttributes } from './config.ts';

const define = (config: z.ZodType<AttributesProcessorConfig>, rules: AttributesRules) => defineTransform<AttributesProcessorConfig>({
  type: 'attributes',
  summary: 'Inserts, changes, deletes, hashes, extracts or converts attributes of spans, data points and log records.',
  config,
  validate: validateAttributes,
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
  transform: { traces: changeAttributes('traces', rules), metrics: changeAttributes('metrics', rules), logs: changeAttributes('logs', rules) },
});

/** Upstream (contrib) attributesprocessor v0.159. */
export const attributesProcessor = define(AttributesProcessorConfig, { actions: attributeRules, match: matchRules });
/** Upstream (contrib) attributesprocessor v0.84. */
export const attributesProcessor2023 = define(AttributesProcessorConfig2023, { actions: attributeRules2023, match: matchRules2023 });
