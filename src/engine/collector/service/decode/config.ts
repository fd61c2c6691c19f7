import type { ComponentId } from '../../component/id.ts';
import type { ConnectorFactory, ExporterFactory, ExtensionFactory, Factory, ProcessorFactory, ReceiverFactory } from '../../component/factory.ts';
import type { ConfigValue, MapValue, Place } from '../../confmap/value.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import type { TelemetryConfig } from '../telemetry/telemetryConfig.ts';

/** One component as configured and decoded. */
export interface ComponentConfig<F extends Factory> {
  /** Normalised: `type` or `type/name`. */
  readonly id: string;
  readonly parsed: ComponentId;
  readonly factory: F;
  /** What the factory's schema made of it. */
  readonly config: unknown;
  /** As written, null when nothing was. */
  readonly written: ConfigValue;
  readonly keyPlace: Place;
}
/** A component's name where a pipeline or the service uses it. */
export interface Reference {
  readonly id: string;
  readonly place: Place;
}
export interface PipelineConfig {
  readonly id: string;
  /** `profiles` and what is no signal may parse, yet no pipeline of it is ever built. */
  readonly signal: Signal | 'profiles' | 'unknown';
  readonly receivers: readonly Reference[];
  readonly processors: readonly Reference[];
  readonly exporters: readonly Reference[];
  readonly keyPlace: Place;
  readonly written: ConfigValue;
}

export type Section<F extends Factory> = ReadonlyMap<string, ComponentConfig<F>>;

/** A decoded configuration (upstream otelcol.Config). */
export interface CollectorConfig {
  readonly receivers: Section<ReceiverFactory>;
  readonly processors: Section<ProcessorFactory>;
  readonly exporters: Section<ExporterFactory>;
  readonly connectors: Section<ConnectorFactory>;
  readonly extensions: Section<ExtensionFactory>;
  readonly telemetry: TelemetryConfig;
  /** As written, for print-config. */
  readonly telemetryWritten: ConfigValue | undefined;
  readonly serviceExtensions: readonly Reference[];
  readonly pipelines: ReadonlyMap<string, PipelineConfig>;
  /** The resolved configuration. */
  readonly root: MapValue;
}

export type SectionName = 'receivers' | 'processors' | 'exporters' | 'connectors' | 'extensions';
export const sectionNames: readonly SectionName[] = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'];
