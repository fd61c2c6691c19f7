import { Command } from 'commander';
import { asRelease } from './asRelease.ts';
import { CliError } from './cliError.ts';
import { type ConfigOptions, releaseOption, withConfigOptions } from './configOptions.ts';
import { configSources } from './configSources.ts';
import { cliCollector, cliPlatform, validateText } from './engine.ts';
import type { CliEnvironment } from './environment.ts';
import { withGates } from './featureGates.ts';

export function validateCommand(environment: CliEnvironment): Command {
  return withConfigOptions(new Command('validate'))
    .description('check a configuration without running it: silent when it is good')
    .action((options: ConfigOptions) => {
      const named = releaseOption(options);
      return asRelease(named.rules.era, async () => {
        const release = withGates(named, options.featureGates, environment);
        const platform = cliPlatform(environment);
        const collector = cliCollector(platform, { release, log: () => {} });
        const sources = await configSources(options, { readFile: (path) => platform.files.read(path), environment: platform.environment });
        const checked = await collector.check(sources);
        if (!checked.ok) throw new CliError(validateText(checked.error), 1);
      });
    });
}
