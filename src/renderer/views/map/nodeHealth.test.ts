import { describe, expect, it } from 'vitest';
import { nodeHealth, suspects } from './nodeHealth.ts';

const stats = { requests: 100, errors: 7, requestsPerSecond: 1, p95Millis: 40, recentErrorRatio: 0, spansPerSecond: 2 };

describe('nodeHealth', () => {
  it.each([
    ['ok', stats], ['slow', { ...stats, p95Millis: 1000 }], ['failing', { ...stats, recentErrorRatio: 0.01, p95Millis: 2000 }], ['idle', { ...stats, requests: 0 }], ['idle', undefined], ['ok', { ...stats, recentErrorRatio: null }],
  ] as const)('is %s', (health, seen) => {
    expect(nodeHealth({ status: 'running' }, seen, 1000)).toBe(health);
  });

  it('is the status of a service that does not run', () => {
    expect(nodeHealth({ status: 'crashed' }, stats, 1000)).toBe('crashed');
  });
});

describe('suspects', () => {
  it('names the slow service that waits for no other slow one', () => {
    const services = [{ name: 'web', calls: ['visits'] }, { name: 'visits', calls: ['vets', 'billing'] }, { name: 'vets', calls: [] }, { name: 'billing', calls: [] }];

    expect(suspects(services, (name) => name !== 'billing')).toEqual(['vets']);
  });
});
