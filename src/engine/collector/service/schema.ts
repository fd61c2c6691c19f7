import * as z from 'zod';
import { type EraRules, eraRules } from '../component/era.ts';
import type { Factories, Factory } from '../component/factory.ts';
import { telemetryOf } from './telemetry/telemetryOf.ts';

type Json = Record<string, unknown>;

/** JSON Schema (draft-7) of a whole configuration, for completion, hover and marks in an editor. `rules`: whose service.telemetry it is. */
export function configSchema(factories: Factories, rules: Pick<EraRules, 'telemetry'> = eraRules.current): Json {
  const reference = (kind: string): Json => ({ type: ['array', 'null'], items: { type: 'string' }, description: `The ${kind}, by their ids: \`type\` or \`type/name\`.` });
  const pipeline: Json = {
    type: ['object', 'null'], additionalProperties: false,
    description: 'Data of one signal flows from every receiver through the processors, in this order, to every exporter.',
    properties: { receivers: reference('receivers'), processors: reference('processors'), exporters: reference('exporters') },
    defaultSnippets: [{ label: 'pipeline', body: { receivers: ['$1'], processors: ['$2'], exporters: ['$3'] } }],
  };
  return withRootDefinitions({
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'OpenTelemetry Collector configuration',
    type: 'object', additionalProperties: false,
    properties: {
      receivers: section('How data gets in.', factories.receivers),
      processors: section('What happens to data on its way.', factories.processors),
      exporters: section('Where data goes.', factories.exporters),
      connectors: section('Exporters of one pipeline that are receivers of another.', factories.connectors),
      extensions: section('Capabilities beside the pipelines.', factories.extensions),
      service: {
        type: ['object', 'null'], additionalProperties: false, description: 'What is switched on: only what is listed here runs.',
        properties: {
          extensions: reference('extensions to start'),
          pipelines: {
            type: ['object', 'null'], description: 'One pipeline for each signal, or several with names: `traces`, `traces/second`.', additionalProperties: false,
            properties: { traces: pipeline, metrics: pipeline, logs: pipeline },
            patternProperties: { '^(traces|metrics|logs)(/.+)?$': pipeline },
          },
          telemetry: simplify(z.toJSONSchema(telemetryOf[rules.telemetry].schema, options)),
        },
      },
    },
  });
}

/** References count from the root of a schema: what a component defines for itself moves there, under a name of its own. */
function withRootDefinitions(schema: Json): Json {
  const definitions: Json = {};
  const visit = (value: unknown, prefix: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item, prefix));
    if (!isJson(value)) return value;
    const { definitions: own, ...rest } = value;
    // The same component may stand in several places: they share what it defines.
    const inner = isJson(own) ? `${String(value['markdownDescription']).replaceAll(/\W+/g, '_')}_` : prefix;
    for (const [name, definition] of Object.entries(isJson(own) ? own : {})) definitions[`${inner}${name}`] ??= visit(definition, inner);
    return Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, key === '$ref' && typeof item === 'string' ? item.replace('#/definitions/', `#/definitions/${inner}`) : visit(item, inner)]));
  };
  const moved = visit(schema, '');
  return isJson(moved) ? { ...moved, definitions } : schema;
}

