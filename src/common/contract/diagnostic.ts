import * as z from 'zod';

const TextRange = z.object({ startLine: z.int(), startColumn: z.int(), endLine: z.int(), endColumn: z.int() });

/** The wire form of common/base/diagnostic.ts. */
export const Diagnostic = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  range: TextRange.nullable(),
  hint: z.string().optional(),
});
