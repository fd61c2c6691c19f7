import type { EraRules } from '../component/era.ts';
import type { Factory } from '../component/factory.ts';
import { child, placeAt } from '../confmap/value.ts';
import type { CollectorConfig, PipelineConfig, Section, SectionName } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import { telemetryOf } from './telemetry/telemetryOf.ts';
import { problemsInOrder } from './validateFirst.ts';
import { ambiguous, at, problemPlace, undefinedReferences } from './validateParts.ts';

/** What is wrong with a decoded configuration; undefined when nothing is. */
export interface Invalid {
  /** Upstream's text. */
  readonly text: string;
  /** Everything that is wrong, also what the text leaves out. */
  readonly details: readonly Detail[];
}

export function validateConfig(config: CollectorConfig, rules: EraRules): Invalid | undefined {
  const { told, details } = validators[rules.validation](config, rules);
  return details.length === 0 ? undefined : { text: told.map(({ message }) => message).join('\n'), details };
}

interface Found {
  readonly told: readonly Detail[];
  readonly details: readonly Detail[];
}
const validators: Readonly<Record<EraRules['validation'], (config: CollectorConfig, rules: EraRules) => Found>> = {
  first: (config) => {
    const details = problemsInOrder(config);
    return { told: details.slice(0, 1), details };
  },
  // The first mistake of the whole, then every mistake of a part (upstream confmap.Validate, v0.159).
  all: (config, rules) => {
    const whole = topLevel(config, rules);
    const inParts = parts(config, rules);
    return { told: [...whole.slice(0, 1), ...inParts], details: [...whole, ...inParts] };
  },
};

function topLevel(config: CollectorConfig, { allowsNoPipelines }: EraRules): readonly Detail[] {
  const { receivers, processors, exporters, connectors, extensions } = config;
  if (receivers.size + processors.size + exporters.size + connectors.size + extensions.size === 0) return [at(config, 'empty configuration file')];
  if (receivers.size === 0 && allowsNoPipelines !== true) return [at(config, 'no receiver configuration specified in config', 'receivers')];
  if (exporters.size === 0 && allowsNoPipelines !== true) return [at(config, 'no exporter configuration specified in config', 'exporters')];
  return [...ambiguous(config), ...undefinedReferences(config)];
}

function parts(config: CollectorConfig, rules: EraRules): readonly Detail[] {
  const service = child(config.root, 'service');
  const telemetry = telemetryOf[rules.telemetry].validate(config.telemetry).map((message): Detail => ({
    message, place: placeAt(service ?? config.root, ['telemetry', ...(message.includes('::resource') ? ['resource'] : ['metrics', message.includes('views') ? 'views' : 'readers'])], true),
  }));
  return [
    ...components('receivers', config.receivers), ...components('exporters', config.exporters), ...components('processors', config.processors),
    ...components('connectors', config.connectors), ...components('extensions', config.extensions), ...telemetry, ...pipelines(config, rules),
  ];
}

function components<F extends Factory>(section: SectionName, configs: Section<F>): readonly Detail[] {
  const found: Detail[] = [];
  for (const component of configs.values()) {
    for (const problem of component.factory.validate?.(component.config) ?? []) {
      found.push({ message: `${[section, component.id, ...problem.path].join('::')}: ${problem.message}`, place: problemPlace(component, problem) });
    }
  }
  return found;
}

function pipelines(config: CollectorConfig, { allowsNoPipelines }: EraRules): readonly Detail[] {
  if (config.pipelines.size === 0 && allowsNoPipelines !== true) {
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
