import type { Factory, Problem } from '../component/factory.ts';
import { type Place, placeAt } from '../confmap/value.ts';
import type { CollectorConfig, ComponentConfig, Reference } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import { didYouMean } from './decode/suggest.ts';

/** A problem of the whole, shown at a section where one is named. */
export const at = ({ root }: CollectorConfig, message: string, section?: string): Detail => ({ message, place: section === undefined ? root.place : placeAt(root, [section], true) });

/** Connectors that are called as an exporter or a receiver is. */
export function ambiguous({ connectors, exporters, receivers }: CollectorConfig): readonly Detail[] {
  const found: Detail[] = [];
  for (const { id, keyPlace } of connectors.values()) {
    const same = (kind: string): Detail => ({
      message: `connectors::${id}: ambiguous ID: Found both "${id}" ${kind} and "${id}" connector. Change one of the components' IDs to eliminate ambiguity (e.g. rename "${id}" connector to "${id}/connector")`,
      place: keyPlace,
    });
    if (exporters.has(id)) found.push(same('exporter'));
    else if (receivers.has(id)) found.push(same('receiver'));
  }
  return found;
}

/** Every reference to what is not defined. A connector may stand for a receiver and for an exporter. */
export function undefinedReferences({ receivers, processors, exporters, connectors, extensions, serviceExtensions, pipelines }: CollectorConfig): readonly Detail[] {
  const found = [...missing('service::extensions', 'extension', serviceExtensions, extensions)];
  for (const pipeline of pipelines.values()) {
    const path = `service::pipelines::${pipeline.id}`;
    found.push(
      ...missing(path, 'receiver', pipeline.receivers, new Map<string, unknown>([...receivers, ...connectors])),
      ...missing(path, 'processor', pipeline.processors, processors),
      ...missing(path, 'exporter', pipeline.exporters, new Map<string, unknown>([...exporters, ...connectors])),
    );
  }
  return found;
}

function missing(path: string, kind: string, references: readonly Reference[], defined: ReadonlyMap<string, unknown>): readonly Detail[] {
  return references.filter(({ id }) => !defined.has(id)).map(({ id, place }) => ({
    message: `${path}: references ${kind} ${JSON.stringify(id)} which is not configured`, place, ...didYouMean(id, defined.keys()),
  }));
}

/** Where in a component's YAML a problem is. */
export function problemPlace({ written, keyPlace }: ComponentConfig<Factory>, problem: Problem): Place {
  const way = problem.at ?? problem.path;
  return written.kind === 'map' && way.length > 0 ? placeAt({ ...written, place: keyPlace }, way) : keyPlace;
}
