import { defineTransform } from '../../../component/factory.ts';
import { changeAttributes } from './attributes.ts';
import { AttributesProcessorConfig, validateAttributes } from './config.ts';

/** Upstream (contrib) attributesprocessor v0.159. */
export const attributesProcessor = defineTransform<AttributesProcessorConfig>({
  type: 'attributes',
  summary: 'Inserts, changes, deletes, hashes, extracts or converts attributes of spans, data points and log records.',
  config: AttributesProcessorConfig,
  validate: validateAttributes,
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
  transform: { traces: changeAttributes('traces'), metrics: changeAttributes('metrics'), logs: changeAttributes('logs') },
});
