import type { Resource, Scope } from '../common.ts';
import { shapeOf, type RecordOf } from '../shape.ts';
import type { Pdata, Signal } from '../signal.ts';
import { mapShared } from './dataPoints.ts';

/** Where a record stands. One object per scope, shared by its records. */
export interface Parents {
  readonly resource: Resource;
  readonly resourceSchemaUrl: string;
  readonly scope: Scope;
  readonly scopeSchemaUrl: string;
}

/**
 * Maps spans, metrics or log records; null drops one. What did not change is shared, and the same data comes back when nothing did.
 * A scope or resource whose last record was dropped goes too; one that was empty before stays.
 */
export function mapRecords<S extends Signal>(signal: S, data: Pdata<S>, map: (record: RecordOf<S>, parents: Parents) => RecordOf<S> | null): Pdata<S> {
  const shape = shapeOf(signal);
  const groups = shape.resourceGroups(data);
  const mapped = mapShared(groups, (group) => {
    const scopeGroups = shape.scopeGroups(group);
    const mappedScopes = mapShared(scopeGroups, (scopeGroup) => {
      const records = shape.records(scopeGroup);
      const parents: Parents = { resource: group.resource, resourceSchemaUrl: group.schemaUrl, scope: scopeGroup.scope, scopeSchemaUrl: scopeGroup.schemaUrl };
      const mappedRecords = mapShared(records, (record) => map(record, parents));
      if (mappedRecords === records) return scopeGroup;
      return mappedRecords.length === 0 ? null : shape.withRecords(scopeGroup, mappedRecords);
    });
    if (mappedScopes === scopeGroups) return group;
    return mappedScopes.length === 0 ? null : shape.withScopeGroups(group, mappedScopes);
  });
  return mapped === groups ? data : shape.fromResourceGroups(mapped);
}

/** Maps the resource of every ResourceSpans (…Metrics, …Logs), sharing what did not change; null drops all that belongs to it. */
export function mapResources<S extends Signal>(signal: S, data: Pdata<S>, map: (resource: Resource) => Resource | null): Pdata<S> {
  const shape = shapeOf(signal);
  const groups = shape.resourceGroups(data);
  const mapped = mapShared(groups, (group) => {
    const resource = map(group.resource);
    if (resource === null) return null;
    return resource === group.resource ? group : shape.withResource(group, resource);
  });
  return mapped === groups ? data : shape.fromResourceGroups(mapped);
}

/** Calls `visit` for every record, in order. */
export function forEachRecord<S extends Signal>(signal: S, data: Pdata<S>, visit: (record: RecordOf<S>, parents: Parents) => void): void {
  mapRecords(signal, data, (record, parents) => {
    visit(record, parents);
    return record;
  });
}
