import { defineTransform } from '../../../component/factory.ts';
import { ProbabilisticSamplerConfig, ProbabilisticSamplerConfig2023, validateSampler, validateSampler2023 } from './config.ts';
import { decideLogRecords, decideSpans } from './decide.ts';
import { decideLogRecords2023, decideSpans2023 } from './decide2023.ts';
import { sample } from './sample.ts';

const common = {
  type: 'probabilistic_sampler',
  summary: 'Keeps a percentage of traces or log records, decided by their ids.',
  stability: { traces: 'beta', logs: 'alpha' },
} as const;

/** Upstream (contrib) probabilisticsamplerprocessor v0.159. */
export const probabilisticSampler = defineTransform<ProbabilisticSamplerConfig>({
  ...common,
  config: ProbabilisticSamplerConfig,
  validate: validateSampler,
  transform: {
    traces: (config, set) => sample('traces', set, { ...config, decide: decideSpans(config, set) }),
    logs: (config, set) => sample('logs', set, { ...config, decide: decideLogRecords(config, set) }),
  },
});

/** Upstream (contrib) probabilisticsamplerprocessor v0.84. */
export const probabilisticSampler2023 = defineTransform<ProbabilisticSamplerConfig2023>({
  ...common,
  config: ProbabilisticSamplerConfig2023,
  validate: validateSampler2023,
  transform: {
    traces: (config, set) => sample('traces', set, { ...config, decide: decideSpans2023(config) }),
    logs: (config, set) => sample('logs', set, { ...config, decide: decideLogRecords2023(config) }),
  },
});
