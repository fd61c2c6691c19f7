/** A stretch of text. Lines and columns are 1-based, columns count UTF-16 units, the end is exclusive (as Monaco's are). */
export interface TextRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type Severity = 'error' | 'warning' | 'info';

/** One thing a learner should know about a file they wrote. */
export interface Diagnostic {
  readonly severity: Severity;
  /** The text the real tool would print. */
  readonly message: string;
  /** Where in the learner's file; null when no place can be named. */
  readonly range: TextRange | null;
  /** What to try, in our own words. */
  readonly hint?: string;
}
