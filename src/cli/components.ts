import { Command, Option } from 'commander';
import { stringify } from 'yaml';
import { factories } from '#engine/collector/components/index.ts';
import type { Factory } from '#engine/collector/component/factory.ts';
import type { Stability } from '#engine/collector/component/component.ts';
import { collectorVersion } from '#core/collectorVersion.ts';
import type { CliEnvironment } from './environment.ts';

export function componentsCommand(environment: CliEnvironment): Command {
  return new Command('components')
    .description('list the components there are and how stable each is, as YAML')
    .addOption(new Option('--era <era>', 'the Collector release to behave like').choices(['current']).default('current'))
    .action(() => environment.out(stringify(listing(), { indent: 4, lineWidth: 0 }).replaceAll(/^ {10}/gm, ' '.repeat(8))));
}

/** The shape of upstream's `components`, to the space, but without `module`: upstream names the Go module of each component, and there are none here. */
function listing(): object {
  return {
    buildinfo: { command: 'otelcol', description: 'Traceground collector engine', version: collectorVersion },
    receivers: byName(factories.receivers).map(entry),
    processors: byName(factories.processors).map(entry),
    exporters: byName(factories.exporters).map(entry),
    connectors: [],
    extensions: byName(factories.extensions).map((factory) => ({ name: factory.type, stability: { extension: title(factory.stability) } })),
    providers: ['env', 'file', 'yaml'].map((scheme) => ({ scheme })),
  };
}

function entry(factory: Exclude<Factory, { kind: 'extension' }>): object {
  const { logs, metrics, traces } = factory.stability;
  const stability = Object.entries({ logs, metrics, traces }).flatMap(([signal, level]) => (level === undefined ? [] : [[signal, title(level)]]));
  return { name: factory.type, stability: Object.fromEntries(stability) as object };
}

const byName = <F extends { readonly type: string }>(all: readonly F[]): readonly F[] => all.toSorted((a, b) => (a.type < b.type ? -1 : 1));

const title = (stability: Stability): string => stability.charAt(0).toUpperCase() + stability.slice(1);
