import * as z from 'zod';
import { type MetricLevel, metricLevels } from './metricDefinition.ts';

const logLevels = ['debug', 'info', 'warn', 'error', 'dpanic', 'panic', 'fatal'] as const;

/** zapcore.Level: its words in any case, nothing at all for info, or Go's numbers for them, which begin at -1. */
export const logLevel = () => z.union([z.string(), z.number()]).nullish().transform((value, context) => {
  if (value === undefined || value === null || value === '') return 'info';
  const found = typeof value === 'number' ? logLevels[Math.min(Math.max(Math.trunc(value), -1) + 1, 6)] : logLevels.find((name) => name === value.toLowerCase());
  if (found !== undefined) return found;
  context.addIssue({ code: 'custom', message: `unrecognized level: ${JSON.stringify(value)}` });
  return z.NEVER;
}).meta({ goType: 'zapcore.Level', default: 'info', enum: [...logLevels] });

/** configtelemetry.Level: its words in any case, or Go's numbers for them, which begin at -1; beyond them everything is on. */
export const metricsLevel = (byDefault: MetricLevel) => z.union([z.string(), z.number()]).nullish().transform((value, context) => {
  const written = typeof value === 'number' ? metricLevels[Math.max(Math.trunc(value), -1) + 1] ?? 'detailed' : (value ?? byDefault).toLowerCase();
  const found = metricLevels.find((name) => name === written);
  if (found !== undefined) return found;
  context.addIssue({ code: 'custom', message: `unknown metrics level ${JSON.stringify(value)}` });
  return z.NEVER;
}).meta({ goType: 'configtelemetry.Level', default: byDefault, enum: [...metricLevels] });

/** Where lines go: stderr unless written; an empty list is nowhere. */
export const outputPaths = () => z.preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(z.string()).nullish().transform((value) => value ?? ['stderr']))
  .meta({ goType: 'slice', default: ['stderr'] });
