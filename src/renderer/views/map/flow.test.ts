import { describe, expect, it } from 'vitest';
import { advance, isStill, stillFlow } from './flow.ts';
import type { MapEdge } from './mapLayout.ts';

const edge: MapEdge = { hop: 'web->visits', from: 'web', to: 'visits', kind: 'request', points: [{ x: 0, y: 0 }, { x: 55, y: 0 }] };

describe('advance', () => {
  it('shows the first dot at once and moves it on', () => {
    const first = advance(stillFlow, [edge], { 'web->visits': 1 }, 0.016);
    const second = advance(first, [edge], { 'web->visits': 1 }, 0.1);

    expect(first.dots.map(({ along }) => along)).toEqual([0]);
    expect(second.dots[0]?.along).toBeCloseTo(11);
  });

  it('sends as many as the rate says, three a second at most', () => {
    let state = advance(stillFlow, [edge], { 'web->visits': 200 }, 0.01);
    let sent = state.dots.length;
    for (let step = 0; step < 100; step += 1) {
      const before = state.dots.filter(({ along }) => along === 0).length;
      state = advance(state, [edge], { 'web->visits': 200 }, 0.02);
      sent += state.dots.filter(({ along }) => along === 0).length;
      expect(before).toBeLessThanOrEqual(1);
    }

    expect(sent).toBeGreaterThanOrEqual(6);
    expect(sent).toBeLessThanOrEqual(8);
  });

  it('is still once the last dot has arrived and nobody sends', () => {
    const moving = advance(stillFlow, [edge], { 'web->visits': 1 }, 0.01);
    const arrived = advance(moving, [edge], {}, 0.6);

    expect([isStill(moving), isStill(arrived)]).toEqual([false, true]);
  });
});
