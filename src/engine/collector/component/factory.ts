import type * as z from 'zod';
import type { Pdata, Signal } from '#engine/pdata/signal.ts';
import type { Consumer, Context } from '../consumer/consumer.ts';
import type { Files } from './host.ts';
import type { Connector, Exporter, Extension, Processor, Receiver, Settings, Stability } from './component.ts';
import { transformProcessor } from './transform.ts';

/** What Validate found. `path` is the way from the component's config to the culprit, as upstream prints it (`['sending_queue']`, `['clientconfig']`). */
export interface Problem {
  readonly path: readonly string[];
  readonly message: string;
  /** The YAML keys that lead to the culprit, when they differ from `path` (upstream prints Go field names for squashed structs). */
  readonly at?: readonly (string | number)[];
}

interface Definition<C> {
  /** The canonical word the learner types. */
  readonly type: string;
  /** Upstream's older spellings: still accepted, with upstream's notice at creation. */
  readonly deprecatedAliases?: readonly string[];
  readonly summary: string;
  readonly config: z.ZodType<C>;
  /** Rules that types cannot say; upstream's Validate. */
  readonly validate?: (config: C) => readonly Problem[];
  readonly stability: { readonly [S in Signal]?: Stability };
}
type PerSignal<Create extends { readonly [S in Signal]: unknown }> = { readonly [S in Signal]?: Create[S] };

/** Receivers of several signals share one instance where `shared` is true (one server for all signals): `create` then runs once per id. */
export interface ReceiverDefinition<C> extends Definition<C> {
  readonly create: (set: Settings, config: C, next: NextBySignal) => Receiver;
}
/** The consumers of one receiver; a signal without a pipeline is absent. */
export type NextBySignal = { readonly [S in Signal]?: Consumer<S> };

export interface ProcessorDefinition<C> extends Definition<C> {
  readonly mutatesData: boolean;
  readonly create: PerSignal<{ readonly [S in Signal]: (set: Settings, config: C, next: Consumer<S>) => Processor<S> }>;
}
export interface ExporterDefinition<C> extends Definition<C> {
  readonly create: PerSignal<{ readonly [S in Signal]: (set: Settings, config: C) => Exporter<S> }>;
}
/** Where a connector sends: to all pipelines that take from it, or to one of them by its id. */
export interface ConnectorNext<S extends Signal> extends Consumer<S> {
  readonly pipelines: ReadonlyMap<string, Consumer<S>>;
}
/** Ends pipelines of one signal and begins pipelines of another (or the same); a pair that is absent is not supported. */
export interface ConnectorDefinition<C> extends Omit<Definition<C>, 'stability'> {
  readonly mutatesData: boolean;
  readonly stability: { readonly [From in Signal]?: { readonly [To in Signal]?: Stability } };
  readonly create: { readonly [From in Signal]?: { readonly [To in Signal]?: (set: Settings, config: C, next: ConnectorNext<To>) => Connector<From> } };
}
export interface ExtensionDefinition<C> extends Omit<Definition<C>, 'stability'> {
  /** What Validate finds when it looks at the disk; upstream looks there first, and stops at what it finds. */
  readonly validateFiles?: (config: C, files: Pick<Files, 'list'>) => Promise<readonly Problem[]>;
  readonly stability: Stability;
  readonly create: (set: Settings, config: C) => Extension;
}

/** A factory with its config's type forgotten: what lists and the service hold. `create` must be given what `config` parsed. */
export interface ReceiverFactory extends ReceiverDefinition<unknown> { readonly kind: 'receiver' }
export interface ProcessorFactory extends ProcessorDefinition<unknown> { readonly kind: 'processor' }
export interface ExporterFactory extends ExporterDefinition<unknown> { readonly kind: 'exporter' }
export interface ConnectorFactory extends ConnectorDefinition<unknown> { readonly kind: 'connector' }
export interface ExtensionFactory extends ExtensionDefinition<unknown> { readonly kind: 'extension' }
export type Factory = ReceiverFactory | ProcessorFactory | ExporterFactory | ConnectorFactory | ExtensionFactory;

export interface Factories {
  readonly receivers: readonly ReceiverFactory[];
  readonly processors: readonly ProcessorFactory[];
  readonly exporters: readonly ExporterFactory[];
  readonly connectors: readonly ConnectorFactory[];
  readonly extensions: readonly ExtensionFactory[];
}

export function defineReceiver<C>(definition: ReceiverDefinition<C>): ReceiverFactory {
  return { ...definition, kind: 'receiver' } as ReceiverFactory;
}
export function defineProcessor<C>(definition: ProcessorDefinition<C>): ProcessorFactory {
  return { ...definition, kind: 'processor' } as ProcessorFactory;
}
export function defineExporter<C>(definition: ExporterDefinition<C>): ExporterFactory {
  return { ...definition, kind: 'exporter' } as ExporterFactory;
}
export function defineConnector<C>(definition: ConnectorDefinition<C>): ConnectorFactory {
  return { ...definition, kind: 'connector' } as ConnectorFactory;
}
export function defineExtension<C>(definition: ExtensionDefinition<C>): ExtensionFactory {
  return { ...definition, kind: 'extension' } as ExtensionFactory;
}

/**
 * A processor with no state. `transform` is asked once per instance for the function to apply (compile patterns there: a throw is a
 * creation error); that function returns new data, or null when everything was dropped, and then nothing is passed on.
 */
export function defineTransform<C>(definition: Omit<ProcessorDefinition<C>, 'create' | 'mutatesData'> & {
  readonly transform: { readonly [S in Signal]?: (config: C, set: Settings) => (data: Pdata<S>, context: Context) => Pdata<S> | null };
}): ProcessorFactory {
  const { transform, ...rest } = definition;
  const create = Object.fromEntries(Object.entries(transform).map(([signal, make]) => [signal, instances(signal as Signal, make as Make<Signal, C>)]));
  return defineProcessor<C>({ ...rest, mutatesData: true, create });
}

type Make<S extends Signal, C> = (config: C, set: Settings) => (data: Pdata<S>, context: Context) => Pdata<S> | null;

const instances = <S extends Signal, C>(signal: S, make: Make<S, C>) => (set: Settings, config: C, next: Consumer<S>): Processor<S> =>
  transformProcessor({ signal, set, next, apply: make(config, set) });
