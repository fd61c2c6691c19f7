/** Ends the program with plain lines on stderr: 1 for what went wrong, 2 for wrong usage. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: 1 | 2;
  /** Printed after the message, as they are. */
  readonly moreLines: readonly string[];

  constructor(message: string, exitCode: 1 | 2, moreLines: readonly string[] = []) {
    super(message);
    this.exitCode = exitCode;
    this.moreLines = moreLines;
  }
}

export const usageError = (message: string): CliError => new CliError(message, 2);
