import { err, ok, type Result } from '#common/base/result.ts';
import type { Factories } from '../../component/factory.ts';
import { formatId, parseId } from '../../component/id.ts';
import { child, type ConfigValue, goTypeOf, isNull, type MapValue } from '../../confmap/value.ts';
import { defaultTelemetry, type TelemetryConfig, telemetrySchema } from '../telemetry/telemetryConfig.ts';
import { type CollectorConfig, type PipelineConfig, type Reference, sectionNames } from './config.ts';
import { decodeComponents } from './decodeComponents.ts';
import { decodeValue, goKindOf, invalidKeys } from './decodeValue.ts';
import { allDetails, decodingFailed, type Detail, line, type Line } from './faults.ts';
import { didYouMean } from './suggest.ts';

export interface DecodeFault {
  /** Upstream's text, from `failed to get config: ` on. */
  readonly text: string;
  readonly details: readonly Detail[];
}

const topLevelKeys: readonly string[] = [...sectionNames, 'service'];

/** Turns a resolved configuration into typed configs, collecting every mistake (upstream otelcol/unmarshaler.go, v0.159). */
export function decodeConfig(root: MapValue, factories: Factories): Result<CollectorConfig, DecodeFault> {
  const lines: Line[] = [];
  const receivers = decodeComponents('receivers', child(root, 'receivers'), factories.receivers, lines);
  const processors = decodeComponents('processors', child(root, 'processors'), factories.processors, lines);
  const exporters = decodeComponents('exporters', child(root, 'exporters'), factories.exporters, lines);
  const connectors = decodeComponents('connectors', child(root, 'connectors'), factories.connectors, lines);
  const extensions = decodeComponents('extensions', child(root, 'extensions'), factories.extensions, lines);
  const service = decodeService(child(root, 'service'), lines);
  const unknown = [...root.entries.keys()].filter((key) => !topLevelKeys.includes(key));
  if (unknown.length > 0) lines.push(invalidKeys('otelcol.configSettings', unknown, root, topLevelKeys));
  if (lines.length > 0) {
    return err({ text: `failed to get config: cannot unmarshal the configuration: ${decodingFailed(lines)}`, details: allDetails(lines) });
  }
  return ok({ receivers, processors, exporters, connectors, extensions, ...service, root });
}

type Service = Pick<CollectorConfig, 'telemetry' | 'telemetryWritten' | 'serviceExtensions' | 'pipelines'>;
const noService: Service = { telemetry: defaultTelemetry, telemetryWritten: undefined, serviceExtensions: [], pipelines: new Map() };

function decodeService(value: ConfigValue | undefined, lines: Line[]): Service {
  if (value === undefined || isNull(value)) return noService;
  if (value.kind !== 'map') {
    lines.push(line('service', `expected a map or struct, got "${goKindOf(value)}"`, value.place));
    return noService;
  }
  const telemetryWritten = child(value, 'telemetry');
  const telemetry = decodeTelemetry(telemetryWritten, lines);
  const serviceExtensions = decodeReferences(child(value, 'extensions'), 'service.extensions', lines);
  const pipelines = decodePipelines(child(value, 'pipelines'), lines);
  const known = ['telemetry', 'extensions', 'pipelines'];
  const unknown = [...value.entries.keys()].filter((key) => !known.includes(key));
  if (unknown.length > 0) lines.push(invalidKeys('service', unknown, value, known));
  return { telemetry, telemetryWritten, serviceExtensions, pipelines };
}

function decodeTelemetry(value: ConfigValue | undefined, lines: Line[]): TelemetryConfig {
  if (value === undefined) return defaultTelemetry;
  const before = lines.length;
  const plain = decodeValue(telemetrySchema, value, 'service.telemetry', lines);
  if (lines.length > before) return defaultTelemetry;
  const parsed = telemetrySchema.safeParse(plain ?? {});
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) lines.push(line(['service.telemetry', ...issue.path].join('.'), issue.message, value.place));
  return defaultTelemetry;
}

/** `traces`, `metrics`, `logs` or `profiles`, with or without a name. */
const signalNames = ['traces', 'metrics', 'logs', 'profiles'] as const;

function decodePipelines(value: ConfigValue | undefined, lines: Line[]): ReadonlyMap<string, PipelineConfig> {
  const pipelines = new Map<string, PipelineConfig>();
  if (value === undefined || isNull(value)) return pipelines;
  if (value.kind !== 'map') {
    lines.push(line('service.pipelines', `expected type 'pipelines.Config', got unconvertible type '${goTypeOf(value)}'`, value.place));
    return pipelines;
  }
  const faults: Line[] = [];
  const inner: Line[] = [];
  for (const [key, entry] of value.entries) {
    const parsed = parseId(key);
    const signal = parsed.ok ? signalNames.find((name) => name === parsed.value.type) : undefined;
    if (!parsed.ok || signal === undefined) {
      const message = parsed.ok ? `in ${JSON.stringify(key)} id: unknown pipeline signal: ${JSON.stringify(parsed.value.type)}` : parsed.error;
      faults.push(line('service.pipelines', message, entry.keyPlace, parsed.ok ? didYouMean(parsed.value.type, signalNames) : {}));
      continue;
    }
    const id = formatId(parsed.value);
    pipelines.set(id, { id, signal, ...decodePipeline(entry.value, `service.pipelines[${key}]`, inner), keyPlace: entry.keyPlace, written: entry.value });
  }
  // Upstream stops at the first id that does not parse; the diagnostics name the rest too.
  const [first] = faults;
  if (first === undefined) lines.push(...inner);
  else lines.push({ text: first.text, details: allDetails([...faults, ...inner]) });
  return pipelines;
}

function decodePipeline(value: ConfigValue, name: string, lines: Line[]): Pick<PipelineConfig, 'receivers' | 'processors' | 'exporters'> {
  if (isNull(value)) return { receivers: [], processors: [], exporters: [] };
  if (value.kind !== 'map') {
    lines.push(line(name, `expected a map or struct, got "${goKindOf(value)}"`, value.place));
    return { receivers: [], processors: [], exporters: [] };
  }
  const known = ['receivers', 'processors', 'exporters'];
  const references = (key: string): readonly Reference[] => decodeReferences(child(value, key), `${name}.${key}`, lines);
  const decoded = { receivers: references('receivers'), processors: references('processors'), exporters: references('exporters') };
  const unknown = [...value.entries.keys()].filter((key) => !known.includes(key));
  if (unknown.length > 0) lines.push(invalidKeys(name, unknown, value, known));
  return decoded;
}

function decodeReferences(value: ConfigValue | undefined, name: string, lines: Line[]): readonly Reference[] {
  if (value === undefined || isNull(value)) return [];
  if (value.kind !== 'list') {
    lines.push(line(name, `source data must be an array or slice, got ${goKindOf(value)}`, value.place, { hint: 'write a list: [a, b]' }));
    return [];
  }
  const references: Reference[] = [];
  for (const [index, item] of value.items.entries()) {
    const at = `${name}[${String(index)}]`;
    const text = item.kind === 'scalar' && typeof item.value === 'string' ? item.value : item.original;
    if (text === undefined) {
      lines.push(line(at, `expected a map or struct, got "${goKindOf(item)}"`, item.place));
      continue;
    }
    const parsed = parseId(text);
    if (parsed.ok) references.push({ id: formatId(parsed.value), place: item.place });
    else lines.push(line(at, parsed.error, item.place));
  }
  return references;
}
