import type { Signal } from '#engine/pdata/signal.ts';
import type { Settings } from '../../../component/component.ts';
import { defineProcessor, type ProcessorDefinition } from '../../../component/factory.ts';
import type { Consumer } from '../../../consumer/consumer.ts';
import { BatchProcessor, type BatchRules } from './batchProcessor.ts';
import { BatchProcessorConfig, validateBatch } from './config.ts';

function define({ rules, stability }: { readonly rules: BatchRules; readonly stability: ProcessorDefinition<unknown>['stability'] }) {
  const create = <S extends Signal>(signal: S) => (set: Settings, config: BatchProcessorConfig, next: Consumer<S>) => new BatchProcessor({ signal, set, config, next, rules });
  return defineProcessor<BatchProcessorConfig>({
    type: 'batch',
    summary: 'Gathers spans, data points and log records, and passes them on in bigger batches.',
    config: BatchProcessorConfig,
    validate: validateBatch,
    stability,
    mutatesData: true,
    create: { traces: create('traces'), metrics: create('metrics'), logs: create('logs') },
  });
}

/** Upstream batchprocessor v0.159. */
export const batchProcessor = define({
  rules: { failureCaller: 'batchprocessor@v0.159.0/batch_processor.go:272', measuresCardinality: true },
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
});

/** Upstream batchprocessor v0.84: the same settings, defaults and rules. */
export const batchProcessor2023 = define({
  rules: { failureCaller: 'batchprocessor@v0.84.0/batch_processor.go:258', measuresCardinality: false },
  stability: { traces: 'stable', metrics: 'stable', logs: 'stable' },
});
