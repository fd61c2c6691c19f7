import type { MetricViewConfig } from './declarativeConfig.ts';
import type { MetricDefinition } from './metricDefinition.ts';

/** `service.telemetry.metrics.views`: one rule on how metrics are shown. Null or absent fields choose everything, or change nothing. */
export interface MetricView {
  readonly selector: NonNullable<MetricViewConfig['selector']>;
  readonly stream: NonNullable<MetricViewConfig['stream']>;
}

/** How one metric is shown once. */
export interface MetricStream {
  readonly name: string;
  readonly description: string;
  readonly keeps: (attribute: string) => boolean;
}

/** As the SDK does it: every view that matches shows the metric once, those that drop it show nothing; where none matches it is shown as it is. */
export function streamsOf(definition: MetricDefinition, views: readonly MetricView[]): readonly MetricStream[] {
  const matching = views.filter(({ selector }) => matches(definition, selector));
  if (matching.length === 0) return [{ name: definition.name, description: definition.description, keeps: () => true }];
  return matching.filter(({ stream }) => !drops(stream)).map(({ stream: { attribute_keys: keys, description, name } }) => ({
    name: some(name) ?? definition.name, description: some(description) ?? definition.description,
    keeps: (key) => keys?.excluded?.includes(key) !== true && ((keys?.included ?? []).length === 0 || keys?.included?.includes(key) === true),
  }));
}

/** Bucket ends that a view gives; undefined where none does. */
export function boundariesByView(definition: MetricDefinition, views: readonly MetricView[]): readonly number[] | undefined {
  for (const { selector, stream } of views) {
    const boundaries = stream.aggregation?.explicit_bucket_histogram?.boundaries;
    if (boundaries !== undefined && boundaries !== null && matches(definition, selector)) return boundaries;
  }
  return undefined;
}

const some = (text: string | null | undefined): string | undefined => (text === null || text === '' ? undefined : text);

const drops = ({ aggregation }: MetricView['stream']): boolean => aggregation !== null && aggregation !== undefined && Object.hasOwn(aggregation, 'drop');

function matches(definition: MetricDefinition, { instrument_name, instrument_type, meter_name, unit }: MetricView['selector']): boolean {
  const wanted = some(instrument_name);
  return (wanted === undefined || pattern(wanted).test(definition.name))
    && (some(instrument_type) === undefined || typesOf[definition.kind].includes(instrument_type ?? ''))
    && (some(unit) === undefined || unit === definition.unit) && (some(meter_name) === undefined || meter_name === definition.scope.name);
}

const pattern = (wildcards: string): RegExp => new RegExp(`^${wildcards.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`);

/** Upstream tells instruments that are asked from those that are told; here both count as the same. */
const typesOf: Readonly<Record<MetricDefinition['kind'], readonly string[]>> = {
  counter: ['counter', 'observable_counter'], upDownCounter: ['up_down_counter', 'observable_up_down_counter'], gauge: ['gauge', 'observable_gauge'], histogram: ['histogram'],
};
