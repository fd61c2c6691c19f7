import type { Factory } from '../component/factory.ts';
import { sameValue } from '../confmap/value.ts';
import type { ComponentConfig } from './decode/config.ts';

/** True when a component would be the same, however its text moved. */
export function sameComponent<F extends Factory>(before: ComponentConfig<Factory>, wanted: ComponentConfig<F>): before is ComponentConfig<F> {
  return before.factory === wanted.factory && before.parsed.type === wanted.parsed.type && sameValue(before.written, wanted.written);
}
