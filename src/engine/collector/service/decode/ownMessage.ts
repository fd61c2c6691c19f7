import type * as z from 'zod';

/** The message that a schema gave itself, as opposed to zod's about types; also inside a union. */
export function ownMessage(issues: readonly z.core.$ZodIssue[]): string | undefined {
  for (const issue of issues) {
    if (issue.code === 'invalid_union') {
      const inner = ownMessage(issue.errors.flat());
      if (inner !== undefined) return inner;
    } else if (issue.code !== 'invalid_type') return issue.message;
  }
  return undefined;
}
