import type * as z from 'zod';
import { millis } from '#common/base/units.ts';
import type { Problem } from '../../../component/factory.ts';
import { duration, section, uint } from '../../../component/fields.ts';

const limitShape = () => ({
  check_interval: duration('0s').describe('How often memory is measured. Must be set; 1s is usual.'),
  limit_mib: uint(0).describe('Hard limit in MiB. Wins over limit_percentage.'),
  spike_limit_mib: uint(0).describe('Distance from the hard limit down to the soft one, in MiB; 0 means a fifth of the limit.'),
  limit_percentage: uint(0).describe('Hard limit as a share of the memory that the process may use; 1 to 100.'),
  spike_limit_percentage: uint(0).describe('Distance from the hard limit down to the soft one, as a share of the same memory.'),
});

/** memorylimiter.Config v0.159. */
export const MemoryLimiterConfig = section({
  ...limitShape(),
  min_gc_interval_when_soft_limited: duration('10s').describe('Shortest time between forced garbage collections above the soft limit.'),
  min_gc_interval_when_hard_limited: duration('0s').describe('Shortest time between forced garbage collections above the hard limit.'),
  max_gc_interval_when_soft_limited: duration('30s').describe('Longest time between them above the soft limit when they free little; 0 never slows down.'),
  max_gc_interval_when_hard_limited: duration('30s').describe('Longest time between them above the hard limit when they free little; 0 never slows down.'),
}, { goType: 'memorylimiter.Config' });
export type MemoryLimiterConfig = z.output<typeof MemoryLimiterConfig>;

/** memorylimiterprocessor.Config v0.84: it had fixed times between collections. */
export const MemoryLimiterConfig2023 = section(limitShape(), { goType: 'memorylimiterprocessor.Config' }).transform((written): MemoryLimiterConfig => ({
  ...written, min_gc_interval_when_soft_limited: millis(10_000), min_gc_interval_when_hard_limited: millis(0), max_gc_interval_when_soft_limited: millis(0), max_gc_interval_when_hard_limited: millis(0),
}));

type Rule = readonly [broken: (config: MemoryLimiterConfig) => boolean, key: keyof MemoryLimiterConfig, message: string];

/** In upstream's order: the first broken one is reported. */
const rules: readonly Rule[] = [
  [(c) => c.check_interval <= 0, 'check_interval', "'check_interval' must be greater than zero"],
  [(c) => c.min_gc_interval_when_soft_limited < c.min_gc_interval_when_hard_limited, 'min_gc_interval_when_soft_limited',
    "'min_gc_interval_when_soft_limited' should be larger than 'min_gc_interval_when_hard_limited'"],
  [(c) => c.max_gc_interval_when_soft_limited < 0, 'max_gc_interval_when_soft_limited', "'max_gc_interval_when_soft_limited' must be non-negative"],
  [(c) => c.max_gc_interval_when_hard_limited < 0, 'max_gc_interval_when_hard_limited', "'max_gc_interval_when_hard_limited' must be non-negative"],
  [(c) => c.max_gc_interval_when_soft_limited > 0 && c.max_gc_interval_when_soft_limited < c.min_gc_interval_when_soft_limited, 'max_gc_interval_when_soft_limited',
    "'max_gc_interval_when_soft_limited' must be greater than or equal to 'min_gc_interval_when_soft_limited' (or 0 to disable)"],
  [(c) => c.max_gc_interval_when_hard_limited > 0 && c.max_gc_interval_when_hard_limited < c.min_gc_interval_when_hard_limited, 'max_gc_interval_when_hard_limited',
    "'max_gc_interval_when_hard_limited' must be greater than or equal to 'min_gc_interval_when_hard_limited' (or 0 to disable)"],
  [(c) => c.max_gc_interval_when_soft_limited > 0 && c.max_gc_interval_when_hard_limited > 0 && c.max_gc_interval_when_soft_limited < c.max_gc_interval_when_hard_limited,
    'max_gc_interval_when_soft_limited', "'max_gc_interval_when_soft_limited' should be larger than or equal to 'max_gc_interval_when_hard_limited' (when both are set)"],
  [(c) => c.limit_mib === 0 && c.limit_percentage === 0, 'limit_mib', "'limit_mib' or 'limit_percentage' must be greater than zero"],
  [(c) => c.limit_percentage > 100 || c.spike_limit_percentage > 100, 'limit_percentage',
    "'limit_percentage' and 'spike_limit_percentage' must be greater than zero and less than or equal to hundred"],
  [(c) => c.limit_mib > 0 && c.limit_mib <= c.spike_limit_mib, 'spike_limit_mib', "'spike_limit_mib' must be smaller than 'limit_mib'"],
  [(c) => c.limit_percentage > 0 && c.limit_percentage <= c.spike_limit_percentage, 'spike_limit_percentage', "'spike_limit_percentage' must be smaller than 'limit_percentage'"],
];

export function validateMemoryLimiter(config: MemoryLimiterConfig): Problem[] {
  const rule = rules.find(([broken]) => broken(config));
  return rule === undefined ? [] : [{ path: [], at: [rule[1]], message: rule[2] }];
}
