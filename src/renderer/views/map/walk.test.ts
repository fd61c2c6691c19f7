import { describe, expect, it } from 'vitest';
import { layoutMap } from './mapLayout.ts';
import { walk } from './walk.ts';

const layout = layoutMap({
  services: [
    { name: 'web', kind: 'service', calls: ['visits'], tracing: true },
    { name: 'visits', kind: 'service', calls: ['vets', 'billing'], tracing: true },
    { name: 'vets', kind: 'service', calls: [], tracing: true },
    { name: 'billing', kind: 'service', calls: [], tracing: true },
  ],
  collectors: [{ name: 'collector', parts: [] }],
  backends: ['tempo'],
}, { width: 1096, height: 456 });

describe('walk', () => {
  it('reaches every node from the first', () => {
    const path = [walk(layout, 'web', 'right'), walk(layout, 'visits', 'right'), walk(layout, 'vets', 'down'), walk(layout, 'billing', 'right'), walk(layout, 'collector', 'right')];

    expect(path).toEqual(['visits', 'vets', 'billing', 'collector', 'tempo']);
  });

  it('goes back, and stops at the rim', () => {
    expect([walk(layout, 'visits', 'left'), walk(layout, 'web', 'left'), walk(layout, 'web', 'up')]).toEqual(['web', null, null]);
  });
});
