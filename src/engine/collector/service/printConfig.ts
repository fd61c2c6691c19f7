import type * as z from 'zod';
import { parseDuration } from '../component/duration.ts';
import type { EraRules } from '../component/era.ts';
import type { Factory } from '../component/factory.ts';
import { millis } from '#common/base/units.ts';
import { type ConfigValue, isNull, toPlain } from '../confmap/value.ts';
import { writeYaml } from '../confmap/writeYaml.ts';
import type { CollectorConfig, Reference, Section } from './decode/config.ts';
import { zeroOf } from './decode/decodeValue.ts';
import { type Shape, shapeOf } from './decode/shape.ts';
import { asYaml, GoDuration, type PrintStyle, Secret, writeJson } from './printedValues.ts';
import { holdsPointers, leavesOutAbsent, omittedWhenAbsent, omittedWhenEmpty, omittingStructs, printedAnyway, printedAs } from './printedFields.ts';
import { telemetryOf } from './telemetry/telemetryOf.ts';

/**
 * The whole configuration with its defaults, keys sorted: `print-config`. Upstream leaves out fields that are empty and marked so in Go.
 * Here: fields without a default and not written are left out.
 */
export function printConfig(config: CollectorConfig, rules: EraRules, style: PrintStyle = { secrets: 'redacted', format: 'yaml' }): string {
  const ids = (references: readonly Reference[]): string[] => references.map(({ id }) => id);
  const pipelines = [...config.pipelines.values()].map((pipeline) => [pipeline.id, {
    receivers: ids(pipeline.receivers), processors: ids(pipeline.processors), exporters: ids(pipeline.exporters),
  }] as const);
  const whole = {
    connectors: section(config.connectors), exporters: section(config.exporters), extensions: section(config.extensions),
    processors: section(config.processors), receivers: section(config.receivers),
    service: {
      ...(config.serviceExtensions.length === 0 ? {} : { extensions: ids(config.serviceExtensions) }),
      pipelines: Object.fromEntries(pipelines),
      telemetry: printTelemetry(config, rules),
    },
  };
  return style.format === 'yaml' ? writeYaml(asYaml(whole, style)) : writeJson(whole, style);
}

function printTelemetry({ telemetry, telemetryWritten }: CollectorConfig, rules: EraRules): unknown {
  const { schema, complete } = telemetryOf[rules.telemetry];
  const fields = printed(schema, telemetryWritten) as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  return complete(fields, telemetry, telemetryWritten === undefined ? undefined : toPlain(telemetryWritten) as Readonly<Record<string, unknown>> | null);
}

function section<F extends Factory>(components: Section<F>): unknown {
  return Object.fromEntries([...components.values()].map(({ id, factory, written }) => [id, printed(factory.config, written) ?? {}]));
}

function printed(schema: z.ZodType, value: ConfigValue | undefined): unknown {
  const shape = shapeOf(schema);
  const absent = value === undefined || isNull(value);
  if (shape.meta.opaque === true) return absent ? shape.meta.default : new Secret(toPlain(value));
  switch (shape.kind) {
    case 'struct': return printStruct(shape, value);
    case 'list': return printList(shape, value);
    case 'map': return printMap(shape, value);
    case 'leaf': return printLeaf(shape, value);
  }
}

/** A Go interface{}. */
const isAny = ({ kind, schema, meta }: Shape): boolean =>
  kind === 'leaf' && (meta.goType === undefined || meta.goType.startsWith('interface')) && [1, 'a', true, [], {}].every((value) => schema.safeParse(value).success);

/** Is nothing there unless it is written? */
function isPointer({ schema, meta }: Shape): boolean {
  if (meta.optional === true) return meta.default === undefined;
  const absent = schema.safeParse(undefined);
  return absent.success && (absent.data === undefined || absent.data === null);
}

/** A list that nobody wrote is empty, except in declarative configuration. */
function printedField(parent: Shape, field: z.ZodType, value: ConfigValue | undefined): unknown {
  const inner = printed(field, value);
  return inner === undefined && shapeOf(field).kind === 'list' && !leavesOutAbsent(parent.meta.goType) ? [] : inner;
}

