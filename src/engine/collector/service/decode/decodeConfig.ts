import { err, ok, type Result } from '#common/base/result.ts';
import type { EraRules } from '../../component/era.ts';
import { formatId, parseId } from '../../component/id.ts';
import type { Release } from '../../component/release.ts';
import { child, type ConfigValue, isNull, type MapValue } from '../../confmap/value.ts';
import { type TelemetryConfig } from '../telemetry/telemetryConfig.ts';
import { telemetryOf } from '../telemetry/telemetryOf.ts';
import { type CollectorConfig, type PipelineConfig, type Reference, sectionNames } from './config.ts';
import { decodeComponents, type Decoding } from './decodeComponents.ts';
import { decoders } from './decoders.ts';
import { goKindOf, invalidKeys } from './decodeValue.ts';
import { allDetails, type Detail, fault, line, type Line } from './faults.ts';
import { didYouMean } from './suggest.ts';

export interface DecodeFault {
  /** Upstream's text, from `failed to get config: ` on. */
  readonly text: string;
  readonly details: readonly Detail[];
}

const topLevelKeys: readonly string[] = [...sectionNames, 'service'];

/** Turns a resolved configuration into typed configs, collecting every mistake (upstream otelcol/unmarshaler.go, v0.159 and v0.84 by their rules). */
export function decodeConfig(root: MapValue, { factories, rules }: Pick<Release, 'factories' | 'rules'>): Result<CollectorConfig, DecodeFault> {
  const by: Decoding = { rules, decoder: decoders[rules.decoder], lines: [] };
  const receivers = decodeComponents('receivers', child(root, 'receivers'), factories.receivers, by);
  const processors = decodeComponents('processors', child(root, 'processors'), factories.processors, by);
  const exporters = decodeComponents('exporters', child(root, 'exporters'), factories.exporters, by);
  const connectors = decodeComponents('connectors', child(root, 'connectors'), factories.connectors, by);
  const extensions = decodeComponents('extensions', child(root, 'extensions'), factories.extensions, by);
  const service = decodeService(child(root, 'service'), by);
  const unknown = [...root.entries.keys()].filter((key) => !topLevelKeys.includes(key));
  if (unknown.length > 0) by.lines.push(invalidKeys(by.decoder.namesRoots ? 'otelcol.configSettings' : '', unknown, root, topLevelKeys));
  if (by.lines.length > 0) {
    return err({ text: `failed to get config: cannot unmarshal the configuration: ${by.decoder.failed(by.lines)}`, details: allDetails(by.lines) });
  }
  return ok({ receivers, processors, exporters, connectors, extensions, ...service, root });
}

type Service = Pick<CollectorConfig, 'telemetry' | 'telemetryWritten' | 'serviceExtensions' | 'pipelines'>;

function decodeService(value: ConfigValue | undefined, by: Decoding): Service {
  const none: Service = { telemetry: telemetryOf[by.rules.telemetry].byDefault, telemetryWritten: undefined, serviceExtensions: [], pipelines: new Map() };
  if (value === undefined || isNull(value)) return none;
  if (value.kind !== 'map') {
    by.lines.push(line('service', by.decoder.notMap(value), value.place));
    return none;
  }
  const telemetryWritten = child(value, 'telemetry');
  const telemetry = decodeTelemetry(telemetryWritten, by);
  const serviceExtensions = decodeReferences(child(value, 'extensions'), 'service.extensions', by);
  const pipelines = decodePipelines(child(value, 'pipelines'), by);
  const known = ['telemetry', 'extensions', 'pipelines'];
  const unknown = [...value.entries.keys()].filter((key) => !known.includes(key));
  if (unknown.length > 0) by.lines.push(invalidKeys('service', unknown, value, known));
  return { telemetry, telemetryWritten, serviceExtensions, pipelines };
}

function decodeTelemetry(value: ConfigValue | undefined, { rules, decoder, lines }: Decoding): TelemetryConfig {
  const { schema, byDefault } = telemetryOf[rules.telemetry];
  if (value === undefined) return byDefault;
  const before = lines.length;
  const plain = decoder.decode(schema, value, 'service.telemetry', lines);
  if (lines.length > before) return byDefault;
  const parsed = schema.safeParse(plain ?? {});
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) lines.push(line(['service.telemetry', ...issue.path].join('.'), issue.message, value.place));
  return byDefault;
}

const signalNames = ['traces', 'metrics', 'logs', 'profiles'] as const;

