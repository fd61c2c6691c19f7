import { expect, it } from 'vitest';
import { eraRules } from './era.ts';
import { explainMissing } from './history.ts';

it('says what a removed component gave way to', () => {
  expect(explainMissing('exporter', 'jaeger', eraRules.current)).toBe('jaeger was last in v0.84; Jaeger takes OTLP itself: use otlp_grpc to its port 4317');
});

it('says what a later component replaced', () => {
  expect(explainMissing('exporter', 'debug', eraRules['2023'])).toBe('debug came with v0.86.0; "logging" did its work before');
});

it('says nothing of what the release has, and of what none had', () => {
  expect(explainMissing('exporter', 'logging', eraRules['2023'])).toBeUndefined();
  expect(explainMissing('receiver', 'debug', eraRules.current)).toBeUndefined();
});

it('says of a real component that it is missing here, as long as the release has it', () => {
  expect(explainMissing('exporter', 'jaeger', eraRules['2023'])).toBe('a real otelcol-contrib has jaeger, if not in every release; Traceground does not have it yet');
  expect(explainMissing('processor', 'tail_sampling', eraRules.current)).toContain('Traceground does not have it yet');
  expect(explainMissing('exporter', 'jaeger', eraRules.current)).not.toContain('Traceground');
});
