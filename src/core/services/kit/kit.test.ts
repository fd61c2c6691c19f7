import { afterEach, describe, expect, it, vi } from 'vitest';
import { matches } from './faults.ts';
import { chosenInstrumentations } from './instrumentations.ts';
import { seededRandom, seedOf } from './random.ts';

describe('matches', () => {
  it.each([
    [undefined, '/anything', true],
    ['/vets', '/vets', true],
    ['/vets', '/vets/1', false],
    ['/vets/:id/slots', '/vets/7/slots', true],
    ['/vets/:id/slots', '/vets/7/hours', false],
    ['/', '/', true],
  ])('says of route %s and path %s: %s', (route, path, expected) => {
    expect(matches(route, path)).toBe(expected);
  });
});

describe('seededRandom', () => {
  it('gives the same numbers for the same seed, spread over [0, 1)', () => {
    const draw = (seed: number): readonly number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 1_000 }, random);
    };

    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(Math.min(...draw(7))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draw(7))).toBeLessThan(1);
    expect(draw(7).reduce((sum, value) => sum + value) / 1_000).toBeCloseTo(0.5, 1);
    expect(seedOf(1, 'web')).not.toBe(seedOf(1, 'vets'));
  });
});

describe('chosenInstrumentations', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  const makers = { http: () => 'http', undici: () => 'undici', express: () => 'express' };

  it.each([
    ['', '', ['http', 'undici', 'express']],
    ['http, express', '', ['http', 'express']],
    ['', 'express', ['http', 'undici']],
    ['http,express', 'express', ['http']],
  ])('with enabled=%j and disabled=%j', (enabled, disabled, expected) => {
    vi.stubEnv('OTEL_NODE_ENABLED_INSTRUMENTATIONS', enabled);
    vi.stubEnv('OTEL_NODE_DISABLED_INSTRUMENTATIONS', disabled);

    expect(chosenInstrumentations(makers)).toEqual(expected);
  });
});
