import { Command } from 'commander';
import { stringify } from 'yaml';
import type { Stability } from '#engine/collector/component/component.ts';
import type { ConnectorFactory, ExporterFactory, ProcessorFactory, ReceiverFactory } from '#engine/collector/component/factory.ts';
import type { Release, ReleaseName } from '#engine/collector/component/release.ts';
import { releaseOption, withReleaseOptions } from './configOptions.ts';
import type { CliEnvironment } from './environment.ts';

export function componentsCommand(environment: CliEnvironment): Command {
  return withReleaseOptions(new Command('components'))
    .description('list the components there are and how stable each is, as YAML')
    .action((options: ReleaseName) => environment.out(stringify(listing(releaseOption(options)), { indent: 4, lineWidth: 0 }).replaceAll(/^ {10}/gm, ' '.repeat(8))));
}

/** The shape of upstream's `components`, to the space, but without `module`: upstream names the Go module of each component, and there are none here. */
function listing({ distribution, factories, rules }: Release): object {
  return {
    buildinfo: { command: distribution, description: 'Traceground collector engine', version: rules.version },
    receivers: byName(factories.receivers).map(entry),
    processors: byName(factories.processors).map(entry),
    exporters: byName(factories.exporters).map(entry),
    connectors: byName(factories.connectors).map(pairs),
    extensions: byName(factories.extensions).map((factory) => ({ name: factory.type, stability: { extension: title(factory.stability) } })),
    providers: ['env', 'file', 'yaml'].map((scheme) => ({ scheme })),
  };
}

function entry(factory: ReceiverFactory | ProcessorFactory | ExporterFactory): object {
  const { logs, metrics, traces } = factory.stability;
  const stability = Object.entries({ logs, metrics, traces }).flatMap(([signal, level]) => (level === undefined ? [] : [[signal, title(level)]]));
  return { name: factory.type, stability: Object.fromEntries(stability) as object };
}

function pairs(factory: ConnectorFactory): object {
  const stability = Object.entries(factory.stability).flatMap(([from, byTo]) => Object.entries(byTo).map(([to, level]) => [`${from}-to-${to}`, title(level)]));
  return { name: factory.type, stability: Object.fromEntries(stability) as object };
}

const byName = <F extends { readonly type: string }>(all: readonly F[]): readonly F[] => all.toSorted((a, b) => (a.type < b.type ? -1 : 1));

const title = (stability: Stability): string => stability.charAt(0).toUpperCase() + stability.slice(1);
