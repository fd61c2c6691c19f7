import { expect, it } from 'vitest';
import { memory } from './memory.ts';

it('collects garbage when asked to, and says how much is used', () => {
  let garbage: unknown = Array.from({ length: 1_000_000 }, (_, index) => ({ index }));
  const full = memory.used();
  expect(garbage).toHaveLength(1_000_000);

  garbage = undefined;
  memory.collect();

  expect(full - memory.used()).toBeGreaterThan(10_000_000);
  expect(memory.total()).toBeGreaterThan(full);
});
