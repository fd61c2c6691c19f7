import type { Factory } from '../../component/factory.ts';
import { type ComponentId, formatId, parseId } from '../../component/id.ts';
import { type ConfigValue, goTypeOf, isNull, type MapEntry, type MapValue } from '../../confmap/value.ts';
import type { ComponentConfig, SectionName } from './config.ts';
import { decodeValue, goKindOf } from './decodeValue.ts';
import { allDetails, decodingFailed, type Detail, line, type Line, nested } from './faults.ts';
import { shapeOf } from './shape.ts';
import { didYouMean } from './suggest.ts';

const goTypes = new Map([
  ['exporter otlp_grpc', 'otlpexporter.Config'], ['exporter otlp_http', 'otlphttpexporter.Config'], ['processor memory_limiter', 'memorylimiter.Config'],
  ['receiver nop', 'struct {}'], ['exporter nop', 'struct {}'],
]);
/** The Go type of a component's config, by upstream's habit, unless its schema says otherwise. */
function configType(factory: Factory): string {
  const said = shapeOf(factory.config).meta.goType;
  if (said?.includes('.') === true || said?.includes(' ') === true) return said;
  return goTypes.get(`${factory.kind} ${factory.type}`) ?? `${factory.type.replaceAll('_', '')}${factory.kind}.Config`;
}

/** Decodes one section (upstream otelcol/internal/configunmarshaler): ids, then types, then each config; the text names the first bad one. */
export function decodeComponents<F extends Factory>(section: SectionName, value: ConfigValue | undefined, factories: readonly F[], lines: Line[]): ReadonlyMap<string, ComponentConfig<F>> {
  const decoded = new Map<string, ComponentConfig<F>>();
  if (value === undefined || isNull(value)) return decoded;
  if (value.kind !== 'map') {
    lines.push(line(section, `expected a map or struct, got "${goKindOf(value)}"`, value.place));
    return decoded;
  }
  const ids = parseIds(section, value, lines);
  if (ids === undefined) return decoded;
  const byType = new Map(factories.flatMap((factory) => [factory.type, ...(factory.deprecatedAliases ?? [])].map((type) => [type, factory] as const)));
  const faults: Line[] = [];
  for (const [id, { parsed, entry }] of ids) {
    const factory = byType.get(parsed.type);
    if (factory === undefined) faults.push(unknownType(section, id, parsed.type, { entry, valid: [...byType.keys()] }));
    else decoded.set(id, { id, parsed, factory, config: decodeOne(section, id, { factory, entry }, faults), written: entry.value, keyPlace: entry.keyPlace });
  }
  const [first] = faults;
  if (first !== undefined) lines.push({ text: first.text, details: allDetails(faults) });
  return decoded;
}

interface Identified {
  readonly parsed: ComponentId;
  readonly entry: MapEntry;
}

function parseIds(section: SectionName, value: MapValue, lines: Line[]): ReadonlyMap<string, Identified> | undefined {
  const ids = new Map<string, Identified>();
  const faults: Line[] = [];
  const shapes: Line[] = [];
  for (const [key, entry] of value.entries) {
    const parsed = parseId(key);
    if (!parsed.ok) {
      faults.push(nested(section, [line('', parsed.error, entry.keyPlace)], `'' ${parsed.error}`));
      continue;
    }
    const id = formatId(parsed.value);
    if (ids.has(id)) {
      const message = `duplicate name ${JSON.stringify(key)} after unmarshaling ${id}`;
      faults.push(nested(section, [line('', message, entry.keyPlace)], `'' ${message}`));
    }
    if (entry.value.kind !== 'map' && !isNull(entry.value)) {
      shapes.push(line(`[${key}]`, `expected type 'map[string]interface {}', got unconvertible type '${goTypeOf(entry.value)}'`, entry.value.place));
    }
    ids.set(id, { parsed: parsed.value, entry });
  }
  const [first] = faults;
  if (first !== undefined) lines.push({ text: first.text, details: allDetails(faults) });
  else if (shapes.length > 0) lines.push(nested(section, shapes));
  return faults.length + shapes.length > 0 ? undefined : ids;
}

function unknownType(section: SectionName, id: string, type: string, at: { readonly entry: MapEntry; readonly valid: readonly string[] }): Line {
  const { entry, valid } = at;
  if (type === 'logging') return line(section, 'the logging exporter has been deprecated, use the debug exporter instead', entry.keyPlace, { hint: 'did you mean "debug"?' });
  const message = `unknown type: ${JSON.stringify(type)} for id: ${JSON.stringify(id)} (valid values: [${valid.join(' ')}])`;
  return line(section, message, entry.keyPlace, didYouMean(type, valid));
}

function decodeOne(section: SectionName, id: string, from: { readonly factory: Factory; readonly entry: MapEntry }, faults: Line[]): unknown {
  const { factory, entry } = from;
  const lines: Line[] = [];
  const plain = decodeRoot(factory, entry.value, lines);
  const wrapper = (text: string): string => `'${section}' error reading configuration for ${JSON.stringify(id)}: ${text}`;
  if (lines.length > 0) {
    faults.push({ text: wrapper(decodingFailed(lines)), details: allDetails(lines) });
    return undefined;
  }
  const parsed = factory.config.safeParse(plain ?? {});
  if (parsed.success) return parsed.data;
  const details: Detail[] = parsed.error.issues.map((issue) => ({ message: `'${issue.path.join('.')}' ${issue.message}`, place: entry.keyPlace }));
  faults.push({ text: wrapper(decodingFailed(details.map((detail) => ({ text: detail.message, details: [] })))), details });
  return undefined;
}

/** The root of a component's config is a decoder of its own: its unknown keys are reported under the Go type's name. */
function decodeRoot(factory: Factory, value: ConfigValue, lines: Line[]): unknown {
  const found: Line[] = [];
  const plain = decodeValue(factory.config, value, '', found);
  const named = found.map((fault) => (fault.text.startsWith("'' has invalid keys: ") ? rename(fault, configType(factory)) : fault));
  lines.push(...named);
  return plain;
}

function rename(fault: Line, name: string): Line {
  const put = (text: string): string => text.replace(/^''/, () => `'${name}'`);
  return { text: put(fault.text), details: fault.details.map((detail) => ({ ...detail, message: put(detail.message) })) };
}
