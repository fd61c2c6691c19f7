import { Command } from 'commander';
import { stringify } from 'yaml';
import type { Stability } from '#engine/collector/component/component.ts';
import type { ConnectorFactory, ExporterFactory, ExtensionFactory, Factories, ProcessorFactory, ReceiverFactory } from '#engine/collector/component/factory.ts';
import type { Release, ReleaseName } from '#engine/collector/component/release.ts';
import { signals } from '#engine/pdata/signal.ts';
import { componentModules, listsNamesOnly, providerModules, providerVersion } from './componentModules.ts';
import { releaseOption, withReleaseOptions } from './configOptions.ts';
import type { CliEnvironment } from './environment.ts';

export function componentsCommand(environment: CliEnvironment): Command {
  return withReleaseOptions(new Command('components'))
    .description('list the components there are and how stable each is, as YAML')
    .action((options: ReleaseName) => environment.out(listing(releaseOption(options))));
}

/** As upstream's `components` prints it, to the space (otelcol/command_components.go, v0.159 and v0.84). */
function listing(release: Release): string {
  const { distribution, factories, rules } = release;
  const buildinfo = { command: distribution, description: 'Traceground collector engine', version: rules.version };
  const all = listsNamesOnly[rules.era] ? { buildinfo, ...names(factories) } : { buildinfo, ...details(factories, `v${rules.version}`) };
  return stringify(all, { indent: 4, lineWidth: 0 }).replaceAll(/^ {10}/gm, ' '.repeat(8));
}

/** Upstream v0.84 lists them as Go's maps happen to give them. Here: by name. */
function names({ connectors, exporters, extensions, processors, receivers }: Factories): object {
  const of = (all: readonly { readonly type: string }[]): readonly string[] => byName(all).map(({ type }) => type);
  return { receivers: of(receivers), processors: of(processors), exporters: of(exporters), connectors: of(connectors), extensions: of(extensions) };
}

function details({ connectors, exporters, extensions, processors, receivers }: Factories, version: string): object {
  const list = <F extends { readonly type: string }>(section: string, factories: readonly F[], stability: (factory: F) => object): readonly object[] => byName(factories).map((factory) => {
    const module = componentModules[section]?.[factory.type];
    return { name: factory.type, ...(module === undefined ? {} : { module: `${module} ${version}` }), stability: stability(factory) };
  });
  return {
    receivers: list('receivers', receivers, bySignal), processors: list('processors', processors, bySignal), exporters: list('exporters', exporters, bySignal),
    connectors: list('connectors', connectors, byPair), extensions: list('extensions', extensions, ({ stability }: ExtensionFactory) => ({ extension: title(stability) })),
    providers: Object.entries(providerModules).map(([scheme, module]) => ({ scheme, module: `${module} ${providerVersion}` })),
  };
}

const sorted = signals.toSorted();

function bySignal({ stability }: ReceiverFactory | ProcessorFactory | ExporterFactory): object {
  return Object.fromEntries(sorted.map((signal) => [signal, title(stability[signal])]));
}

function byPair({ stability }: ConnectorFactory): object {
  return Object.fromEntries(sorted.flatMap((from) => sorted.map((to) => [`${from}-to-${to}`, title(stability[from]?.[to])])));
}

const byName = <F extends { readonly type: string }>(all: readonly F[]): readonly F[] => all.toSorted((a, b) => (a.type < b.type ? -1 : 1));

const title = (stability: Stability | undefined): string => (stability === undefined ? 'Undefined' : `${stability.charAt(0).toUpperCase()}${stability.slice(1)}`);
