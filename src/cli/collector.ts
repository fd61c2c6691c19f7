import { Command } from 'commander';
import { Serial } from '#core/lab/serial.ts';
import { asRelease, runFailure } from './asRelease.ts';
import { CliError } from './cliError.ts';
import { type ConfigOptions, releaseOption, withConfigOptions } from './configOptions.ts';
import { configSources } from './configSources.ts';
import { cliCollector, cliPlatform } from './engine.ts';
import type { CliEnvironment } from './environment.ts';
import { withGates } from './featureGates.ts';
import { untilSignal } from './signals.ts';

export function collectorCommand(environment: CliEnvironment): Command {
  return withConfigOptions(new Command('collector'))
    .description('run the collector in the foreground on real sockets, until SIGINT or SIGTERM; SIGHUP reads the configuration again')
    .action((options: ConfigOptions) => asRelease(options.era, () => runCollector(options, environment)));
}

/** Go's words for signals. */
const goName = { SIGINT: 'interrupt', SIGTERM: 'terminated', SIGHUP: 'hangup' } as const;

async function runCollector(options: ConfigOptions, environment: CliEnvironment): Promise<void> {
  const { err, out } = environment;
  const release = withGates(releaseOption(options), options.featureGates, environment);
  const platform = cliPlatform(environment);
  const write = { stdout: out, stderr: err };
  const collector = cliCollector(platform, { release, log: (_entry, line, streams) => { for (const stream of streams) write[stream](`${line}\n`); } });
  const calls = new Serial();
  const apply = async (): Promise<string | null> => {
    const sources = await configSources(options, { readFile: (path) => platform.files.read(path), environment: platform.environment });
    const applied = await calls.run(() => collector.apply(sources));
    return applied.ok ? null : applied.error.text;
  };
  const failed = async (): Promise<string | null> => {
    const failure = await failureOf(apply);
    return failure === null ? null : runFailure(release.rules.era, failure);
  };
  // Signals count from the start: one that comes while the collector still starts must end it in order too.
  const ended = untilSignal(['SIGINT', 'SIGTERM'], {
    signal: 'SIGHUP',
    handle: () => {
      collector.signalled(goName.SIGHUP);
      void reload(failed, err);
    },
  });
  const failure = await failed();
  if (failure !== null) throw new CliError(failure, 1);
  collector.signalled(goName[await ended]);
  await calls.run(() => collector.shutdown());
}

/** Upstream: a bad new configuration ends the process. Here: it is reported and the old one keeps running, as everywhere in this program. */
async function reload(failed: () => Promise<string | null>, err: (text: string) => void): Promise<void> {
  const failure = await failed();
  if (failure !== null) err(`Error: ${failure}\nThe configuration before keeps running.\n`);
}

async function failureOf(apply: () => Promise<string | null>): Promise<string | null> {
  try {
    return await apply();
  } catch (error) {
    if (error instanceof CliError && error.exitCode === 1) return error.message;
    throw error;
  }
}
