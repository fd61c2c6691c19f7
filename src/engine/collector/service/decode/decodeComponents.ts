import type { EraRules } from '../../component/era.ts';
import type { Factory } from '../../component/factory.ts';
import { explainMissing } from '../../component/history.ts';
import { type ComponentId, formatId, parseId } from '../../component/id.ts';
import type { Kind } from '../../component/kind.ts';
import { goPrinted } from '../../confmap/goText.ts';
import { type ConfigValue, emptyMap, isNull, type MapEntry, type MapValue, type Place, placeAt } from '../../confmap/value.ts';
import type { ComponentConfig, SectionName } from './config.ts';
import type { Decoder } from './decoder.ts';
import { allDetails, type Detail, fault, line, type Line } from './faults.ts';
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

/** What a whole configuration is decoded by. */
export interface Decoding {
  readonly rules: EraRules;
  readonly decoder: Decoder;
  /** Collects what is wrong. */
  readonly lines: Line[];
}

/** Decodes one section (upstream otelcol/internal/configunmarshaler): ids, then types, then each config; the text names the first bad one. */
export function decodeComponents<F extends Factory>(section: SectionName, value: ConfigValue | undefined, factories: readonly F[], by: Decoding): ReadonlyMap<string, ComponentConfig<F>> {
  const decoded = new Map<string, ComponentConfig<F>>();
  if (value === undefined || isNull(value)) return decoded;
  if (value.kind !== 'map') {
    by.lines.push(line(section, by.decoder.notMap(value), value.place));
    return decoded;
  }
  const ids = parseIds(section, value, by);
  if (ids === undefined) return decoded;
  const byType = new Map(factories.flatMap((factory) => [factory.type, ...(factory.deprecatedAliases ?? [])].map((type) => [type, factory] as const)));
  const faults: Line[] = [];
  for (const [id, { parsed, entry }] of ids) {
    const factory = byType.get(parsed.type);
    if (factory === undefined) faults.push(unknownType({ section, id, type: parsed.type, place: entry.keyPlace, kind: kinds[section] }, [...byType.keys()], by));
    else decoded.set(id, { id, parsed, factory, config: decodeOne(section, id, { factory, entry }, { ...by, lines: faults }), written: entry.value, keyPlace: entry.keyPlace });
  }
  const [first] = faults;
  if (first !== undefined) by.lines.push({ text: first.text, details: allDetails(faults) });
  return decoded;
}

interface Identified {
  readonly parsed: ComponentId;
  readonly entry: MapEntry;
}

/** Undefined when an id, or what one of them has, cannot be a component. */
function parseIds(section: SectionName, value: MapValue, { rules, decoder, lines }: Decoding): ReadonlyMap<string, Identified> | undefined {
  const ids = new Map<string, Identified>();
  const faults: Line[] = [];
  const shapes: Line[] = [];
  const refuse = (message: string, place: Place): number => faults.push(fault(decoder.refused(section, decoder.refused('', message)), place));
  for (const [key, entry] of value.entries) {
    const parsed = parseId(key, rules.strictIds);
    if (!parsed.ok) {
      refuse(parsed.error, entry.keyPlace);
      continue;
    }
    const id = formatId(parsed.value);
    if (ids.has(id)) refuse(`duplicate name ${JSON.stringify(key)} after unmarshaling ${id}`, entry.keyPlace);
    const map = isNull(entry.value) || isTime(entry.value) ? entry.value : decoder.toMap(entry.value, `[${key}]`);
    if (map === undefined || typeof map === 'string') shapes.push(fault(map ?? `'[${key}]' ${decoder.notGoMap(entry.value, 'map[string]interface {}')}`, entry.value.place));
    else ids.set(id, { parsed: parsed.value, entry: { ...entry, value: map } });
  }
  const [first] = faults;
  if (first !== undefined) lines.push({ text: first.text, details: allDetails(faults) });
  else if (shapes.length > 0) lines.push({ text: decoder.refused(section, decoder.failed(shapes)), details: allDetails(shapes) });
  return faults.length + shapes.length > 0 ? undefined : ids;
}

const isTime = (value: ConfigValue): boolean => value.kind === 'scalar' && value.type === 'time.Time';

interface Unknown {
  readonly section: SectionName;
  readonly kind: Kind;
  readonly id: string;
  readonly type: string;
  readonly place: Place;
}
const kinds: Readonly<Record<SectionName, Kind>> = { receivers: 'receiver', processors: 'processor', exporters: 'exporter', connectors: 'connector', extensions: 'extension' };

function unknownType({ section, kind, id, type, place }: Unknown, valid: readonly string[], { rules, decoder }: Decoding): Line {
  const explained = explainMissing(kind, type, rules);
  const hint = explained === undefined ? didYouMean(type, valid) : { hint: explained };
  const removed = rules.removedTypes[type];
  const message = removed ?? `unknown type: ${JSON.stringify(type)} for id: ${JSON.stringify(id)} (valid values: [${valid.join(' ')}])`;
  return fault(decoder.refused(section, message), place, hint);
}

function decodeOne(section: SectionName, id: string, from: { readonly factory: Factory; readonly entry: MapEntry }, by: Decoding): unknown {
  const { factory, entry } = from;
  const { decoder } = by;
  const refuse = (message: string, details: readonly Detail[]): number => by.lines.push({ text: decoder.refused(section, `error reading configuration for ${JSON.stringify(id)}: ${message}`), details });
  if (isTime(entry.value) && decoder.toMap(entry.value, '') === undefined) {
    const message = `unexpected sub-config value kind for key:${id} value:${goPrinted(entry.value)} kind:struct`;
    refuse(message, [{ message, place: entry.value.place }]);
    return undefined;
  }
  const lines: Line[] = [];
  const plain = decodeRoot(factory, entry.value, decoder, lines);
  if (lines.length > 0) {
    refuse(decoder.failed(lines), allDetails(lines));
    return undefined;
  }
  const parsed = factory.config.safeParse(plain ?? {});
  if (parsed.success) return parsed.data;
  // A config's own Unmarshal that refuses it as a whole.
  const refusal = parsed.error.issues.find((issue) => issue.code === 'custom' && issue.path.length === 0);
  if (refusal !== undefined) {
    refuse(refusal.message, [{ message: refusal.message, place: entry.keyPlace }]);
    return undefined;
  }
  const own = parsed.error.issues.map((issue) => line(issue.path.join('.'), issue.message, placeAt({ ...emptyMap, place: entry.keyPlace, entries: entry.value.kind === 'map' ? entry.value.entries : new Map() }, issue.path.map((key) => (typeof key === 'number' ? key : String(key))))));
  refuse(decoder.failed(own), allDetails(own));
  return undefined;
}

/** The root of a component's config may be a decoder of its own: its unknown keys are reported under the Go type's name. */
function decodeRoot(factory: Factory, value: ConfigValue, decoder: Decoder, lines: Line[]): unknown {
  const found: Line[] = [];
  const plain = decoder.decode(factory.config, value, '', found);
  lines.push(...found.map((one) => (decoder.namesRoots && one.text.startsWith("'' has invalid keys: ") ? rename(one, configType(factory)) : one)));
  return plain;
}

function rename(found: Line, name: string): Line {
  const put = (text: string): string => text.replace(/^''/, () => `'${name}'`);
  return { text: put(found.text), details: found.details.map((detail) => ({ ...detail, message: put(detail.message) })) };
}
