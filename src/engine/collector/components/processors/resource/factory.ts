import type * as z from 'zod';
import { defineTransform } from '../../../component/factory.ts';
import { type AttributeRules, attributeRules, attributeRules2023 } from '../kit/attributeRules.ts';
import { ResourceProcessorConfig, ResourceProcessorConfig2023, validateResource } from './config.ts';
import { changeResource } from './resource.ts';

const define = (config: z.ZodType<ResourceProcessorConfig>, rules: AttributeRules) => defineTransform<ResourceProcessorConfig>({
  type: 'resource',
  summary: 'Inserts, changes, deletes, hashes, extracts or converts attributes of resources.',
  config,
  validate: validateResource,
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
  transform: { traces: changeResource('traces', rules), metrics: changeResource('metrics', rules), logs: changeResource('logs', rules) },
});

/** Upstream (contrib) resourceprocessor v0.159. */
export const resourceProcessor = define(ResourceProcessorConfig, attributeRules);
/** Upstream (contrib) resourceprocessor v0.84. */
export const resourceProcessor2023 = define(ResourceProcessorConfig2023, attributeRules2023);