function decodePipelines(value: ConfigValue | undefined, by: Decoding): ReadonlyMap<string, PipelineConfig> {
  const pipelines = new Map<string, PipelineConfig>();
  if (value === undefined || isNull(value)) return pipelines;
  if (value.kind !== 'map') {
    by.lines.push(line('service.pipelines', by.decoder.notGoMap(value, 'pipelines.Config'), value.place));
    return pipelines;
  }
  const faults: Line[] = [];
  const inner: Line[] = [];
  for (const [key, entry] of value.entries) {
    const id = pipelineId(key, by.rules);
    if (!id.ok) {
      faults.push(fault(by.decoder.refused('service.pipelines', id.error.message), entry.keyPlace, id.error.hint));
      continue;
    }
    if (pipelines.has(id.value.id)) faults.push(fault(by.decoder.refused('service.pipelines', `duplicate name ${JSON.stringify(key)} after unmarshaling ${id.value.id}`), entry.keyPlace));
    pipelines.set(id.value.id, { ...id.value, ...decodePipeline(entry.value, `service.pipelines[${key}]`, { ...by, lines: inner }), keyPlace: entry.keyPlace, written: entry.value });
  }
  // Upstream stops at the first id that does not parse; the diagnostics name the rest too.
  const [first] = faults;
  if (first === undefined) by.lines.push(...inner);
  else by.lines.push({ text: first.text, details: allDetails([...faults, ...inner]) });
  return pipelines;
}

type PipelineId = Result<Pick<PipelineConfig, 'id' | 'signal'>, { readonly message: string; readonly hint: { readonly hint?: string } }>;

/** `traces`, `metrics`, `logs` or `profiles`, with or without a name. */
function pipelineId(key: string, { knowsSignals, strictIds }: EraRules): PipelineId {
  const parsed = parseId(key, strictIds);
  // A name is looked at before the type, and a type that no component could have is just no signal.
  const type = key.split('/')[0]?.trim() ?? '';
  const other = !parsed.ok && knowsSignals && type !== '' ? parseId(key.replace(type, () => 'traces')) : parsed;
  if (!parsed.ok && !other.ok) return err({ message: other.error, hint: {} });
  if (!parsed.ok) return err({ message: `in ${JSON.stringify(key)} id: unknown pipeline signal: ${JSON.stringify(type)}`, hint: didYouMean(type, signalNames) });
  const id = formatId(parsed.value);
  const signal = signalNames.find((name) => name === parsed.value.type);
  if (signal !== undefined) return ok({ id, signal });
  if (!knowsSignals) return ok({ id, signal: 'unknown' });
  return err({ message: `in ${JSON.stringify(key)} id: unknown pipeline signal: ${JSON.stringify(parsed.value.type)}`, hint: didYouMean(parsed.value.type, signalNames) });
}

function decodePipeline(value: ConfigValue, name: string, by: Decoding): Pick<PipelineConfig, 'receivers' | 'processors' | 'exporters'> {
  const none = { receivers: [], processors: [], exporters: [] };
  if (isNull(value)) return none;
  if (value.kind !== 'map') {
    by.lines.push(line(name, by.decoder.notMap(value), value.place));
    return none;
  }
  const known = ['receivers', 'processors', 'exporters'];
  const references = (key: string): readonly Reference[] => decodeReferences(child(value, key), `${name}.${key}`, by);
  const decoded = { receivers: references('receivers'), processors: references('processors'), exporters: references('exporters') };
  const unknown = [...value.entries.keys()].filter((key) => !known.includes(key));
  if (unknown.length > 0) by.lines.push(invalidKeys(name, unknown, value, known));
  return decoded;
}

function decodeReferences(value: ConfigValue | undefined, name: string, by: Decoding): readonly Reference[] {
  if (value === undefined || isNull(value)) return [];
  const items = by.decoder.toList(value);
  if (items === undefined) {
    by.lines.push(line(name, `source data must be an array or slice, got ${goKindOf(value)}`, value.place, { hint: 'write a list: [a, b]' }));
    return [];
  }
  return items.map((item, index) => decodeReference(item, `${name}[${String(index)}]`, by));
}

/** Nothing, an empty map and a time (a Go struct without fields that show) are ids without a type: no component has one. */
function decodeReference(item: ConfigValue, name: string, { rules, decoder, lines }: Decoding): Reference {
  const { place } = item;
  if (isNull(item) || (item.kind === 'map' && item.entries.size === 0) || (item.kind === 'scalar' && item.type === 'time.Time' && item.original === undefined)) return { id: '', place };
  const text = item.kind === 'scalar' && item.type === 'string' ? String(item.value) : item.original;
  const parsed = text === undefined ? undefined : parseId(text, rules.strictIds);
  if (parsed?.ok === true) return { id: formatId(parsed.value), place };
  if (parsed !== undefined) lines.push(fault(decoder.refused(name, parsed.error), place));
  else if (item.kind === 'map') lines.push(invalidKeys(name, [...item.entries.keys()], item, []));
  else lines.push(line(name, decoder.notMap(item), place));
  return { id: '', place };
}