const options = {
  io: 'input', target: 'draft-7', unrepresentable: 'any',
  // Zod drops the default of a schema that transforms; ours are written as the learner would write them.
  override: ({ zodSchema, jsonSchema }: { readonly zodSchema: z.core.$ZodTypes; readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
    const meta = z.globalRegistry.get(zodSchema);
    if (meta !== undefined && 'default' in meta && meta['default'] !== undefined) jsonSchema.default = meta['default'];
  },
} as const;

function section(description: string, factories: readonly Factory[]): Json {
  const properties: Json = {};
  const patternProperties: Json = {};
  for (const factory of factories) {
    const schema = componentSchema(factory);
    properties[factory.type] = schema;
    patternProperties[`^${factory.type}(/.+)?$`] = schema;
    for (const alias of factory.deprecatedAliases ?? []) {
      const notice = `\`${alias}\` is the old name of \`${factory.type}\`.`;
      patternProperties[`^${alias}(/.+)?$`] = { ...schema, markdownDescription: `${notice}\n\n${String(schema['markdownDescription'])}`, deprecationMessage: notice };
    }
  }
  return { type: ['object', 'null'], description, additionalProperties: false, properties, patternProperties };
}

function componentSchema(factory: Factory): Json {
  const schema = simplify(z.toJSONSchema(factory.config, options));
  delete schema['$schema'];
  const body = requiredBody(schema);
  return {
    ...schema, description: factory.summary, markdownDescription: `**${factory.type}** (${factory.kind})\n\n${factory.summary}`,
    defaultSnippets: [{ label: factory.type, description: factory.summary, body }],
  };
}

/** What must be written at least: the required keys, else what has no default and is a plain value, else nothing. */
function requiredBody(schema: Json): Json {
  const properties = isJson(schema['properties']) ? schema['properties'] : {};
  const body: Json = {};
  let stop = 0;
  for (const key of ['endpoint', 'protocols', 'check_interval', 'limit_mib', 'actions', 'path']) {
    const property = properties[key];
    if (!isJson(property)) continue;
    if (key === 'protocols') body[key] = { grpc: { endpoint: '127.0.0.1:4317' }, http: { endpoint: '127.0.0.1:4318' } };
    else if (property['default'] === '' || key === 'check_interval' || key === 'limit_mib' || key === 'path') body[key] = `$${String((stop += 1))}`;
    else if (key === 'actions') body[key] = [{ key: '$1', value: '$2', action: 'insert' }];
  }
  return body;
}

const integers = new Set(['int', 'int32', 'int64', 'uint', 'uint16', 'uint32', 'uint64']);

/** Takes out what only zod needs: `anyOf` with null becomes a type list, Go facts become JSON types. */
function simplify(schema: Json): Json {
  const { goType, decoders: _decoders, optional: _optional, opaque: _opaque, omitEmpty: _omitEmpty, printsRead: _printsRead, olderMaps: _olderMaps, maximum, minimum, ...rest } = schema;
  const result: Json = {};
  for (const [key, value] of Object.entries(rest)) result[key] = deep(value);
  if (typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER) result['maximum'] = maximum;
  if (typeof minimum === 'number' && minimum > Number.MIN_SAFE_INTEGER) result['minimum'] = minimum;
  const flat = withoutNullUnion(result);
  const typed = withGoType(flat, goType);
  return typed['description'] === undefined ? typed : { ...typed, markdownDescription: describe(typed) };
}

function withGoType(flat: Json, goType: unknown): Json {
  if (typeof goType === 'string' && integers.has(goType)) return orReference({ ...flat, type: ['integer', 'null'], ...(goType.startsWith('u') ? { minimum: 0 } : {}) });
  if (goType === 'float32' || goType === 'float64') return orReference({ ...flat, type: ['number', 'null'] });
  if (goType === 'time.Duration') return { ...without(flat, 'anyOf'), type: ['string', 'integer', 'null'], pattern: '^[-+]?(([0-9.]+(ns|us|µs|μs|ms|s|m|h))+|0)$|\\$\\{' };
  if (Array.isArray(flat['enum'])) return { ...without(without(flat, 'enum'), 'type'), anyOf: [{ enum: flat['enum'] as unknown[] }, { type: 'null' }, { type: 'string', pattern: reference }] };
  return orReference(flat);
}

const reference = '\\$\\{';
/** Any value may be written as `${env:X}` or `${file:…}`. */
function orReference(schema: Json): Json {
  const type: unknown = schema['type'];
  if (type === undefined || type === 'null' || (Array.isArray(type) ? type.includes('string') : type === 'string')) return schema;
  return { ...schema, type: [...(Array.isArray(type) ? (type as unknown[]) : [type]), 'string'], pattern: reference };
}

function describe(schema: Json): string {
  const byDefault = schema['default'];
  const shown = byDefault === undefined || typeof byDefault === 'object' ? '' : `\n\nDefault: \`${JSON.stringify(byDefault)}\``;
  return `${String(schema['description'])}${shown}`;
}

function deep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deep);
  return isJson(value) ? simplify(value) : value;
}

function withoutNullUnion(schema: Json): Json {
  if (!Array.isArray(schema['anyOf'])) return schema;
  const union: readonly unknown[] = schema['anyOf'];
  const parts = union.filter((part) => !isJson(part) || part['type'] !== 'null');
  const [only] = parts;
  if (parts.length === union.length) return schema;
  if (parts.length > 1) return { ...schema, anyOf: [...parts, { type: 'null' }] };
  if (!isJson(only)) return without(schema, 'anyOf');
  const type = only['type'];
  const types = type === undefined ? {} : { type: [...(Array.isArray(type) ? (type as unknown[]) : [type]), 'null'].filter((name, index, all) => all.indexOf(name) === index) };
  return { ...only, ...without(schema, 'anyOf'), ...types };
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const without = (schema: Json, key: string): Json => Object.fromEntries(Object.entries(schema).filter(([name]) => name !== key));
