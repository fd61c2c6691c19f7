import { expect, it } from 'vitest';
import { nearest } from './suggest.ts';

it.each([
  ['bacth', 'batch'], ['htttp', 'http'], ['otlp/2', 'otlp'], ['endpont', 'endpoint'], ['completely_else', undefined], ['x', undefined], ['Debug', 'debug'],
])('finds for %s the near %s', (written, wanted) => {
  expect(nearest(written, ['http', 'batch', 'debug', 'otlp', 'endpoint'])).toBe(wanted);
});
