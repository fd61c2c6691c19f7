import { defineTransform } from '../../../component/factory.ts';
import { ResourceProcessorConfig, validateResource } from './config.ts';
import { changeResource } from './resource.ts';

/** Upstream (contrib) resourceprocessor v0.159. */
export const resourceProcessor = defineTransform<ResourceProcessorConfig>({
  type: 'resource',
  summary: 'Inserts, changes, deletes, hashes, extracts or converts attributes of resources.',
  config: ResourceProcessorConfig,
  validate: validateResource,
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
  transform: { traces: changeResource('traces'), metrics: changeResource('metrics'), logs: changeResource('logs') },
});
