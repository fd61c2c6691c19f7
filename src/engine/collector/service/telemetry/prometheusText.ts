import { generalNumber } from '../../component/goNumbers.ts';
import type { MetricFamily, MetricPoint } from './metricFamilies.ts';
import type { AttributePairs, AttributeValue, HistogramValue } from './metricRegistry.ts';

export interface PrometheusSettings {
  /** Leaves out the labels `otel_scope_…`. */
  readonly withoutScope: boolean;
  /** Adds units and `_total` to names. Upstream: both or neither, whichever of its two settings is false. */
  readonly withSuffixes: boolean;
  /** On every series. */
  readonly constantLabels: AttributePairs;
  /** Shown as the series `target_info`; undefined: not shown. */
  readonly targetInfo: AttributePairs | undefined;
  /** Shows the page's own error counters, as the Prometheus client library of the release does. */
  readonly handlerErrors: boolean;
}

interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly points: readonly MetricPoint[];
}

/** The text format 0.0.4 as client_golang writes it: families by name, series by their labels' values. */
export function prometheusText(families: readonly MetricFamily[], settings: PrometheusSettings): string {
  const all: Family[] = families.map((family) => ({
    name: settings.withSuffixes ? suffixed(family) : family.name, type: typeOf[family.kind], help: family.description,
    points: family.points.map(({ attributes, value }) => ({ value, attributes: [...attributes, ...scopeLabels(family, settings), ...settings.constantLabels] })),
  }));
  if (settings.handlerErrors) all.push(handlerErrors);
  if (settings.targetInfo !== undefined) all.push({ name: 'target_info', type: 'gauge', help: 'Target metadata', points: [{ attributes: settings.targetInfo, value: 1 }] });
  return all.sort((a, b) => (a.name < b.name ? -1 : 1)).map(familyText).join('');
}

/** A collector does not fail to gather. */
const handlerErrors: Family = {
  name: 'promhttp_metric_handler_errors_total', type: 'counter', help: 'Total number of internal errors encountered by the promhttp metric handler.',
  points: ['encoding', 'gathering'].map((cause) => ({ attributes: [['cause', cause]], value: 0 })),
};

const typeOf = { counter: 'counter', upDownCounter: 'gauge', gauge: 'gauge', histogram: 'histogram' } as const;
const unitWords: Readonly<Record<string, string>> = { By: 'bytes', s: 'seconds', '1': 'ratio' };

/** OpenTelemetry's rules for Prometheus: the unit unless the name says it already, then `_total` for counters. */
function suffixed({ kind, name, unit }: MetricFamily): string {
  const counts = kind === 'counter';
  const word = unit === '1' && kind !== 'gauge' ? undefined : unitWords[unit];
  const bare = counts && name.endsWith('_total') ? name.slice(0, -'_total'.length) : name;
  const withUnit = word === undefined || bare.endsWith(`_${word}`) ? bare : `${bare}_${word}`;
  return counts ? `${withUnit}_total` : withUnit;
}

function scopeLabels({ scope }: MetricFamily, { withoutScope }: PrometheusSettings): AttributePairs {
  return withoutScope ? [] : [['otel_scope_name', scope.name], ['otel_scope_schema_url', scope.schemaUrl ?? ''], ['otel_scope_version', scope.version ?? '']];
}

type Labels = readonly (readonly [string, string])[];

function familyText({ help, name, points, type }: Family): string {
  const shown = label(name);
  const series = points.map(({ attributes, value }) => ({ value, labels: labelsOf(attributes) })).sort((a, b) => compareLabels(a.labels, b.labels));
  const lines = series.flatMap(({ labels, value }) => (typeof value === 'number' ? [`${shown}${braces(labels)} ${goFloat(value)}`] : histogramLines(shown, labels, value)));
  return `# HELP ${shown} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${shown} ${type}\n${lines.join('\n')}\n`;
}

function histogramLines(name: string, labels: Labels, { boundaries, bucketCounts, count, sum }: HistogramValue): readonly string[] {
  let below = 0;
  const buckets = boundaries.map((end, index) => {
    below += bucketCounts[index] ?? 0;
    return `${name}_bucket${braces([...labels, ['le', goFloat(end)]])} ${String(below)}`;
  });
  return [...buckets, `${name}_bucket${braces([...labels, ['le', '+Inf']])} ${String(count)}`, `${name}_sum${braces(labels)} ${goFloat(sum)}`, `${name}_count${braces(labels)} ${String(count)}`];
}

/** Sorted by the attribute's own name, before dots become underscores. */
function labelsOf(attributes: AttributePairs): Labels {
  return attributes.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]: readonly [string, AttributeValue]) => [label(key), String(value)]);
}

const label = (name: string): string => name.replaceAll(/[^a-zA-Z0-9_:]/g, '_');

const braces = (labels: Labels): string => (labels.length === 0 ? '' : `{${labels.map(([key, value]) => `${key}="${escaped(value)}"`).join(',')}}`);
const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

function compareLabels(a: Labels, b: Labels): number {
  if (a.length !== b.length) return a.length - b.length;
  const index = a.findIndex(([, value], at) => value !== b[at]?.[1]);
  if (index < 0) return 0;
  return (a[index]?.[1] ?? '') < (b[index]?.[1] ?? '') ? -1 : 1;
}

/** A value or a bucket's end, as the exposition format's writer in Go prints it. */
export const goFloat = (value: number): string => generalNumber(value, 6);
