import type { Era } from '#engine/collector/component/era.ts';
import { goLogLine } from '#engine/collector/service/telemetry/encode.ts';
import { CliError } from './cliError.ts';

/** Releases whose programs log their failure after having printed it (the main.go that its builder wrote). */
const logsItsEnd: Readonly<Record<Era, boolean>> = { current: false, '2023': true };

/** Runs a command of a release: what goes wrong is told in its manner. */
export async function asRelease<T>(era: Era, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode !== 1 || !logsItsEnd[era]) throw error;
    throw new CliError(error.message, 1, goLogLine(BigInt(Date.now()) * 1_000_000n, `collector server run finished with error: ${error.message}`));
  }
}

/** What each release's run (not its `validate`) says when a configuration cannot be resolved. v0.84 resolved it once before it read it. */
const unresolved: Readonly<Record<Era, string>> = { current: 'failed to get config: ', '2023': 'failed to resolve config: ' };

/** The text of a run for a failed configuration. */
export const runFailure = (era: Era, text: string): string => text.replace(/^failed to get config: (?=cannot resolve the configuration: )/, unresolved[era]);
