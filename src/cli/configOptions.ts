import { type Command, Option } from 'commander';
import { eras } from '#engine/collector/component/era.ts';
import { distributions, type Release, type ReleaseName } from '#engine/collector/component/release.ts';
import { releaseOf } from '#engine/collector/components/distributions.ts';
import { CliError } from './cliError.ts';
import type { ConfigFlags } from './configSources.ts';

export type ConfigOptions = ConfigFlags & ReleaseName & {
  /** Each `--feature-gates`, in order. */
  readonly featureGates: readonly string[];
};

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** The flags that every command about a configuration takes. */
export function withConfigOptions(command: Command): Command {
  return withReleaseOptions(command)
    .addOption(new Option('--config <uri>', 'configuration file; may be given several times, later ones win').argParser(collect).default([], 'none'))
    .addOption(new Option('--set <key=value>', 'one more setting, e.g. --set processors.batch.timeout=2s; may be given several times').argParser(collect).default([], 'none'))
    .addOption(new Option('--feature-gates <list>', 'gates by comma, with - before one to disable it; see featuregate').argParser(collect).default([], 'none'));
}

export function withReleaseOptions(command: Command): Command {
  return command
    .addOption(new Option('--era <era>', 'the Collector release to behave like: 2023 is v0.84, current is v0.159').choices(eras).default('current'))
    .addOption(new Option('--distribution <name>', 'the build of the Collector, which decides what components there are').choices(distributions).default('otelcol-contrib'));
}

/** Wrong usage where that release had no such distribution. */
export function releaseOption(name: ReleaseName): Release {
  const release = releaseOf(name);
  if (release === undefined) throw new CliError(`--distribution: there was no ${name.distribution} in ${name.era}; it came in 2024`, 2);
  return release;
}
