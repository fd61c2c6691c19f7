import { expect, it } from 'vitest';
import { releaseOf } from './distributions.ts';

it('knows every component in otelcol-contrib', () => {
  expect(releaseOf({ era: 'current', distribution: 'otelcol-contrib' })?.factories.exporters.map(({ type }) => type)).toContain('file');
});

it('keeps to what a smaller distribution was built with', () => {
  expect(releaseOf({ era: 'current', distribution: 'otelcol-k8s' })?.factories.processors.map(({ type }) => type)).not.toContain('span');
});

it('has no otelcol-k8s in 2023', () => {
  expect(releaseOf({ era: '2023', distribution: 'otelcol-k8s' })).toBeUndefined();
});

it('behaves as the release says', () => {
  expect(releaseOf({ era: '2023', distribution: 'otelcol' })?.rules).toMatchObject({ version: '0.84.0', decoder: 'mapstructure v1' });
});
