import { Command } from 'commander';
import type { ReleaseName } from '#engine/collector/component/release.ts';
import { CliError } from './cliError.ts';
import { releaseOption, withReleaseOptions } from './configOptions.ts';
import type { CliEnvironment } from './environment.ts';
import { type FeatureGate, featureGates } from './featureGates.ts';

/** Upstream otelcol/command_featuregate.go, v0.159; v0.84 had no such command, and its gates are listed all the same. */
export function featuregateCommand(environment: CliEnvironment): Command {
  return withReleaseOptions(new Command('featuregate'))
    .description('list the feature gates we know, or tell of one; few have an effect here')
    .argument('[feature-id]', 'one gate')
    .action((id: string | undefined, options: ReleaseName) => {
      const gates = featureGates[releaseOption(options).rules.era];
      if (id === undefined) return environment.out(table(gates));
      const gate = gates.find((known) => known.id === id);
      if (gate === undefined) throw new CliError(`feature ${JSON.stringify(id)} not found`, 1);
      environment.out(details(gate));
    });
}

/** Go's tabwriter: columns as wide as their widest cell, two blanks between, the last as it is. */
function table(gates: readonly FeatureGate[]): string {
  const rows = [['ID', 'Enabled', 'Stage', 'Description'], ...gates.map(({ description, enabled, id, stage }) => [id, String(enabled), stage, description])];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)) + 2);
  return rows.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('')}\n`).join('');
}

function details({ description, enabled, id, since, stage }: FeatureGate): string {
  const lines = [`Feature: ${id}`, `Enabled: ${String(enabled)}`, `Stage: ${stage}`, `Description: ${description}`, `From Version: ${since ?? 'v<nil>'}`, 'To Version: v<nil>'];
  return lines.map((line) => `${line}\n`).join('');
}
