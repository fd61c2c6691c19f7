import type { Factory } from '../component/factory.ts';
import { placeAt } from '../confmap/value.ts';
import type { CollectorConfig, PipelineConfig, Section, SectionName } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import { ambiguous, at, problemPlace, undefinedReferences } from './validateParts.ts';

/** What is wrong with a decoded configuration, in the order in which v0.84 looks; it reports the first (otelcol/config.go). */
export function problemsInOrder(config: CollectorConfig): readonly Detail[] {
  const { receivers, processors, exporters, connectors, extensions } = config;
  return [
    ...(receivers.size === 0 ? [at(config, 'no receiver configuration specified in config', 'receivers')] : []),
    ...components('receivers', receivers),
    ...(exporters.size === 0 ? [at(config, 'no exporter configuration specified in config', 'exporters')] : []),
    ...components('exporters', exporters),
    ...components('processors', processors),
    ...components('connectors', connectors),
    ...ambiguous(config),
    ...components('extensions', extensions),
    ...pipelines(config),
    ...undefinedReferences(config),
  ];
}

/** All that one component finds is one line, without the way to it. */
function components<F extends Factory>(section: SectionName, configs: Section<F>): readonly Detail[] {
  return [...configs.values()].flatMap((component) => {
    const problems = component.factory.validate?.(component.config) ?? [];
    const [first] = problems;
    if (first === undefined) return [];
    return [{ message: `${section}::${component.id}: ${problems.map(({ message }) => message).join('; ')}`, place: problemPlace(component, first) }];
  });
}

function pipelines(config: CollectorConfig): readonly Detail[] {
  if (config.pipelines.size === 0) {
    const place = config.root.entries.has('service') ? placeAt(config.root, ['service', 'pipelines'], true) : config.root.place;
    return [{ message: 'service::pipelines config validation failed: service must have at least one pipeline', place }];
  }
  return [...config.pipelines.values()].flatMap(pipelineProblem);
}

function pipelineProblem(pipeline: PipelineConfig): readonly Detail[] {
  const { id, signal, receivers, processors, exporters, keyPlace } = pipeline;
  const found = (message: string, place = keyPlace): readonly Detail[] => [{ message: `service::pipelines config validation failed: pipeline ${JSON.stringify(id)}: ${message}`, place }];
  if (signal === 'profiles' || signal === 'unknown') return found(`unknown datatype ${JSON.stringify(id.split('/')[0])}`);
  if (receivers.length === 0) return found('must have at least one receiver');
  if (exporters.length === 0) return found('must have at least one exporter');
  const again = processors.find((reference, index) => processors.findIndex((other) => other.id === reference.id) < index);
  return again === undefined ? [] : found(`references processor ${JSON.stringify(again.id)} multiple times`, again.place);
}