function printStruct(shape: Shape, value: ConfigValue | undefined): unknown {
  if (value === undefined && isPointer(shape)) return null;
  const map = value?.kind === 'map' ? value : undefined;
  const switched = map?.entries.get('enabled')?.value;
  if (shape.meta.optional === true && switched?.kind === 'scalar' && switched.value === false) return null;
  const fields: Record<string, unknown> = {};
  for (const [key, field] of shape.fields ?? []) {
    if (key === 'enabled' && shape.meta.optional === true) continue;
    const inner = printedField(shape, field, map?.entries.get(key)?.value);
    if (key in printedAs) fields[key] = printedAs[key];
    else if (inner !== undefined && !isOmitted(key, inner, shape) && !(shapeOf(field).meta.omitEmpty === true && isEmpty(inner))) fields[key] = inner;
  }
  return fields;
}

function isOmitted(key: string, value: unknown, parent: Shape): boolean {
  const { goType } = parent.meta;
  if (value === null && (omittedWhenAbsent.has(key) || leavesOutAbsent(goType))) return true;
  if (goType !== undefined && printedAnyway[goType]?.includes(key) === true) return false;
  if (holdsPointers(goType)) return Array.isArray(value) && value.length === 0;
  if (key === 'tls') return isEmpty(value) && (value !== null || parent.fields?.has('max_recv_msg_size_mib') === true);
  return (omittedWhenEmpty.has(key) || (goType !== undefined && omittingStructs.has(goType))) && isEmpty(value);
}

function isEmpty(value: unknown): boolean {
  if (value instanceof Secret) return false;
  if (value instanceof GoDuration) return value.text === '0s';
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isEmpty);
  return value === null || value === undefined || value === '' || value === 0 || value === false || value === '0s';
}

function printList(shape: Shape, value: ConfigValue | undefined): unknown {
  const { element } = shape;
  if (element === undefined || value === undefined || value.kind === 'scalar') return printLeaf(shape, value);
  if (value.kind === 'list') return value.items.map((item) => printed(element, item));
  // Headers of an older format.
  const text = shapeOf(element).fields?.get('value');
  return text === undefined ? toPlain(value) : [...value.entries].map(([name, entry]) => ({ name, value: printed(text, entry.value) }));
}

function printMap(shape: Shape, value: ConfigValue | undefined): unknown {
  const { element, alternative } = shape;
  if (value === undefined || isNull(value) || element === undefined) return alternative === undefined ? shape.meta.default : undefined;
  if (value.kind === 'list') return value.items.map((item) => (alternative === undefined ? toPlain(item) : printed(alternative, item)));
  if (value.kind !== 'map') return toPlain(value);
  const pairs = [...value.entries].map(([key, entry]) => [key, printed(element, entry.value)] as const);
  // Upstream keeps headers as a list, whichever way they were written; sorted, if as a map.
  return alternative === undefined ? Object.fromEntries(pairs) : pairs.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => ({ name, value: text }));
}

/** Basic is Go's zero and not printed. */
function level({ schema }: Shape, written: unknown): string | undefined {
  const word = schema.safeParse(written).data;
  return typeof word !== 'string' || word === 'basic' ? undefined : `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function printLeaf(shape: Shape, value: ConfigValue | undefined): unknown {
  const written = value === undefined ? shape.meta.default : zeroOf(shape, value) ?? (isNull(value) ? shape.meta.default : toPlain(value));
  if (written === undefined && (shape.meta.goType === 'component.ID' || isAny(shape))) return null;
  if (shape.meta.goType === 'configtelemetry.Level') return level(shape, written);
  if (shape.meta.printsRead === true) return shape.schema.safeParse(written).data;
  if (shape.meta.goType !== 'time.Duration') return written;
  if (typeof written === 'number') return new GoDuration(millis(written / 1e6));
  const parsed = typeof written === 'string' ? parseDuration(written) : undefined;
  return parsed?.ok === true ? new GoDuration(parsed.value) : written;
}
