import { Command } from 'commander';
import { CliError } from './cliError.ts';
import { type ConfigOptions, releaseOption, withConfigOptions } from './configOptions.ts';
import { configSources } from './configSources.ts';
import { cliCollector, cliPlatform, runText } from './engine.ts';
import type { CliEnvironment } from './environment.ts';

export function printConfigCommand(environment: CliEnvironment): Command {
  return withConfigOptions(new Command('print-config'))
    .alias('print-initial-config')
    .description('print the whole configuration: merged, expanded, with defaults; secrets are redacted')
    .action(async (options: ConfigOptions) => {
      const platform = cliPlatform(environment);
      const collector = cliCollector(platform, { release: releaseOption(options), log: () => {} });
      const sources = await configSources(options, { readFile: (path) => platform.files.read(path), environment: platform.environment });
      const checked = await collector.check(sources);
      if (!checked.ok) throw new CliError(runText(checked.error), 1);
      environment.out(checked.value.redactedYaml.endsWith('\n') ? checked.value.redactedYaml : `${checked.value.redactedYaml}\n`);
    });
}
