import type { Signal } from '#engine/pdata/signal.ts';
import type { Processor, Settings } from '../../../component/component.ts';
import { defineProcessor } from '../../../component/factory.ts';
import type { Consumer } from '../../../consumer/consumer.ts';
import { MemoryLimiterConfig, MemoryLimiterConfig2023, validateMemoryLimiter } from './config.ts';
import { CurrentLimiter } from './currentLimiter.ts';
import { Limiter2023 } from './limiter2023.ts';
import type { MemoryLimiter } from './memoryLimiter.ts';
import { MemoryLimiterProcessor } from './memoryLimiterProcessor.ts';

type CreateLimiter = (config: MemoryLimiterConfig, set: Settings) => MemoryLimiter;

/** One limiter per parsed config: the pipelines that use one id share its measuring and its verdict, as upstream's do. */
const limiters = new WeakMap<MemoryLimiterConfig, MemoryLimiter>();

function creators(createLimiter: CreateLimiter, { countsTogether }: { readonly countsTogether: boolean }) {
  const create = <S extends Signal>(signal: S) => (set: Settings, config: MemoryLimiterConfig, next: Consumer<S>): Processor<S> => {
    const limiter = limiters.get(config) ?? createLimiter(config, set);
    limiters.set(config, limiter);
    return new MemoryLimiterProcessor({ signal, set, config, limiter, next, countsTogether });
  };
  return { traces: create('traces'), metrics: create('metrics'), logs: create('logs') };
}

const common = {
  type: 'memory_limiter',
  summary: 'Refuses data while the collector uses too much memory.',
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta' },
  mutatesData: false,
} as const;

/** Upstream memorylimiterprocessor v0.159. */
export const memoryLimiterProcessor = defineProcessor<MemoryLimiterConfig>({
  ...common, config: MemoryLimiterConfig, validate: validateMemoryLimiter,
  create: creators((config, set) => new CurrentLimiter(config, set), { countsTogether: false }),
});

/** Upstream memorylimiterprocessor v0.84: what is wrong with its config comes to light when it is created. */
export const memoryLimiterProcessor2023 = defineProcessor<MemoryLimiterConfig>({
  ...common, config: MemoryLimiterConfig2023,
  create: creators((config, set) => new Limiter2023(config, set), { countsTogether: true }),
});
