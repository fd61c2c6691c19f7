import type * as z from 'zod';
import { defineTransform } from '../../../component/factory.ts';
import { matchRules, matchRules2023, type MatchRules } from '../kit/matchRules.ts';
import { SpanProcessorConfig, SpanProcessorConfig2023 } from './config.ts';
import { changeSpans } from './span.ts';

const define = (config: z.ZodType<SpanProcessorConfig>, rules: MatchRules) => defineTransform<SpanProcessorConfig>({
  type: 'span',
  summary: 'Renames spans from attributes, takes attributes out of names, sets the status.',
  config,
  stability: { traces: 'alpha' },
  transform: { traces: changeSpans(rules) },
});

/** Upstream (contrib) spanprocessor v0.159. */
export const spanProcessor = define(SpanProcessorConfig, matchRules);
/** Upstream (contrib) spanprocessor v0.84. */
export const spanProcessor2023 = define(SpanProcessorConfig2023, matchRules2023);
