import { type Command, Option } from 'commander';
import type { ConfigFlags } from './configSources.ts';

export interface ConfigOptions extends ConfigFlags {
  readonly era: 'current';
  readonly distribution: string;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** The flags that every command about a configuration takes. */
export function withConfigOptions(command: Command): Command {
  return command
    .addOption(new Option('--config <uri>', 'configuration file; may be given several times, later ones win').argParser(collect).default([], 'none'))
    .addOption(new Option('--set <key=value>', 'one more setting, e.g. --set processors.batch.timeout=2s; may be given several times').argParser(collect).default([], 'none'))
    .addOption(new Option('--era <era>', 'the Collector release to behave like').choices(['current']).default('current'))
    .addOption(new Option('--distribution <name>', 'the distribution named in logs; the components are the same in each').choices(['otelcol', 'otelcol-contrib', 'otelcol-k8s']).default('otelcol'));
}
