import { errorMessage } from '#common/base/errors.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import type { Signal } from '#engine/pdata/signal.ts';
import type { GraphInfo, NodeInfo } from '../collector.ts';
import type { Component, Settings, Stability } from '../component/component.ts';
import type { BuildInfo } from '../component/buildInfo.ts';
import type { ExporterFactory, Factory, NextBySignal } from '../component/factory.ts';
import type { Kind } from '../component/kind.ts';
import type { Reasons } from '../component/reasons.ts';
import type { Host } from '../component/host.ts';
import type { Logger } from '../component/logger.ts';
import type { ComponentMetrics, MetricAttributes } from '../component/metrics.ts';
import { sameValue } from '../confmap/value.ts';
import type { Consumer } from '../consumer/consumer.ts';
import type { CollectorConfig, ComponentConfig, PipelineConfig } from './decode/config.ts';
import type { Detail } from './decode/faults.ts';
import { edge, type EdgeSettings, exit, fanOut } from './edge.ts';

export interface GraphSettings extends EdgeSettings {
  readonly logger: Logger;
  readonly host: Pick<Host, 'memory'>;
  readonly build: BuildInfo;
  metricsOf(identity: MetricAttributes): ComponentMetrics;
  reasonsOf(nodeId: string, definition: ComponentConfig<Factory>): Reasons;
}

/** A component with its place in the graph. */
export interface GraphNode extends NodeInfo {
  readonly component: Component;
  readonly logger: Logger;
}
export interface ExporterNode extends GraphNode {
  readonly consumer: Consumer<Signal>;
  /** What it was created from. */
  readonly definition: ComponentConfig<ExporterFactory>;
}
export interface Graph {
  /** In the order to start: exporters, processors from the back, receivers. Stop in reverse. */
  readonly nodes: readonly GraphNode[];
  readonly exporters: readonly ExporterNode[];
  readonly info: GraphInfo;
}

/**
 * Builds every component that a pipeline uses, exporters first (upstream service/internal/graph, v0.159). Exporters among `running` whose
 * configuration is the same are taken as they are, with their queues and files. A failure carries upstream's text.
 */
export async function buildGraph(config: CollectorConfig, settings: GraphSettings, running: readonly ExporterNode[] = []): Promise<Result<Graph, Detail>> {
  const builder = new Builder(config, settings, running);
  try {
    return ok(builder.build());
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    await builder.discard();
    return err(error.detail);
  }
}

class BuildError extends Error {
  readonly detail: Detail;
  constructor(detail: Detail) {
    super(detail.message);
    this.detail = detail;
  }
}

type AnyPipeline = PipelineConfig & { readonly signal: Signal };

class Builder {
  readonly #config: CollectorConfig;
  readonly #settings: GraphSettings;
  readonly #pipelines: readonly AnyPipeline[];
  readonly #nodes: GraphNode[] = [];
  readonly #exporterNodes: ExporterNode[] = [];
  readonly #running: readonly ExporterNode[];

  constructor(config: CollectorConfig, settings: GraphSettings, running: readonly ExporterNode[]) {
    this.#config = config;
    this.#settings = settings;
    this.#running = running;
    this.#pipelines = [...config.pipelines.values()].filter((pipeline): pipeline is AnyPipeline => pipeline.signal !== 'profiles');
  }

  build(): Graph {
    const exporters = this.#exporters();
    const entrances = new Map(this.#pipelines.map((pipeline) => [pipeline.id, this.#pipeline(pipeline, exporters)]));
    this.#receivers(entrances);
    const order = { receiver: 0, processor: 1, connector: 2, exporter: 3 } as const;
    const nodes = [...this.#nodes].sort((a, b) => order[a.kind] - order[b.kind]).map(({ nodeId, kind, componentId, pipelines }) => ({ nodeId, kind, componentId, pipelines }));
    const ids = (references: readonly { readonly id: string }[]): string[] => [...new Set(references.map(({ id }) => id))];
    const pipelines = this.#pipelines.map((pipeline) => ({
      pipelineId: pipeline.id, signal: pipeline.signal, receivers: ids(pipeline.receivers), processors: ids(pipeline.processors), exporters: ids(pipeline.exporters),
    }));
    return { nodes: this.#nodes, exporters: this.#exporterNodes, info: { nodes, pipelines, extensions: this.#config.serviceExtensions.map(({ id }) => id) } };
  }

