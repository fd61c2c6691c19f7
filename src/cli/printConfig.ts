import { Command, Option } from 'commander';
import { printedConfig, type PrintOptions } from '#engine/collector/service/check.ts';
import { asRelease } from './asRelease.ts';
import { CliError } from './cliError.ts';
import { type ConfigOptions, releaseOption, withConfigOptions } from './configOptions.ts';
import { configSources } from './configSources.ts';
import { cliCollectorSettings, cliPlatform, runText } from './engine.ts';
import type { CliEnvironment } from './environment.ts';
import { withGates } from './featureGates.ts';

interface PrintFlags extends ConfigOptions {
  readonly mode: string;
  readonly format: string;
  readonly validate: string | true;
}

/** v0.84 had no such command; its configurations are printed all the same. */
export function printConfigCommand(environment: CliEnvironment): Command {
  return withConfigOptions(new Command('print-config'))
    .alias('print-initial-config')
    .description('print the whole configuration: merged, expanded, with defaults; secrets are redacted')
    .addOption(new Option('--mode <mode>', 'redacted or unredacted').default('redacted'))
    .addOption(new Option('--format <format>', 'yaml or json').default('yaml'))
    .addOption(new Option('--validate [bool]', 'false prints also what is not valid').default(true))
    .action((options: PrintFlags) => asRelease(options.era, () => print(options, environment)));
}

async function print(options: PrintFlags, environment: CliEnvironment): Promise<void> {
  const validates = goBool(options.validate);
  const release = withGates(releaseOption(options), options.featureGates, environment);
  const platform = cliPlatform(environment);
  const sources = await configSources(options, { readFile: (path) => platform.files.read(path), environment: platform.environment });
  const secrets = options.mode.toLowerCase();
  if (secrets !== 'redacted' && secrets !== 'unredacted') throw new CliError(`invalid mode ${JSON.stringify(options.mode)}: modes are: redacted, unredacted`, 1);
  const format = options.format.toLowerCase();
  const style: PrintOptions['style'] = { secrets, format: format === 'json' ? 'json' : 'yaml' };
  const printed = await printedConfig(sources, cliCollectorSettings(platform, { release, log: () => {} }), { style, validates });
  if (!printed.ok) throw new CliError(runText(printed.error), 1);
  // Upstream looks at the format last.
  if (format !== 'yaml' && format !== 'json' && format !== '') throw new CliError(`unrecognized print format: ${options.format}`, 1);
  environment.out(style.format === 'yaml' ? `${printed.value}\n` : printed.value);
}

/** What Go takes for a boolean. */
function goBool(text: string | true): boolean {
  if (text === true || ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false;
  throw new CliError(`invalid argument ${JSON.stringify(text)} for "--validate" flag: strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`, 1);
}
