import { defineProcessor } from '../../../component/factory.ts';
import { BatchProcessor } from './batchProcessor.ts';
import { BatchProcessorConfig, validateBatch } from './config.ts';

/** Upstream batchprocessor v0.159. */
export const batchProcessor = defineProcessor<BatchProcessorConfig>({
  type: 'batch',
  summary: 'Gathers spans, data points and log records, and passes them on in bigger batches.',
  config: BatchProcessorConfig,
  validate: validateBatch,
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
  mutatesData: true,
  create: {
    traces: (set, config, next) => new BatchProcessor({ signal: 'traces', set, config, next }),
    metrics: (set, config, next) => new BatchProcessor({ signal: 'metrics', set, config, next }),
    logs: (set, config, next) => new BatchProcessor({ signal: 'logs', set, config, next }),
  },
});
