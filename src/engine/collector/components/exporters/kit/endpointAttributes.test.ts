import { expect, it } from 'vitest';
import { hostPortAttributes, urlAttributes } from './endpointAttributes.ts';

it.each([
  ['http://127.0.0.1:4318/v1/traces', { 'server.address': '127.0.0.1', 'server.port': 4318, 'url.path': '/v1/traces' }],
  ['https://backend/otlp/v1/logs?x=1', { 'server.address': 'backend', 'url.path': '/otlp/v1/logs' }],
  ['http://backend:80', { 'server.address': 'backend', 'server.port': 80 }],
  ['localhost:4318/v1/traces', { 'server.address': '' }],
  ['http://[::1]:4318/v1/metrics', { 'server.address': '::1', 'server.port': 4318, 'url.path': '/v1/metrics' }],
])('of the URL %s: %j', (url, attributes) => {
  expect(urlAttributes(url)).toEqual(attributes);
});

it.each([
  ['backend:4317', { 'server.address': 'backend', 'server.port': 4317 }],
  ['[::1]:4317', { 'server.address': '::1', 'server.port': 4317 }],
  [':4317', { 'server.address': '', 'server.port': 4317 }],
  ['backend:otlp', { 'server.address': 'backend' }],
  ['http://backend:4317', { 'server.address': 'http://backend:4317' }],
  ['backend', { 'server.address': 'backend' }],
])('of the endpoint %s: %j', (endpoint, attributes) => {
  expect(hostPortAttributes(endpoint)).toEqual(attributes);
});