  /** Lets go of what was created before another component could not be. */
  async discard(): Promise<void> {
    const kept = new Set(this.#running.map(({ component }) => component));
    for (const { component } of [...this.#nodes].reverse()) if (!kept.has(component)) await component.shutdown();
  }

  /** One instance for each signal and id. */
  #exporters(): ReadonlyMap<string, Consumer<Signal>> {
    const consumers = new Map<string, Consumer<Signal>>();
    for (const pipeline of this.#pipelines) {
      for (const { id, place } of pipeline.exporters) {
        const key = `${id}/${pipeline.signal}`;
        const definition = this.#definitionOf(id);
        if (definition === undefined || consumers.has(key)) continue;
        const nodeId = `exporter/${key}`;
        const create = definition.factory.create[pipeline.signal] as CreateExporter | undefined;
        const subject = `failed to create ${JSON.stringify(id)} exporter for data type ${JSON.stringify(pipeline.signal)}`;
        if (create === undefined) throw new BuildError({ message: `${subject}: telemetry type is not supported`, place });
        const set = this.#set(definition, { nodeId, signal: pipeline.signal });
        const kept = this.#running.find((node) => node.nodeId === nodeId && node.definition === definition);
        const exporter = kept ?? created(attempt(subject, definition, () => create(set, definition.config)), set.logger);
        const pipelines = this.#pipelines.filter((other) => other.signal === pipeline.signal && uses(other.exporters, id)).map((other) => other.id);
        const { component, consumer, logger } = exporter;
        const node: ExporterNode = { nodeId, kind: 'exporter', componentId: id, pipelines, component, consumer, logger, definition };
        this.#nodes.push(node);
        this.#exporterNodes.push(node);
        consumers.set(key, consumer);
      }
    }
    return consumers;
  }

  /** The running exporters' own definition where the new one says the same: exporters of several signals may share what hangs on it. */
  #definitionOf(id: string): ComponentConfig<ExporterFactory> | undefined {
    const wanted = this.#config.exporters.get(id);
    if (wanted === undefined) return undefined;
    const { definition } = this.#running.find(({ componentId }) => componentId === id) ?? {};
    return definition !== undefined && definition.factory === wanted.factory && sameValue(definition.written, wanted.written) ? definition : wanted;
  }

  /** One instance of each processor for each pipeline. Gives for one receiver's node id the consumer it sends to. */
  #pipeline(pipeline: AnyPipeline, exporters: ReadonlyMap<string, Consumer<Signal>>): (from: string) => Consumer<Signal> {
    const { signal } = pipeline;
    let next = (from: string): Consumer<Signal> => fanOut([...new Set(pipeline.exporters.map(({ id }) => id))].flatMap((id) => {
      const exporter = exporters.get(`${id}/${signal}`);
      return exporter === undefined ? [] : [edge({ from, to: `exporter/${id}/${signal}`, signal }, exporter, this.#settings)];
    }));
    for (const { id, place } of [...pipeline.processors].reverse()) {
      const definition = this.#config.processors.get(id);
      if (definition === undefined) continue;
      const nodeId = `${pipeline.id}/processor/${id}`;
      const subject = `failed to create ${JSON.stringify(id)} processor, in pipeline ${JSON.stringify(pipeline.id)}`;
      const create = definition.factory.create[signal] as CreateProcessor | undefined;
      if (create === undefined) throw new BuildError({ message: `${subject}: telemetry type is not supported`, place });
      const set = this.#set(definition, { nodeId, signal, pipeline: pipeline.id });
      const after = exit({ from: nodeId, signal }, next(nodeId), this.#settings);
      const processor = attempt(subject, definition, () => create(set, definition.config, after));
      this.#nodes.push({ nodeId, kind: 'processor', componentId: id, pipelines: [pipeline.id], component: processor, logger: set.logger });
      next = (from) => edge({ from, to: nodeId, signal }, processor, this.#settings);
    }
    return next;
  }

  /**
   * Upstream: one instance for each signal and id, unless the component shares them. Here: one for each id, because every receiver we have
   * serves its signals with one server.
   */
  #receivers(entrances: ReadonlyMap<string, (from: string) => Consumer<Signal>>): void {
    for (const definition of this.#config.receivers.values()) {
      const { id, factory } = definition;
      const pipelines = this.#pipelines.filter((pipeline) => uses(pipeline.receivers, id));
      if (pipelines.length === 0) continue;
      const nodeId = `receiver/${id}`;
      const bySignal = new Map<Signal, Consumer<Signal>[]>();
      for (const pipeline of pipelines) {
        if (factory.stability[pipeline.signal] === undefined) {
          const place = pipeline.receivers.find((reference) => reference.id === id)?.place ?? definition.keyPlace;
          throw new BuildError({ message: `failed to create ${JSON.stringify(id)} receiver for data type ${JSON.stringify(pipeline.signal)}: telemetry type is not supported`, place });
        }
        const entrance = entrances.get(pipeline.id);
        if (entrance !== undefined) bySignal.set(pipeline.signal, [...(bySignal.get(pipeline.signal) ?? []), entrance(nodeId)]);
      }
      const next = Object.fromEntries([...bySignal].map(([signal, consumers]) => [signal, exit({ from: nodeId, signal }, fanOut(consumers), this.#settings)])) as NextBySignal;
      const set = this.#set(definition, { nodeId, signals: [...bySignal.keys()] });
      const [signal = 'traces'] = bySignal.keys();
      const receiver = attempt(`failed to create ${JSON.stringify(id)} receiver for data type ${JSON.stringify(signal)}`, definition, () => factory.create(set, definition.config, next));
      this.#nodes.push({ nodeId, kind: 'receiver', componentId: id, pipelines: pipelines.map((pipeline) => pipeline.id), component: receiver, logger: set.logger });
    }
  }

  #set(definition: ComponentConfig<Factory>, where: { readonly nodeId: string; readonly signal?: Signal; readonly signals?: readonly Signal[]; readonly pipeline?: string }): Settings {
    const { id, factory } = definition;
    const fields = {
      'otelcol.component.id': id, 'otelcol.component.kind': factory.kind,
      ...(where.pipeline === undefined ? {} : { 'otelcol.pipeline.id': where.pipeline }), ...(where.signal === undefined ? {} : { 'otelcol.signal': where.signal }),
    };
    const logger = this.#settings.logger.with(fields);
    for (const signal of where.signals ?? [where.signal]) {
      announce(definition, signal === undefined ? undefined : (factory.stability as Readonly<Record<string, Stability>>)[signal], where.signals === undefined || signal === undefined ? logger : logger.with({ 'otelcol.signal': signal }));
    }
    return componentSettings({ nodeId: where.nodeId, definition, logger }, this.#settings);
  }
}

interface Creation {
  readonly nodeId: string;
  readonly definition: ComponentConfig<Factory>;
  /** The component's own, with its identity. */
  readonly logger: Logger;
}

/** What a component is created with. */
export function componentSettings({ nodeId, definition, logger }: Creation, settings: GraphSettings): Settings {
  const { build, host: { memory }, logger: root } = settings;
  const { id, factory: { kind } } = definition;
  return {
    id, logger, build, sharedLogger: root.with({ 'otelcol.component.kind': kind }), metrics: settings.metricsOf({ [kind]: id } satisfies { readonly [K in Kind]?: string }),
    reasons: settings.reasonsOf(nodeId, definition), totalMemory: () => memory.total(),
  };
}

type CreateExporter = (set: Settings, config: unknown) => Component & Consumer<Signal>;
type CreateProcessor = (set: Settings, config: unknown, next: Consumer<Signal>) => Component & Consumer<Signal>;

const created = (exporter: Component & Consumer<Signal>, logger: Logger) => ({ component: exporter, consumer: exporter, logger });

const uses = (references: readonly { readonly id: string }[], id: string): boolean => references.some((reference) => reference.id === id);

function attempt<T>(subject: string, definition: ComponentConfig<Factory>, create: () => T): T {
  try {
    return create();
  } catch (error) {
    throw new BuildError({ message: `${subject}: ${errorMessage(error)}`, place: definition.keyPlace });
  }
}

const stabilityTexts: Readonly<Record<Stability, string>> = {
  unmaintained: 'Unmaintained component. Actively looking for contributors. Component will become deprecated after 3 months of remaining unmaintained.',
  deprecated: 'Deprecated component. Will be removed in future releases.',
  development: 'Development component. May change in the future.',
  alpha: 'Alpha component. May change in the future.',
  beta: 'Beta component. May change in the future.',
  stable: 'Stable component.',
};
/** What upstream's builders log when they create a component: an alias in use, and how stable it is. */
export function announce(definition: ComponentConfig<Factory>, stability: Stability | undefined, logger: Logger): void {
  const { factory, parsed } = definition;
  if (parsed.type !== factory.type) {
    logger.warn(`${JSON.stringify(parsed.type)} alias is deprecated; use ${JSON.stringify(factory.type)} instead`, {}, 'builders/builders.go:40');
  }
  if (stability === undefined) return;
  const level = stability === 'stable' || stability === 'beta' || stability === 'alpha' ? 'debug' : 'info';
  logger.log(level, stabilityTexts[stability], {}, 'builders/builders.go:26');
}
