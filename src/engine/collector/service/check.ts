import type { Diagnostic, Severity } from '#common/base/diagnostic.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import type { CheckedConfig, CollectorSettings, ConfigFailure, ConfigSource, GraphInfo, Release, UnusedComponent } from '../collector.ts';
import type { Factory } from '../component/factory.ts';
import type { Notice } from '../confmap/provider.ts';
import { resolve } from '../confmap/resolve.ts';
import type { Place } from '../confmap/value.ts';
import type { CollectorConfig, Section } from './decode/config.ts';
import { decodeConfig } from './decode/decodeConfig.ts';
import type { Detail } from './decode/faults.ts';
import { printConfig } from './printConfig.ts';
import type { PrintStyle } from './printedValues.ts';
import { validateConfig } from './validate.ts';
import { withFileProblems } from './validateFiles.ts';

/** A configuration that decodes and validates; nothing is built yet. */
export interface Loaded {
  readonly config: CollectorConfig;
  readonly release: Release;
  readonly notices: readonly Notice[];
}

type From = Pick<CollectorSettings, 'release' | 'environment' | 'readFile' | 'host'>;

/** Resolves, decodes and validates: the three layers at which the real process stops, each collecting all it can. */
export async function load(sources: readonly ConfigSource[], settings: From, { validates = true } = {}): Promise<Result<Loaded, ConfigFailure>> {
  const notices: Notice[] = [];
  const { environment, host, readFile, release } = settings;
  const resolved = await resolve(sources, { environment, readFile, notice: (notice) => notices.push(notice) }, release.rules.expansion);
  if (!resolved.ok) return err(failure('resolve', resolved.error.text, [{ ...resolved.error, ...schemeHint(resolved.error.message) }], sources));
  const decoded = decodeConfig(resolved.value, release);
  if (!decoded.ok) return err(failure('decode', decoded.error.text, decoded.error.details, sources));
  const invalid = validates ? validateConfig(await withFileProblems(decoded.value, host.files), release.rules) : undefined;
  if (invalid !== undefined) {
    const { text, details } = invalid;
    return err(failure('validate', text, details.filter((problem, index) => details.findIndex((other) => same(other, problem)) === index), sources));
  }
  return ok({ config: decoded.value, release, notices });
}

/** A default needs the scheme: the short form would read the name as one. */
function schemeHint(message: string): { readonly hint?: string } {
  const [, uri] = /^scheme ".*" is not supported for uri "([A-Za-z0-9.+-]+:-.*)"$/.exec(message) ?? [];
  return uri === undefined ? {} : { hint: `write \${env:${uri}}: a default needs the scheme` };
}

const same = (a: Detail, b: Detail): boolean => a.message === b.message && a.place.range.startLine === b.place.range.startLine && a.place.range.startColumn === b.place.range.startColumn;

export function failure(stage: ConfigFailure['stage'], text: string, details: readonly Detail[], sources: readonly ConfigSource[]): ConfigFailure {
  return { stage, text, diagnostics: details.map((detail) => diagnostic('error', detail, sources)) };
}

/** Ranges belong to the first source; a mistake in another is named in the hint. */
function diagnostic(severity: Severity, detail: Detail, sources: readonly ConfigSource[]): Diagnostic {
  const { place, message } = detail;
  const elsewhere = place.source > 0 ? `in ${sources[place.source]?.name ?? 'another source'}, line ${String(place.range.startLine)}` : undefined;
  const hint = [detail.hint, elsewhere].filter((part) => part !== undefined).join('; ');
  return { severity, message, range: place.source === 0 ? place.range : null, ...(hint === '' ? {} : { hint }) };
}

export interface PrintOptions {
  readonly style: PrintStyle;
  /** False: prints also what does not validate. */
  readonly validates: boolean;
}

/** `print-config`: nothing is built, so that what only building finds does not matter (upstream otelcol/command_print.go). */
export async function printedConfig(sources: readonly ConfigSource[], settings: From, { style, validates }: PrintOptions): Promise<Result<string, ConfigFailure>> {
  const loaded = await load(sources, settings, { validates });
  return loaded.ok ? ok(printConfig(loaded.value.config, settings.release.rules, style)) : loaded;
}

/** What a good configuration is, with warnings. */
export function checked(loaded: Loaded, graph: GraphInfo, sources: readonly ConfigSource[]): CheckedConfig {
  const { config, notices } = loaded;
  const warnings = [
    ...notices.map((notice) => diagnostic(notice.level === 'warn' ? 'warning' : 'info', { message: `${notice.message}: ${notice.name}`, place: notice.place, hint: `\${env:${notice.name}:-default} gives a default` }, sources)),
    ...aliases(config).map((detail) => diagnostic('warning', detail, sources)),
    ...orderHints(config).map((detail) => diagnostic('info', detail, sources)),
  ];
  return { graph, unused: unused(config), diagnostics: warnings };
}

function sections(config: CollectorConfig): readonly (readonly [string, Section<Factory>])[] {
  const { receivers, processors, exporters, connectors, extensions } = config;
  return [['receivers', receivers], ['processors', processors], ['exporters', exporters], ['connectors', connectors], ['extensions', extensions]];
}

function aliases(config: CollectorConfig): readonly Detail[] {
  return sections(config).flatMap(([, section]) => [...section.values()]).filter(({ parsed, factory }) => parsed.type !== factory.type)
    .map(({ parsed, factory, keyPlace }) => ({ message: `${JSON.stringify(parsed.type)} alias is deprecated; use ${JSON.stringify(factory.type)} instead`, place: keyPlace }));
}

/** Advice that upstream's documentation gives, not its validation. */
function orderHints(config: CollectorConfig): readonly Detail[] {
  const found: Detail[] = [];
  for (const { processors } of config.pipelines.values()) {
    const typeOf = (id: string): string => id.split('/')[0] ?? '';
    for (const [index, { id, place }] of processors.entries()) {
      if (typeOf(id) === 'memory_limiter' && index > 0) found.push({ message: 'memory_limiter protects best as the first processor', place });
      if (typeOf(id) === 'batch' && processors.slice(index + 1).some((later) => ['filter', 'tail_sampling', 'probabilistic_sampler'].includes(typeOf(later.id)))) {
        found.push({ message: 'batch belongs after processors that drop data, so that batches stay full', place });
      }
    }
  }
  return found;
}

function unused(config: CollectorConfig): readonly UnusedComponent[] {
  const pipelines = [...config.pipelines.values()];
  const used: Readonly<Record<string, ReadonlySet<string>>> = {
    receivers: new Set(pipelines.flatMap((pipeline) => pipeline.receivers.map(({ id }) => id))),
    processors: new Set(pipelines.flatMap((pipeline) => pipeline.processors.map(({ id }) => id))),
    exporters: new Set(pipelines.flatMap((pipeline) => pipeline.exporters.map(({ id }) => id))),
    connectors: new Set(pipelines.flatMap((pipeline) => [...pipeline.receivers, ...pipeline.exporters].map(({ id }) => id))),
    extensions: new Set(config.serviceExtensions.map(({ id }) => id)),
  };
  return sections(config).flatMap(([section, components]) => [...components.values()].filter(({ id, keyPlace }) => keyPlace.source === 0 && used[section]?.has(id) !== true)
    .map(({ id, keyPlace, written }) => ({ section, componentId: id, startLine: keyPlace.range.startLine, endLine: lastLine(keyPlace, written.place) })));
}

const lastLine = (key: Place, value: Place): number => (value.source === key.source ? Math.max(key.range.endLine, value.range.endLine) : key.range.endLine);
