import type { Signal } from '#engine/pdata/signal.ts';
import type { Processor, Settings } from '../../../component/component.ts';
import { defineProcessor } from '../../../component/factory.ts';
import type { Consumer } from '../../../consumer/consumer.ts';
import { MemoryLimiterConfig, validateMemoryLimiter } from './config.ts';
import { MemoryLimiter } from './memoryLimiter.ts';
import { MemoryLimiterProcessor } from './memoryLimiterProcessor.ts';

/** One limiter per parsed config: the pipelines that use one id share its measuring and its verdict, as upstream's do. */
const limiters = new WeakMap<MemoryLimiterConfig, MemoryLimiter>();

const create = <S extends Signal>(signal: S) => (set: Settings, config: MemoryLimiterConfig, next: Consumer<S>): Processor<S> => {
  const limiter = limiters.get(config) ?? new MemoryLimiter(config, set);
  limiters.set(config, limiter);
  return new MemoryLimiterProcessor({ signal, set, limiter, next });
};

/** Upstream memorylimiterprocessor v0.159. */
export const memoryLimiterProcessor = defineProcessor<MemoryLimiterConfig>({
  type: 'memory_limiter',
  summary: 'Refuses data while the collector uses too much memory.',
  config: MemoryLimiterConfig,
  validate: validateMemoryLimiter,
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
  mutatesData: false,
  create: { traces: create('traces'), metrics: create('metrics'), logs: create('logs') },
});
