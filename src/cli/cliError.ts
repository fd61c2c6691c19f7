/** Ends the program with plain lines on stderr: 1 for what went wrong, 2 for wrong usage. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: 1 | 2;
  /** A line after `Error: …`, as some releases print one. */
  readonly last: string | undefined;

  constructor(message: string, exitCode: 1 | 2, last?: string) {
    super(message);
    this.exitCode = exitCode;
    this.last = last;
  }
}

export const usageError = (message: string): CliError => new CliError(message, 2);
