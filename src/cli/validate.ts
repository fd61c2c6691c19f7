import { Command } from 'commander';
import { CliError } from './cliError.ts';
import { type ConfigOptions, releaseOption, withConfigOptions } from './configOptions.ts';
import { configSources } from './configSources.ts';
import { cliCollector, cliPlatform, validateText } from './engine.ts';
import type { CliEnvironment } from './environment.ts';

export function validateCommand(environment: CliEnvironment): Command {
  return withConfigOptions(new Command('validate'))
    .description('check a configuration without running it: silent when it is good')
    .action(async (options: ConfigOptions) => {
      const platform = cliPlatform(environment);
      const collector = cliCollector(platform, { release: releaseOption(options), log: () => {} });
      const sources = await configSources(options, { readFile: (path) => platform.files.read(path), environment: platform.environment });
      const checked = await collector.check(sources);
      if (!checked.ok) throw new CliError(validateText(checked.error), 1);
    });
}
