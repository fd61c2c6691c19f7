import type { Factory } from '../component/factory.ts';
import { child, placeAt } from '../confmap/value.ts';
import type { CollectorConfig, PipelineConfig, Reference, Section, SectionName } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import { didYouMean } from './decode/suggest.ts';
import { validateTelemetry } from './telemetry/telemetryConfig.ts';

/** What is wrong with a decoded configuration: upstream's first top-level mistake, then every mistake of a part (confmap.Validate, v0.159). */
export function validateConfig(config: CollectorConfig): readonly Detail[] {
  const references = topLevel(config);
  return [...references.slice(0, 1), ...parts(config)];
}

/** Every undefined reference, not only the one that upstream's text names: for diagnostics. */
export function undefinedReferences(config: CollectorConfig): readonly Detail[] {
  return topLevel(config);
}

function topLevel(config: CollectorConfig): readonly Detail[] {
  const { receivers, processors, exporters, extensions, root } = config;
  const at = (message: string, section?: string): readonly Detail[] => [{ message, place: section === undefined ? root.place : placeAt(root, [section], true) }];
  if (receivers.size + processors.size + exporters.size + extensions.size === 0) return at('empty configuration file');
  if (receivers.size === 0) return at('no receiver configuration specified in config', 'receivers');
  if (exporters.size === 0) return at('no exporter configuration specified in config', 'exporters');
  const found = [...missing('service::extensions', 'extension', config.serviceExtensions, extensions)];
  for (const pipeline of config.pipelines.values()) {
    const path = `service::pipelines::${pipeline.id}`;
    found.push(...missing(path, 'receiver', pipeline.receivers, receivers), ...missing(path, 'processor', pipeline.processors, processors), ...missing(path, 'exporter', pipeline.exporters, exporters));
  }
  return found;
}

function missing(path: string, kind: string, references: readonly Reference[], defined: ReadonlyMap<string, unknown>): readonly Detail[] {
  return references.filter(({ id }) => !defined.has(id)).map(({ id, place }) => ({
    message: `${path}: references ${kind} ${JSON.stringify(id)} which is not configured`, place, ...didYouMean(id, defined.keys()),
  }));
}

function parts(config: CollectorConfig): readonly Detail[] {
  const service = child(config.root, 'service');
  const telemetry = validateTelemetry(config.telemetry).map((message): Detail => ({
    message, place: placeAt(service ?? config.root, ['telemetry', ...(message.includes('::resource') ? ['resource'] : ['metrics', message.includes('views') ? 'views' : 'readers'])], true),
  }));
  return [
    ...components('receivers', config.receivers), ...components('exporters', config.exporters), ...components('processors', config.processors),
    ...components('extensions', config.extensions), ...telemetry, ...pipelines(config),
  ];
}

function components<F extends Factory>(section: SectionName, configs: Section<F>): readonly Detail[] {
  const found: Detail[] = [];
  for (const { id, factory, config, written, keyPlace } of configs.values()) {
    for (const problem of factory.validate?.(config) ?? []) {
      const way = problem.at ?? problem.path;
      const place = written.kind === 'map' && way.length > 0 ? placeAt({ ...written, place: keyPlace }, way) : keyPlace;
      found.push({ message: `${[section, id, ...problem.path].join('::')}: ${problem.message}`, place });
    }
  }
  return found;
}

function pipelines(config: CollectorConfig): readonly Detail[] {
  if (config.pipelines.size === 0) {
    const place = config.root.entries.has('service') ? placeAt(config.root, ['service', 'pipelines'], true) : config.root.place;
    return [{ message: 'service::pipelines: service must have at least one pipeline', place }];
  }
  const profiles = [...config.pipelines.values()].find(({ signal }) => signal === 'profiles');
  const gated: readonly Detail[] = profiles === undefined ? [] : [{
    message: `service::pipelines: pipeline ${JSON.stringify(profiles.id)}: profiling signal support is at alpha level, gated under the "service.profilesSupport" feature gate`,
    place: profiles.keyPlace,
  }];
  return [...gated, ...[...config.pipelines.values()].flatMap(pipelineProblem)];
}

function pipelineProblem(pipeline: PipelineConfig): readonly Detail[] {
  const at = (message: string, place = pipeline.keyPlace): readonly Detail[] => [{ message: `service::pipelines::${pipeline.id}: ${message}`, place }];
  const listPlace = (key: string) => (pipeline.written.kind === 'map' ? placeAt({ ...pipeline.written, place: pipeline.keyPlace }, [key], true) : pipeline.keyPlace);
  if (pipeline.receivers.length === 0) return at('must have at least one receiver', listPlace('receivers'));
  if (pipeline.exporters.length === 0) return at('must have at least one exporter', listPlace('exporters'));
  const seen = new Set<string>();
  for (const { id, place } of pipeline.processors) {
    if (seen.has(id)) return at(`references processor ${JSON.stringify(id)} multiple times`, place);
    seen.add(id);
  }
  return [];
}
