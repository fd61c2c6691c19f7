import { CliError } from '#cli/cliError.ts';

/** What a command would print instead of what it should have given. */
export async function cliError<T>(run: () => Promise<T>): Promise<T | string> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CliError) return error.message;
    throw error;
  }
}
