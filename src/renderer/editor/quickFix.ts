import type { Severity, TextRange } from '#common/base/diagnostic.ts';

/** What the core found in a text: a diagnostic, as it came over the wire. */
export interface Finding {
  readonly severity: Severity;
  readonly message: string;
  readonly range: TextRange | null;
  readonly hint?: string | undefined;
}
/** A change that mends what a diagnostic is about. */
export interface QuickFix {
  readonly kind: 'changeTo' | 'remove';
  /** What the text becomes, for `changeTo`. */
  readonly text: string;
  readonly range: TextRange;
}

/** From the hint `did you mean "batch"?`; null when the hint names no replacement or the place is not known. */
export function quickFixFor({ hint, range }: Pick<Finding, 'hint' | 'range'>): QuickFix | null {
  const text = hint === undefined ? undefined : /did you mean "([^"]+)"/.exec(hint)?.[1];
  if (text === undefined || range === null || range.startLine !== range.endLine) return null;
  return { kind: 'changeTo', text, range };
}

/** Takes out a component that no pipeline uses. */
export function removeLines(startLine: number, endLine: number): QuickFix {
  return { kind: 'remove', text: '', range: { startLine, startColumn: 1, endLine: endLine + 1, endColumn: 1 } };
}
