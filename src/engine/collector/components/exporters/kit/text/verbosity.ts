import * as z from 'zod';

const levels = ['none', 'basic', 'normal', 'detailed'] as const;
export type Verbosity = (typeof levels)[number] | 'unknown';

/** configtelemetry.Level: a word, whose case does not matter, or Go's number for it, from -1. Another number passes here; validation refuses it. */
export const verbosity = (byDefault: Verbosity) => z.union([z.string(), z.number()]).transform((written, context): Verbosity => {
  if (typeof written === 'number') return levels[Math.trunc(written) + 1] ?? 'unknown';
  const level = levels.find((each) => each === written.toLowerCase());
  if (level !== undefined) return level;
  context.addIssue({ code: 'custom', message: `unknown metrics level "${written}"` });
  return z.NEVER;
}).nullish().transform((level) => level ?? byDefault).meta({ goType: 'configtelemetry.Level', default: byDefault, enum: ['basic', 'normal', 'detailed'] });

/** Why an exporter cannot print at this level. */
export function unsupportedVerbosity(level: Verbosity): string | undefined {
  return level === 'none' || level === 'unknown' ? `verbosity level "${level === 'none' ? 'None' : ''}" is not supported` : undefined;
}
